import { isObject } from '../known';

/**
 * How long and for what an execution waits, and what a failure means to it. Travels beside the request, as JSON too, so that numbers stay
 * numbers. A missing member is the default.
 */
export interface WaitPolicy {
  /** Seconds after which the execution gives up waiting. */
  readonly TimeoutSeconds: number;
  /** Respond as soon as AWS Backup has accepted the job. */
  readonly Accepted?: boolean;
  /** At the timeout, hand the job on to the next custom resource of the chain, continue the deployment, or stop the job. Default: fail; the job goes on. */
  readonly OnTimeout?: 'HAND_ON' | 'CONTINUE' | 'STOP';
  readonly WarnOnFailure?: boolean;
  readonly FailOnIssues?: boolean;
  /** Delete the recovery points together with the custom resource. */
  readonly Destroy?: boolean;
  /** Delete the recovery points of the same trigger that a good execution supersedes. Has no effect with `KeepLast`. */
  readonly Supersedes?: boolean;
  /** Delete the recovery points of the backup, except so many good ones. */
  readonly KeepLast?: number;
  /** Keep each of them for so many seconds, too. */
  readonly KeepAtLeastSeconds?: number;
  /** Seconds that the earlier custom resources of a chain wait for a final backup. */
  readonly EarlierSeconds?: number;
}

/**
 * The longest that CloudFormation waits for a custom resource.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
export const CLOUDFORMATION_WAITS_SECONDS = 3600;

/** The longest that an execution may wait for a job while CloudFormation waits: three minutes are for the response, with retries. */
export const LONGEST_WAIT_SECONDS = CLOUDFORMATION_WAITS_SECONDS - 3 * 60;

/** The longest that an execution watches a job that nobody waits for: its polls must fit into the history of an execution. */
export const LONGEST_WATCH_SECONDS = 14 * 24 * 3600;

/** Reads a wait policy. A missing or invalid member gets its default, because a Delete must never fail for it. */
export function parseWaitPolicy(json: string | undefined): WaitPolicy {
  const waitPolicy = parseObject(json) as Partial<WaitPolicy>;
  const { TimeoutSeconds: seconds } = waitPolicy;
  const isWhole = typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0;
  return { ...waitPolicy, TimeoutSeconds: isWhole ? Math.min(seconds, LONGEST_WAIT_SECONDS) : LONGEST_WAIT_SECONDS };
}

function parseObject(json: string | undefined): object {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
