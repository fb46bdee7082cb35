/**
 * What the status of a stack says about a request, which itself looks the same in an update and in its rollback.
 * An unknown status is none of these.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */

/** Whether an update of the stack is being rolled back. */
export function isUpdateRollback(status: string = ''): boolean {
  return status.startsWith('UPDATE_ROLLBACK');
}

/** Whether the stack is being rolled back: after its creation failed, or an update. */
export function isRollback(status: string = ''): boolean {
  return status.startsWith('ROLLBACK') || isUpdateRollback(status);
}

/** Whether the stack is being updated. An update does not stop for a Delete that fails. */
export function isUpdate(status: string = ''): boolean {
  return status.startsWith('UPDATE_') && !isUpdateRollback(status);
}
