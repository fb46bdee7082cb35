import { RemovalPolicy, Token } from 'aws-cdk-lib';
import type { OnDemandBackupProps } from '../../on-demand-backup-props';
import type { WaitPolicy } from '../../request/execution/wait-policy';
import { WaitLevel } from '../../wait-level';

/** Parameter Store keeps 100 versions of a parameter; some are of failed executions. */
export const MOST_KEPT = 90;
/** An execution whose response comes before the end of its job writes two versions. */
const VERSIONS_OF_ACCEPTED = 2;

type KeepProps = Pick<OnDemandBackupProps, 'keepLast' | 'keepAtLeast' | 'deleteAfter'>;

/** Problems of the props that say how many recovery points stay. */
export function keepLastProblems({ keepLast, keepAtLeast, deleteAfter }: KeepProps): string[] {
  return [...countProblems(keepLast), ...keepAtLeast === undefined ? [] : durationProblems({ keepLast, keepAtLeast, deleteAfter })];
}

/** Problems of `keepLast` for a backup that runs during the deployment. */
export function keptByDeploymentProblems({ keepLast, waitFor }: Pick<OnDemandBackupProps, 'keepLast' | 'waitFor'>): string[] {
  const most = MOST_KEPT / VERSIONS_OF_ACCEPTED;
  return waitFor !== WaitLevel.ACCEPTED || keepLast === undefined || !(keepLast > most) ? []
    : [`\`keepLast\` is ${keepLast}, but with WaitLevel.ACCEPTED the history knows ${most} executions only, because each has two records: use ${most} or less`];
}

function countProblems(keepLast: number | undefined): string[] {
  if (keepLast === undefined) { return []; }
  if (Token.isUnresolved(keepLast)) { return ['`keepLast` is known only at deploy time: use a number that is known at synth']; }
  return Number.isInteger(keepLast) && keepLast >= 1 && keepLast <= MOST_KEPT ? []
    : [`\`keepLast\` is ${keepLast}, but must be a whole number from 1 to ${MOST_KEPT}: the history knows no more`];
}

function durationProblems({ keepLast, keepAtLeast, deleteAfter }: KeepProps & Required<Pick<KeepProps, 'keepAtLeast'>>): string[] {
  if (keepLast === undefined) { return ['`keepAtLeast` has no effect without `keepLast`: give `keepLast`, too, or use `deleteAfter`']; }
  if (keepAtLeast.isUnresolved()) { return ['`keepAtLeast` is known only at deploy time: use a Duration that is known at synth']; }
  const seconds = keepAtLeast.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1) { return [`\`keepAtLeast\` is ${seconds} seconds, but must be whole seconds, at least 1`]; }
  const isLonger = deleteAfter !== undefined && !deleteAfter.isUnresolved() && seconds > deleteAfter.toSeconds({ integral: false });
  return !isLonger ? []
    : [`\`keepAtLeast\` is ${keepAtLeast.toHumanString()}, but AWS Backup deletes each recovery point after the ${deleteAfter.toHumanString()} of \`deleteAfter\`: use a longer \`deleteAfter\``];
}

/** Which recovery points a good execution lets go. */
export function keepPolicy({ keepLast, keepAtLeast, removalPolicy }: Pick<OnDemandBackupProps, 'keepLast' | 'keepAtLeast' | 'removalPolicy'>): Partial<WaitPolicy> {
  if (keepLast === undefined) { return removalPolicy === RemovalPolicy.DESTROY ? { Supersedes: true } : {}; }
  return { KeepLast: keepLast, ...keepAtLeast && { KeepAtLeastSeconds: keepAtLeast.toSeconds() } };
}
