import { isObject } from './known';

/**
 * How a definition wants its job to be handled. Travels beside the request, as JSON too, so that numbers stay numbers.
 * What is left out is the default.
 */
export interface WaitPolicy {
  /** Seconds after which the run gives up waiting. */
  readonly TimeoutSeconds: number;
  /** Answer as soon as AWS Backup has taken the job. */
  readonly Accepted?: boolean;
  /** At the timeout: let the next custom resource of the chain, the job, or nothing go on. */
  readonly OnTimeout?: 'HAND_ON' | 'CONTINUE' | 'STOP';
  readonly WarnOnFailure?: boolean;
  readonly FailOnIssues?: boolean;
  /** Delete the recovery point together with the definition. */
  readonly Destroy?: boolean;
}

/** The longest that a run may wait for CloudFormation, which gives up after an hour: the rest is for the answer, with retries. */
export const LONGEST_WAIT_SECONDS = 57 * 60;

/** The longest that a run watches a job that nobody waits for: a run that leaks must end some day. */
export const LONGEST_WATCH_SECONDS = 30 * 24 * 3600;

/** Reads a waitPolicy. What is missing or broken is the default, because a Delete must never fail for it. */
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
