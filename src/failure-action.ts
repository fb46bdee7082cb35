/** What happens when a job did not do what it was asked to. */
export enum FailureAction {
  /** The deployment fails, with the reason. */
  FAIL = 'FAIL',

  /**
   * The deployment goes on. The attributes `outcome` and `statusMessage` say what happened, unknown attributes are empty, and
   * the execution of the state machine fails, which an alarm can report.
   */
  WARN = 'WARN',
}
