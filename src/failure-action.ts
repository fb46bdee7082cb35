/** What happens when a job did not leave what it was asked for. */
export enum FailureAction {
  /** The deployment fails, with the reason. */
  FAIL = 'FAIL',

  /**
   * The deployment goes on. The attributes `outcome` and `statusMessage` tell what happened, attributes that are not known are
   * empty, and the execution of the state machine fails, for an alarm to tell.
   */
  WARN = 'WARN',
}
