import type { ResponseAddress, ExecutionState } from '../../src/request/execution-state';
import { log } from '../aws/log';
import { isSuccess } from '../job/job-outcome';
import { toJobRecord } from '../job/job-record';
import { withConsequence } from '../response/consequence';
import { failureReason } from '../response/failure-reason';
import { type ResponseContent, writeResponse } from '../response/response';
import { failure, success } from '../response/response-content';
import { sendResponse } from '../response/send-response';

/** What the machine ends with. */
export interface ExecutionResult {
  readonly Succeeded: boolean;
  /** Why the run counts as failed; empty when it succeeded. */
  readonly Reason: string;
}

/**
 * The machine's last step, reached whatever happened before: answers CloudFormation, if it still waits, and ends the run.
 */
export async function finishStep(state: ExecutionState): Promise<ExecutionResult> {
  const Succeeded = succeeded(state);
  const Reason = Succeeded ? '' : reasonOf(state);
  log(Succeeded ? 'INFO' : 'ERROR', Succeeded ? 'done' : 'failed', {
    step: 'Finish', jobId: state.Job?.BackupJobId, resourceArn: state.Job?.ResourceArn, state: state.Job?.State, outcome: state.Outcome, reason: Reason,
  });
  if (Succeeded && state.Outcome === 'succeededWithIssues') {
    log('WARN', 'completed with issues', { step: 'Finish', jobId: state.Job?.BackupJobId, category: state.Job?.MessageCategory, reason: state.Job?.StatusMessage });
  }
  if (state.ResponseAddress !== undefined) {
    const { ResponseAddress } = state;
    await sendResponse(ResponseAddress.ResponseURL, writeResponse(ResponseAddress, content(state, ResponseAddress, Succeeded, Reason)));
  }
  return { Succeeded, Reason };
}

/** Why a run failed; and what that means, when the deployment fails for it. */
function reasonOf(state: ExecutionState): string {
  const reason = failureReason(state);
  const fails = state.ResponseAddress !== undefined && state.RemovedJob === undefined && !onlyWarns(state);
  return fails ? withConsequence(reason, state, state.ResponseAddress) : reason;
}

/** How a run succeeded, in the words of the answer. */
const HOW: Readonly<Record<string, string>> = {
  succeeded: 'completed',
  succeededWithIssues: 'completed with issues',
  timedOut: 'handed on to the next custom resource',
};
const SETTLED = 'nothing new';

/** A run that was skipped had nothing to do. Without a job there is nothing to hand on: the next custom resource would take it for done. */
function succeeded({ Error: error, Outcome, WaitPolicy, Job, Settled }: ExecutionState): boolean {
  const isHandedOn = Outcome === 'timedOut' && WaitPolicy.OnTimeout === 'HAND_ON' && Job !== undefined;
  return error === undefined && (isSuccess(Outcome, WaitPolicy) || isHandedOn || Settled === true || Outcome === 'skipped');
}

function content(state: ExecutionState, address: ResponseAddress, hasSucceeded: boolean, reason: string): ResponseContent {
  const { Job, Outcome, RemovedJob, Skipped } = state;
  if (!hasSucceeded && !onlyWarns(state)) { return failure(address, Job, reason); }
  if (RemovedJob !== undefined) { return success(address, toJobRecord(RemovedJob), Outcome, `Backup job ${RemovedJob.BackupJobId}: removed`); }
  if (Skipped !== undefined) { return success(address, toJobRecord({ StatusMessage: Skipped }), Outcome, Skipped); }
  const job = Job ?? toJobRecord({ ...state.ExistingJob, StatusMessage: reason.slice(0, 1000) });
  return success(address, job, Outcome ?? (hasSucceeded ? undefined : 'failed'), hasSucceeded ? `Backup job ${job.BackupJobId}: ${HOW[Outcome ?? ''] ?? SETTLED}` : reason);
}

/** Whether the deployment goes on although the run failed. A job that has not ended in time is not for `onFailure`, one never started is. */
function onlyWarns({ WaitPolicy, Job, Outcome, RemovedJob }: ExecutionState): boolean {
  return WaitPolicy.WarnOnFailure === true && (Outcome !== 'timedOut' || Job === undefined) && RemovedJob === undefined;
}
