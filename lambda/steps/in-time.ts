import type { ExecutionState } from '../../src/request/execution-state';
import { NotYetPermittedError, RefusedError, TryAgainLaterError } from '../aws/errors';
import { secondsToDeadline } from '../timing/deadline';

/**
 * Runs a step of the machine. Once the deadline has passed, an error that the machine would wait for and try again becomes one that
 * ends the run: CloudFormation must have its answer before it gives up.
 */
export async function inTime(state: ExecutionState, step: () => Promise<ExecutionState>): Promise<ExecutionState> {
  try {
    return await step();
  } catch (error) {
    const isRetried = error instanceof TryAgainLaterError || error instanceof NotYetPermittedError;
    if (!isRetried || state.ResponseAddress === undefined || secondsToDeadline(state, Date.now()) > 0) { throw error; }
    throw new RefusedError(error.message);
  }
}
