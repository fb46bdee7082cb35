import type { JobRecord, ExecutionState, StepError } from '../../src/request/execution-state';
import { TriggerKind } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import { LONGEST_WAIT_SECONDS } from '../../src/request/wait-policy';
import { adviceFor, describeAdvice, type Failure } from '../advice/advice';

/** Why an execution failed: which job, which resource, what the service said, and the likely cause. */
export function failureReason(state: ExecutionState): string {
  if (state.Error !== undefined) { return stepFailure(state, state.Error); }
  if (state.RemovedJob !== undefined) {
    return `The recovery point of backup job ${state.RemovedJob.BackupJobId} was not gone when CloudFormation could wait no longer. AWS Backup may still be deleting it`;
  }
  return state.Outcome === 'timedOut' ? timeout(state) : jobFailure(state.Job as JobRecord);
}

function jobFailure(job: JobRecord): string {
  const said = job.StatusMessage === '' ? 'AWS Backup gave no reason' : `AWS Backup says: ${job.StatusMessage}`;
  const category = job.MessageCategory === '' ? '' : ` (${job.MessageCategory})`;
  return withAdvice(`Backup job ${job.BackupJobId} of ${job.ResourceArn} ended ${job.State}${category}. ${said}`, {
    state: job.State, category: job.MessageCategory, message: job.StatusMessage, resourceType: job.ResourceType, call: 'job',
  });
}

function timeout(state: ExecutionState): string {
  const { Job, WaitPolicy, Stopped, WaitedSeconds = 0 } = state;
  const waited = `after ${Math.round(WaitedSeconds / 60)} minutes`;
  if (Job === undefined) { return `No backup job was started for ${resourceOf(state)}: the start was still throttled ${waited}`; }
  const was = Job.State === '' ? 'not known to have ended' : `still ${Job.State}`;
  const cannotStop = WaitPolicy.OnTimeout === 'STOP' ? 'It cannot be stopped and goes on' : 'The job goes on';
  const then = Stopped ? 'It was asked to stop' : cannotStop;
  const advice = isAsLongAsPossible(state) ? 'An update can wait no longer' : 'Use a longer `timeout` to wait for it';
  return `Backup job ${Job.BackupJobId} of ${Job.ResourceArn} was ${was} ${waited}. ${then}. ${advice}`;
}

/** Only on Delete a chain of custom resources waits for a final backup. */
function isAsLongAsPossible({ Trigger, WaitPolicy, ResponseAddress }: ExecutionState): boolean {
  return Trigger === TriggerKind.ON_DELETE && ResponseAddress?.RequestType === 'Update' && WaitPolicy.TimeoutSeconds >= LONGEST_WAIT_SECONDS;
}

function stepFailure(state: ExecutionState, error: StepError): string {
  const message = errorMessage(error);
  if (state.RemovedJob !== undefined) { return withAdvice(`The recovery point of backup job ${state.RemovedJob.BackupJobId} could not be deleted. ${message}`, { message }); }
  if (state.Job === undefined) {
    return withAdvice(`No backup job was started for ${resourceOf(state)}. ${message}`, { message, resourceType: state.ResourceType, call: 'start' });
  }
  return withAdvice(`Backup job ${state.Job.BackupJobId} of ${state.Job.ResourceArn} was started but could not be followed. ${message}`, { message });
}

function withAdvice(reason: string, failure: Failure): string {
  const advice = adviceFor(failure);
  return advice === undefined ? reason : `${reason.replace(/\.$/, '')}. ${describeAdvice(advice)}`;
}

function resourceOf({ Request, Resource }: Pick<ExecutionState, 'Request' | 'Resource'>): string {
  const arn: unknown = parseRequest(Request).request?.ResourceArn;
  if (typeof arn === 'string') { return arn; }
  return Resource === undefined ? 'the resource' : `${Resource.Type} ${Resource.LogicalResourceIds.join('/')} of stack ${Resource.StackName}`;
}

/** Lambda puts an error of the function into `Cause` as JSON; other causes are plain text. */
function errorMessage({ Error: name, Cause: cause }: StepError): string {
  try {
    const { errorMessage: message } = JSON.parse(cause ?? '') as { errorMessage?: unknown };
    if (typeof message === 'string' && message !== '') { return message; }
  } catch {
    // not JSON: the cause itself says what happened
  }
  return [name, cause].filter((part) => part).join(': ') || 'The step failed without a reason';
}
