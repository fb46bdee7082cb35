/** What happens when a job has not ended in time. */
export enum TimeoutAction {
  /** The deployment fails. The job goes on. */
  FAIL = 'FAIL',

  /**
   * The deployment goes on, and so does the job; attributes that are still unknown are empty.
   *
   * The state machine watches the job to its end, for at most 14 days; when the job fails, its execution fails, which an alarm can report.
   */
  CONTINUE = 'CONTINUE',

  /**
   * The job is stopped and the deployment fails. AWS Backup cannot stop jobs of RDS, Aurora, DocumentDB, Neptune, FSx and SAP HANA:
   * those jobs go on.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StopBackupJob.html
   */
  STOP = 'STOP',
}
