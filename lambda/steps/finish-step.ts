import { withPruning } from './deletion/begin-pruning';
import type { ExecutionResult } from '../../src/request/execution/execution-result';
import type { ResponseAddress, ExecutionState, ImmediateResponse, Outcome } from '../../src/request/execution/execution-state';
import { log } from '../aws/log';
import { isSuccess } from '../job/job-outcome';
import { toJobRecord } from '../job/job-record';
import { withConsequence } from '../response/consequence';
import type { ResponseContent } from '../response/custom-resource-response';
import { describeDeletions } from '../response/describe-deletions';
import { failureReason } from '../response/failure-reason';
import { keptId } from '../response/physical-id';
import { failure, success } from '../response/response-content';
import { writeResponse } from '../response/response-size-limit';
import { sendResponse } from '../response/send-response';
import { withUnrecorded } from '../response/unrecorded';

/** Of a reason that is repeated as status message: both must fit into the 4096 bytes of a response. */
const LONGEST_STATUS_MESSAGE = 1000;

/**
 * The last step of the state machine, reached whatever happened before: responds to CloudFormation, if it still waits, and ends the execution,
 * unless recovery points may go now.
 */
export async function finishStep(state: ExecutionState): Promise<ExecutionResult> {
  const { ResponseAddress } = state;
  const result = resultOf(state);
  logResult(state, result);
  if (ResponseAddress !== undefined) {
    const content = contentOf(state, ResponseAddress, result);
    const Reason = result.Succeeded ? withUnrecorded(content.Reason, state) : content.Reason;
    await sendResponse(ResponseAddress.ResponseURL, writeResponse(ResponseAddress, { ...content, Reason }));
  }
  return withPruning(result, state);
}

function resultOf(state: ExecutionState): ExecutionResult {
  if (state.Response !== undefined) { return resultOfResponse(state.Response); }
  return hasSucceeded(state) ? { Succeeded: true, Reason: '' } : { Succeeded: false, Reason: withUnrecorded(reasonOf(state), state) };
}

/** A request that needs no job succeeds as its response says. */
function resultOfResponse({ Status, Reason }: ImmediateResponse): ExecutionResult {
  return Status === 'SUCCESS' ? { Succeeded: true, Reason: '' } : { Succeeded: false, Reason };
}

/** A skipped execution had nothing to do. Without a job nothing is handed on: the next custom resource would take it for done. */
function hasSucceeded({ Error: error, Outcome, WaitPolicy, Job, Settled }: ExecutionState): boolean {
  const isHandedOn = Outcome === 'timedOut' && WaitPolicy.OnTimeout === 'HAND_ON' && Job !== undefined;
  return error === undefined && (isSuccess(Outcome, WaitPolicy) || isHandedOn || Settled === true || Outcome === 'skipped');
}

/** Why an execution failed; and the consequence, when the deployment fails for it. */
function reasonOf(state: ExecutionState): string {
  const reason = failureReason(state);
  const fails = state.ResponseAddress !== undefined && state.IsRemoval !== true && !onlyWarns(state);
  return fails ? withConsequence(reason, state, state.ResponseAddress) : reason;
}

/** Whether the deployment goes on although the execution failed. `onFailure` covers a job that never started, but not one that has not ended in time. */
function onlyWarns({ WaitPolicy, Job, Outcome, IsRemoval }: ExecutionState): boolean {
  return WaitPolicy.WarnOnFailure === true && (Outcome !== 'timedOut' || Job === undefined) && IsRemoval !== true;
}

function logResult({ Job, Outcome }: ExecutionState, { Succeeded, Reason }: ExecutionResult): void {
  log(Succeeded ? 'INFO' : 'ERROR', Succeeded ? 'done' : 'failed', {
    step: 'Finish', jobId: Job?.BackupJobId, resourceArn: Job?.ResourceArn, state: Job?.State, outcome: Outcome, reason: Reason,
  });
  if (Succeeded && Outcome === 'succeededWithIssues') {
    log('WARN', 'completed with issues', { step: 'Finish', jobId: Job?.BackupJobId, category: Job?.MessageCategory, reason: Job?.StatusMessage });
  }
}

function contentOf(state: ExecutionState, address: ResponseAddress, { Succeeded, Reason }: ExecutionResult): ResponseContent {
  const { Job, Outcome, ExistingJob, IsRemoval, Deletions, Skipped, Response } = state;
  if (Response !== undefined) { return { ...Response, PhysicalResourceId: keptId(address, Response.Status) }; }
  if (!Succeeded && !onlyWarns(state)) { return failure(address, Reason); }
  if (IsRemoval) { return success(address, toJobRecord({}), Outcome, describeDeletions(Deletions)); }
  if (Skipped !== undefined) { return success(address, toJobRecord({ StatusMessage: Skipped }), Outcome, Skipped); }
  if (Outcome === 'reused' && Job !== undefined) { return success(address, Job, Outcome, Job.StatusMessage); }
  const job = Job ?? toJobRecord({ ...ExistingJob, StatusMessage: Reason.slice(0, LONGEST_STATUS_MESSAGE) });
  return Succeeded
    ? success(address, job, Outcome, `Backup job ${job.BackupJobId}: ${describeSuccess(Outcome)}`)
    : success(address, job, Outcome ?? 'failed', Reason);
}

/** How an execution succeeded, in the words of the response. */
function describeSuccess(outcome: Outcome | undefined): string {
  switch (outcome) {
    case 'succeeded': return 'completed';
    case 'succeededWithIssues': return 'completed with issues';
    case 'timedOut': return 'handed on to the next custom resource';
    default: return 'nothing new'; // an earlier execution has responded for the job
  }
}
