/**
 * How a definition wants its job to be handled. Travels beside the request, as JSON too, so that numbers stay numbers.
 * What is left out is the default.
 */
export interface Handling {
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

/** Reads a handling. A missing or broken one is the default, because a Delete must never fail for it. */
export function parseHandling(json: string | undefined): Handling {
  try {
    return { TimeoutSeconds: LONGEST_WAIT_SECONDS, ...JSON.parse(json ?? '{}') as Partial<Handling> };
  } catch {
    return { TimeoutSeconds: LONGEST_WAIT_SECONDS };
  }
}
