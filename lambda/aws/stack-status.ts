import type { StackRecord } from './aws-client';

/**
 * What the status of a stack says about a request, which itself looks the same in an update and in its rollback.
 * An unknown status is none of these.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */

/** The status of a stack, as far as it was asked for. */
export interface StackStatus {
  readonly Status: string;
  /** The status of the outermost stack, asked for only when a nested stack is being deleted. */
  readonly RootStatus?: string;
  /** When the operation began, of which the request is a part; undefined when the stack does not say. */
  readonly Began?: Date;
}

/** Nobody has asked for the status yet. */
export const NOT_ASKED = Symbol('not asked');

/** What is known of the status of a stack; undefined when it was asked for in vain. */
export type KnownStatus = StackStatus | typeof NOT_ASKED | undefined;

/** What a stack is doing that undoes nothing: the expected status of a request that has not asked yet. */
export const NO_ROLLBACK: StackStatus = { Status: '' };

/** Whether a stack is being deleted. A nested stack is also deleted when the operation of its outermost stack that created it is rolled back. */
export function isDeletion(status: string): boolean {
  return status === 'DELETE_IN_PROGRESS';
}

/**
 * The outermost stack, whose operation a deletion belongs to; undefined when the stack is not nested, or not being deleted: then its own operation
 * says enough.
 */
export function deletingStack(stackId: string, { StackStatus: status, RootId }: StackRecord): string | undefined {
  return isDeletion(status) && RootId !== stackId ? RootId : undefined;
}

/** Whether all of the stack goes: it is being deleted, or its creation undone. */
export function isGoing({ Status }: StackStatus): boolean {
  return /^(DELETE|ROLLBACK)_/.test(Status);
}

/** Whether an update of the stack is being rolled back. */
export function isUpdateRollback({ Status }: StackStatus = NO_ROLLBACK): boolean {
  return Status.startsWith('UPDATE_ROLLBACK');
}

/**
 * Whether a nested stack is deleted because the operation that created it failed. The creation of an outer stack deletes nothing else. An
 * outermost stack at rest, or one that is updated or deleted, means that the nested stack was removed or deleted by intent.
 */
export function isRollbackOfRoot({ Status, RootStatus = '' }: StackStatus = NO_ROLLBACK): boolean {
  return isDeletion(Status) && /^(CREATE|ROLLBACK|UPDATE_ROLLBACK)_(\w+_)?IN_PROGRESS$/.test(RootStatus);
}

/** Whether the stack is being rolled back: after its creation failed, or an update, or the operation of its outermost stack. */
export function isRollback(status: StackStatus = NO_ROLLBACK): boolean {
  return status.Status.startsWith('ROLLBACK') || isUpdateRollback(status) || isRollbackOfRoot(status);
}

/** Whether the stack is being updated. An update does not stop for a Delete that fails. */
export function isUpdate(status: string = ''): boolean {
  return status.startsWith('UPDATE_') && !isUpdateRollback({ Status: status });
}
