import type { AwsClient } from '../../aws/aws-client';
import { toError } from '../../aws/service-error';
import { deletingStack, type StackStatus } from '../../aws/stack-status';
import { operationStart } from '../../timing/operation-start';

/** The answer to the question for the status of a stack, as far as there is one. */
export interface StackAnswer {
  readonly stack?: StackStatus;
  /** Why there is none, or only a part of it. */
  readonly error?: Error;
}

/**
 * Asks for the status of a stack: its own, and that of the outermost stack when a nested stack is being deleted, which the rollback of an
 * outer stack does too. Without an answer for the outermost stack, the deletion counts as one.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html
 */
export async function askStack(stackId: string, aws: AwsClient): Promise<StackAnswer> {
  let stack: StackStatus | undefined;
  try {
    const own = await aws.describeStack(stackId);
    const rootId = deletingStack(stackId, own);
    if (rootId === undefined) { return { stack: { Status: own.StackStatus, Began: operationStart(own) } }; }
    stack = { Status: own.StackStatus };
    const root = await aws.describeStack(rootId);
    return { stack: { ...stack, RootStatus: root.StackStatus, Began: operationStart(root) } };
  } catch (error) {
    return { stack, error: toError(error) };
  }
}
