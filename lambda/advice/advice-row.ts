/** What is known of a failure. */
export interface Failure {
  readonly state?: string;
  readonly category?: string;
  /** What the service said: the job's status message, or the error of a call. */
  readonly message: string;
  readonly resourceType?: string;
  /** Whether a job failed (the default) or the call that should have started it. */
  readonly call?: 'job' | 'start';
}

/** The likely cause of a failure, what to do about it, and the source. */
export interface Advice {
  readonly cause: string;
  readonly fix: string;
  /** A page of the AWS documentation, a public issue or an article on re:Post. */
  readonly source: string;
}

/** What must be true of a failure; all members that are given must hold. */
export interface Condition {
  readonly call?: 'job' | 'start';
  readonly state?: string;
  /** As documented, in upper case and with underscores; other spellings of it match too. */
  readonly category?: string;
  readonly resourceType?: string;
  readonly says?: RegExp;
}

/** One row of the table: the advice for failures that meet one of the conditions. */
export interface AdviceRow extends Advice {
  readonly when: readonly Condition[];
}
