import type { AwsClient } from '../../aws/aws-client';

/** Whether the operation of a stack is over for good. */
export interface RestingStack {
  /** `complete`: it is; `busy`: not yet; `gone`: the stack is deleted or being deleted, or its creation was undone. */
  readonly rest: 'complete' | 'busy' | 'gone';
  readonly status: string;
  /** The values of its outputs, and of those of the outermost stack. */
  readonly outputValues: readonly string[];
}

/**
 * Asks whether a stack is at rest. The operation of a nested stack is over with that of its outermost one, which may still roll it back.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
export async function restingStack(stackId: string, aws: AwsClient): Promise<RestingStack> {
  const own = await aws.describeStack(stackId);
  const isAnother = own.StackId !== undefined && own.StackId !== stackId; // deleted, and created again under its name
  if (isAnother) { return { rest: 'gone', status: 'deleted', outputValues: [] }; }
  const root = own.RootId === undefined || own.RootId === stackId ? own : await aws.describeStack(own.RootId);
  const rests = [own.StackStatus, root.StackStatus].map(restOf);
  return {
    rest: rests.includes('gone') ? 'gone' : rests.includes('busy') ? 'busy' : 'complete',
    status: rests[0] === 'complete' ? root.StackStatus : own.StackStatus,
    outputValues: [own, root].flatMap(({ OutputValues = [] }) => OutputValues),
  };
}

function restOf(status: string): RestingStack['rest'] {
  if (/^(DELETE|ROLLBACK)_/.test(status)) { return 'gone'; }
  return status.endsWith('_COMPLETE') ? 'complete' : 'busy';
}
