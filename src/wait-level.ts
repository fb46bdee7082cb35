/** What a deployment waits for. */
export enum WaitLevel {
  /**
   * AWS Backup has taken the job. The deployment goes on, and no attribute but `backupJobId` and `creationDate` is known.
   *
   * The state machine watches the job to its end; when the job fails, its execution fails, for an alarm to tell.
   */
  ACCEPTED = 'ACCEPTED',

  /** The job has ended, and its recovery point is there. */
  COMPLETED = 'COMPLETED',
}
