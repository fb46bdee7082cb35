/** What a deployment waits for. */
export enum WaitLevel {
  /**
   * AWS Backup has accepted the job. The deployment goes on, and only the attributes `backupJobId` and `creationDate` are known.
   *
   * The state machine watches the job to its end, for at most 14 days; when the job fails, its execution fails, which an alarm can report.
   */
  ACCEPTED = 'ACCEPTED',

  /** The job has ended, and its recovery point exists. */
  COMPLETED = 'COMPLETED',
}
