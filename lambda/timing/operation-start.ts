import type { StackRecord } from '../aws/aws-client';

/**
 * When the operation that a stack is in began: its deletion, or its update; undefined when the stack does not tell. An earlier time
 * will not do: what was backed up before a deletion is not its final backup.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html
 */
export function operationStart({ StackStatus, DeletionTime, LastUpdatedTime }: StackRecord): Date | undefined {
  const time = StackStatus.startsWith('DELETE_') ? DeletionTime : LastUpdatedTime;
  return time === undefined || Number.isNaN(time.getTime()) ? undefined : time;
}
