import type { ExecutionState } from '../../src/request/execution-state';
import { ThrottledError } from '../aws/errors';
import { log } from '../aws/log';
import { askAgain } from '../timing/ask-again';
import { secondsToDeadline } from '../timing/deadline';

/**
 * Runs a step of an execution that may have no job yet. When a question that comes before the start is throttled (where is the resource,
 * when did the operation begin), the execution waits and asks again, as long as CloudFormation waits for its response.
 *
 * These waits do not count as time waited for the job. Once a job exists, the step itself knows what a throttled call means.
 */
export async function waitForAnswer(before: ExecutionState, step: (state: ExecutionState) => Promise<ExecutionState>): Promise<ExecutionState> {
  try {
    const after = await step(before);
    return before.Asking === undefined ? after : { ...after, Asking: undefined };
  } catch (error) {
    const mayWait = before.Job === undefined && secondsToDeadline(before, Date.now()) > 0;
    if (!(error instanceof ThrottledError) || !mayWait) { throw error; }
    log('WARN', 'throttled, asks again', { step: 'Start', reason: error.message });
    return askAgain({ ...before, WaitedSeconds: (before.WaitedSeconds ?? 0) + (before.WaitSeconds ?? 0) }, error);
  }
}
