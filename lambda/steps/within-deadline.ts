import type { ExecutionState } from '../../src/request/execution/execution-state';
import { NotYetPermittedError, RefusedError, TryAgainLaterError } from '../aws/errors';
import { secondsToDeadline } from '../timing/deadline';

/**
 * Runs a step of the state machine. Once the deadline has passed, an error that the state machine would retry becomes one that ends the
 * execution: CloudFormation must have its response before it gives up.
 */
export async function withinDeadline(state: ExecutionState, step: () => Promise<ExecutionState>): Promise<ExecutionState> {
  try {
    return await step();
  } catch (error) {
    const isRetried = error instanceof TryAgainLaterError || error instanceof NotYetPermittedError;
    if (!isRetried || state.ResponseAddress === undefined || secondsToDeadline(state, Date.now()) > 0) { throw error; }
    throw new RefusedError(error.message);
  }
}
