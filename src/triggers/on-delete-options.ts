import type { FailureAction } from '../failure-action';

/** What a final backup means to the deletion. */
export interface OnDeleteOptions {
  /**
   * What happens when the final backup failed, or had not ended in time, whatever the definition says of other backups.
   *
   * - `FailureAction.FAIL`: no backup, no delete. The deletion of the stack stops, and the resource is still there.
   * - `FailureAction.WARN`: the deletion goes on without a backup.
   *
   * @default FailureAction.FAIL
   */
  readonly onFailure?: FailureAction;
}
