import { askDelay } from './ask-delay';
import { backupsOfStack } from './backups-of-stack';
import { secondsToDeadline } from './deadline';
import type { ExecutionState } from '../../src/request/execution/execution-state';
import { NextStep } from '../../src/request/names';
import { TryAgainLaterError } from '../aws/errors';

/**
 * Waits in the state machine until CloudFormation is asked again, which costs nothing and spreads many executions. A throttled call, and one
 * that a busy service failed, wait for all the others of the stack; any other error is about this call alone.
 */
export function askAgain(state: ExecutionState, error: Error): ExecutionState {
  const { Attempt = 0, Seconds = 0 } = state.Asking ?? {};
  const backups = error instanceof TryAgainLaterError ? backupsOfStack() : 1;
  const WaitSeconds = Math.max(1, Math.min(askDelay(Attempt + 1, backups), secondsToDeadline(state, Date.now())));
  return { ...state, Asking: { Attempt: Attempt + 1, Seconds: Seconds + WaitSeconds }, Next: NextStep.WAIT, WaitSeconds };
}
