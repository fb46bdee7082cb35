import type { StackRecord } from '../aws/aws-client';

/**
 * When the current operation of a stack began: its deletion, or its update; undefined when the stack does not say. An earlier time
 * will not do: a backup from before a deletion is not its final backup.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html
 */
export function operationStart({ StackStatus, DeletionTime, LastUpdatedTime }: StackRecord): Date | undefined {
  const time = StackStatus.startsWith('DELETE_') ? DeletionTime : LastUpdatedTime;
  return time === undefined || Number.isNaN(time.getTime()) ? undefined : time;
}
