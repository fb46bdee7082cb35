/** How far the deletion of recovery points is. */
export interface Deletions {
  /** What is gone: the ARNs of recovery points, the ids of jobs without one. */
  readonly Gone: readonly string[];
  /** What stays, and why. */
  readonly Left: readonly Left[];
  /** How often the deletion of each was requested that is not gone yet, by its ARN. */
  readonly Requests: Readonly<Record<string, number>>;
}

/** A recovery point that stays; or a job, or a parameter. */
export interface Left {
  readonly What: string;
  readonly Reason: string;
}

/** Before the first deletion. */
export const NO_DELETIONS: Deletions = { Gone: [], Left: [], Requests: {} };
