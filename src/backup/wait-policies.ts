import { RemovalPolicy } from 'aws-cdk-lib';
import type { BackupWaitProps } from '../backup-wait-props';
import { FailureAction } from '../failure-action';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import { amount } from '../request/amount';
import { keepPolicy } from './history/keep-last';
import { type WaitPolicy, LONGEST_WAIT_SECONDS, LONGEST_WATCH_SECONDS } from '../request/execution/wait-policy';
import { TimeoutAction } from '../timeout-action';
import { WaitLevel } from '../wait-level';

const SHORTEST_TIMEOUT_SECONDS = 60;
const LONGEST_WATCH_DAYS = LONGEST_WATCH_SECONDS / (24 * 3600);

/** The props that determine the wait policy of a job. */
type WaitPolicyProps = BackupWaitProps & Pick<OnDemandBackupProps, 'removalPolicy' | 'keepLast' | 'keepAtLeast'>;

/** Problems of the props that determine the wait policy of a job. */
export function waitPolicyProblems({ timeout, removalPolicy }: WaitPolicyProps): string[] {
  const problems: string[] = [];
  if (timeout?.isUnresolved()) {
    problems.push('`timeout` is known only at deploy time, but the number of custom resources depends on it: use a Duration that is known at synth');
  } else if (timeout !== undefined && !isWholeSeconds(timeout.toSeconds({ integral: false }))) {
    problems.push(`\`timeout\` is ${amount(timeout.toSeconds({ integral: false }), 'seconds')}, but must be whole seconds, at least ${SHORTEST_TIMEOUT_SECONDS}: `
      + 'use Duration.minutes(1) or more');
  } else if (timeout !== undefined && timeout.toSeconds() > LONGEST_WATCH_SECONDS) {
    problems.push(`\`timeout\` is ${timeout.toHumanString()}, but a job is watched for at most ${LONGEST_WATCH_DAYS} days: use Duration.days(${LONGEST_WATCH_DAYS}) or less`);
  }
  if (removalPolicy !== undefined && removalPolicy !== RemovalPolicy.RETAIN && removalPolicy !== RemovalPolicy.DESTROY) {
    problems.push(`\`removalPolicy\` is "${removalPolicy}", but a recovery point can only stay or go: use RemovalPolicy.RETAIN or RemovalPolicy.DESTROY`);
  }
  return problems;
}

/**
 * The wait policies of the job of a backup: of one custom resource, or of a chain if the timeout is longer than one custom resource
 * can wait. Each except the last hands the job on when its time is up.
 */
export function waitPolicies(props: WaitPolicyProps): WaitPolicy[] {
  const accepted = props.waitFor === WaitLevel.ACCEPTED;
  const seconds = props.timeout === undefined || accepted ? LONGEST_WAIT_SECONDS : props.timeout.toSeconds();
  const links = Math.ceil(seconds / LONGEST_WAIT_SECONDS);
  return Array.from({ length: links }, (_, index) => ({
    TimeoutSeconds: Math.min(LONGEST_WAIT_SECONDS, seconds - index * LONGEST_WAIT_SECONDS),
    ...accepted && { Accepted: true },
    ...index < links - 1 ? { OnTimeout: 'HAND_ON' as const } : onTimeout(props),
    ...props.onFailure === FailureAction.WARN && { WarnOnFailure: true },
    ...props.failOnIssues && { FailOnIssues: true },
    // Only the first: the others are deleted when the timeout gets shorter, although the backup stays
    ...props.removalPolicy === RemovalPolicy.DESTROY && index === 0 && { Destroy: true },
    ...keepPolicy(props),
  }));
}

/**
 * The wait policies of a final backup, of one or more custom resources in the order of their deletion. The deletion always waits for it;
 * its own `onFailure` decides whether the deletion goes on without it.
 */
export function finalWaitPolicies(props: OnDemandBackupProps, onFailure: FailureAction | undefined): WaitPolicy[] {
  const goOn = onFailure === FailureAction.WARN;
  const links = waitPolicies({
    timeout: props.timeout,
    failOnIssues: props.failOnIssues,
    onFailure,
    onTimeout: goOn ? TimeoutAction.CONTINUE : undefined,
  });
  return links.map((link, index) => index === 0 ? link : { ...link, EarlierSeconds: index * LONGEST_WAIT_SECONDS });
}

/** The wait policy of a job that no deployment waits for: an execution watches it until its end, or until its time is up. */
export function unattendedWaitPolicy(props: OnDemandBackupProps): WaitPolicy {
  const limited = props.timeout !== undefined && props.onTimeout !== TimeoutAction.CONTINUE && props.waitFor !== WaitLevel.ACCEPTED;
  return {
    TimeoutSeconds: limited ? props.timeout.toSeconds() : LONGEST_WATCH_SECONDS,
    ...limited && props.onTimeout === TimeoutAction.STOP && { OnTimeout: 'STOP' as const },
    ...props.failOnIssues && { FailOnIssues: true },
    ...keepPolicy({ ...props, removalPolicy: undefined }), // of one that nobody deletes, nothing is superseded
  };
}

function onTimeout({ onTimeout: action }: WaitPolicyProps): Pick<WaitPolicy, 'OnTimeout'> {
  switch (action) {
    case TimeoutAction.CONTINUE: return { OnTimeout: 'CONTINUE' };
    case TimeoutAction.STOP: return { OnTimeout: 'STOP' };
    default: return {};
  }
}

function isWholeSeconds(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= SHORTEST_TIMEOUT_SECONDS;
}
