import { type AnswerContent, writeAnswer } from './answer';
import { failure, success } from './answer-content';
import { failureReason } from './failure-reason';
import { isSuccess } from './job-outcome';
import { toJobRecord } from './job-record';
import { log } from './log';
import { sendAnswer } from './send-answer';
import type { AnswerAddress, MachineState } from '../src/request/machine-state';

/** What the machine ends with. */
export interface Finished {
  readonly Succeeded: boolean;
  /** Why the run counts as failed; empty when it succeeded. */
  readonly Reason: string;
}

/**
 * The machine's last step, reached whatever happened before: answers CloudFormation, if it still waits, and ends the run.
 */
export async function finishStep(state: MachineState): Promise<Finished> {
  const Succeeded = succeeded(state);
  const Reason = Succeeded ? '' : failureReason(state);
  log(Succeeded ? 'INFO' : 'ERROR', Succeeded ? 'done' : 'failed', {
    step: 'Finish', jobId: state.Job?.BackupJobId, resourceArn: state.Job?.ResourceArn, state: state.Job?.State, outcome: state.Outcome, reason: Reason,
  });
  if (Succeeded && state.Outcome === 'succeededWithIssues') {
    log('WARN', 'completed with issues', { step: 'Finish', jobId: state.Job?.BackupJobId, category: state.Job?.MessageCategory, reason: state.Job?.StatusMessage });
  }
  if (state.Answer !== undefined) {
    await sendAnswer(state.Answer.ResponseURL, writeAnswer(state.Answer, content(state, state.Answer, Succeeded, Reason)));
  }
  return { Succeeded, Reason };
}

/** How a run succeeded, in the words of the answer. */
const HOW: Readonly<Record<string, string>> = {
  succeeded: 'completed',
  succeededWithIssues: 'completed with issues',
  timedOut: 'handed on to the next custom resource',
};

function succeeded({ Error: error, Outcome, Handling }: MachineState): boolean {
  return error === undefined && (isSuccess(Outcome, Handling) || Outcome === 'timedOut' && Handling.OnTimeout === 'HAND_ON');
}

function content(state: MachineState, address: AnswerAddress, hasSucceeded: boolean, reason: string): AnswerContent {
  const { Job, Outcome, Handling } = state;
  if (hasSucceeded) { return success(address, Job ?? toJobRecord({}), Outcome, HOW[Outcome as string]); }
  const onlyWarn = Handling.WarnOnFailure && Outcome !== 'timedOut' && state.RemovedJob === undefined;
  if (!onlyWarn) { return failure(address, Job, reason); }
  const job = Job ?? toJobRecord({ StatusMessage: reason.slice(0, 1000) });
  return success(address, job, Outcome ?? 'failed', reason);
}
