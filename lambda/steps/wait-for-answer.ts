import type { ExecutionState } from '../../src/request/execution/execution-state';
import { ThrottledError } from '../aws/errors';
import { log } from '../aws/log';
import { askAgain } from '../timing/ask-again';
import { isWorthAsking } from '../timing/ask-delay';
import { secondsToDeadline } from '../timing/deadline';

/**
 * Runs a step of an execution that may have no job yet. When a question that comes before the start is throttled (where is the resource,
 * when did the operation begin), the execution waits and asks again, as long as time is left for the job.
 *
 * These waits do not count as time waited for the job. Once a job exists, the step itself knows what a throttled call means.
 */
export async function waitForAnswer(before: ExecutionState, step: (state: ExecutionState) => Promise<ExecutionState>): Promise<ExecutionState> {
  try {
    const after = await step(before);
    return before.Asking === undefined ? after : { ...after, Asking: undefined };
  } catch (error) {
    if (!(error instanceof ThrottledError) || before.Job !== undefined) { throw error; }
    if (!isWorthAsking(error, before.Asking?.Seconds ?? 0, secondsToDeadline(before, Date.now()))) { throw error; }
    log('WARN', 'throttled, asks again', { step: 'Start', reason: error.message });
    return askAgain({ ...before, WaitedSeconds: (before.WaitedSeconds ?? 0) + (before.WaitSeconds ?? 0) }, error);
  }
}
