import { errorMessage } from './error-message';
import type { ChildJobs, JobRecord, ExecutionState, StepError } from '../../src/request/execution/execution-state';
import { LONGEST_WAIT_SECONDS, LONGEST_WATCH_SECONDS } from '../../src/request/execution/wait-policy';
import { TriggerKind } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import { adviceFor, describeAdvice, type Failure } from '../advice/advice';

/** Of the message of one of several child jobs. */
const LONGEST_CHILD_MESSAGE = 150;

/** Why an execution failed: which job, which resource, what the service said, and the likely cause. */
export function failureReason(state: ExecutionState): string {
  if (state.Error !== undefined) { return stepFailure(state, state.Error); }
  if (state.IsRemoval) { return removalTimeout(state); }
  return state.Outcome === 'timedOut' ? timeout(state) : jobFailure(state, state.Job as JobRecord);
}

function jobFailure(state: ExecutionState, job: JobRecord): string {
  const said = job.StatusMessage === '' ? 'AWS Backup gave no reason' : `AWS Backup says: ${job.StatusMessage}`;
  const parts = [`Backup job ${job.BackupJobId} of ${job.ResourceArn} ended ${job.State}${inBrackets(job.MessageCategory)}${afterAttempts(state)}`, said, ...beforeThis(state)];
  return withAdvice([...parts, ...missingParts(state.ChildJobs)].map((part) => part.replace(/\.$/, '')).join('. '), ...[...state.ChildJobs?.Examples ?? [], job].map(causeOf));
}

/** What the advice about a job depends on. */
function causeOf(job: JobRecord): Failure {
  return { state: job.State, category: job.MessageCategory, message: job.StatusMessage, resourceType: job.ResourceType, call: 'job' };
}

function inBrackets(category: string): string {
  return category === '' ? '' : ` (${category})`;
}

function afterAttempts({ Retries = 0 }: ExecutionState): string {
  return Retries === 0 ? '' : ` in the last of ${Retries + 1} attempts`;
}

/** CloudFormation tries a deletion in the clean-up of an update three times. */
function beforeThis({ IsOfEarlierAttempt }: ExecutionState): string[] {
  return IsOfEarlierAttempt ? ['An earlier attempt of this deletion started it, and `timeout` is over since'] : [];
}

/** Of the jobs for the parts: how many are missing something, and what some of them say. */
function missingParts(jobs: ChildJobs | undefined): string[] {
  if (jobs === undefined || jobs.Total === 0) { return []; }
  if (jobs.Incomplete === 0) { return [`All of its ${jobs.Total} child jobs completed: what is missing has none, perhaps because AWS Backup does not support it`]; }
  const named = jobs.Examples.map((job) => {
    const said = job.StatusMessage === '' ? '' : `: ${job.StatusMessage.slice(0, LONGEST_CHILD_MESSAGE)}`;
    return `${job.ResourceArn || job.BackupJobId} ${job.State}${inBrackets(job.MessageCategory)}${said}`;
  });
  const others = jobs.Incomplete - named.length;
  return [`${jobs.Incomplete} of its ${jobs.Total} child jobs left no complete recovery point: ${[...named, ...others > 0 ? [`and ${others} more`] : []].join('; ')}`];
}

function timeout(state: ExecutionState): string {
  const { Job, WaitPolicy, Stopped, ResponseAddress, WaitedSeconds = 0 } = state;
  const waited = `after ${Math.round(WaitedSeconds / 60)} minutes`;
  if (Job === undefined) { return `No backup job was started for ${resourceOf(state)}: the start was still throttled ${waited}`; }
  const was = Job.State === '' ? 'not known to have ended' : `still ${Job.State}`;
  const job = `Backup job ${Job.BackupJobId} of ${Job.ResourceArn}`;
  if (ResponseAddress === undefined && WaitedSeconds >= LONGEST_WATCH_SECONDS) {
    return `${job} was ${was} after ${LONGEST_WATCH_SECONDS / (24 * 3600)} days, the longest that a job is watched. The job goes on: see in AWS Backup how it ends`;
  }
  const cannotStop = WaitPolicy.OnTimeout === 'STOP' ? 'It cannot be stopped and goes on' : 'The job goes on';
  const then = Stopped ? 'It was asked to stop' : cannotStop;
  const advice = isAsLongAsPossible(state) ? 'An update can wait no longer' : 'Use a longer `timeout` to wait for it';
  return [`${job} was ${was} ${waited}`, then, ...beforeThis(state), advice].join('. ');
}

/** Only on Delete a chain of custom resources waits for a final backup. */
function isAsLongAsPossible({ Trigger, WaitPolicy, ResponseAddress }: ExecutionState): boolean {
  return Trigger === TriggerKind.ON_DELETE && ResponseAddress?.RequestType === 'Update' && WaitPolicy.TimeoutSeconds >= LONGEST_WAIT_SECONDS;
}

function stepFailure(state: ExecutionState, error: StepError): string {
  const message = errorMessage(error);
  if (state.IsRemoval) { return withAdvice(`The recovery points of ${resourceOf(state)} could not be deleted. ${message}`, { message }); }
  if (state.Job === undefined) {
    const attempts = state.Retries ? ` in ${state.Retries + 1} attempts` : '';
    return withAdvice(`No backup job was started for ${resourceOf(state)}${attempts}. ${message}`, { message, resourceType: state.ResourceType, call: 'start' });
  }
  if (state.StartAgain) { return withAdvice(`${jobFailure(state, state.Job).replace(/\.$/, '')}. It could not be started again. ${message}`); }
  return withAdvice(`Backup job ${state.Job.BackupJobId} of ${state.Job.ResourceArn} was started but could not be followed. ${message}`, { message });
}

/** A reason with the advice for the first failure that has any. */
function withAdvice(reason: string, ...failures: readonly Failure[]): string {
  const advice = failures.map(adviceFor).find((found) => found !== undefined);
  return advice === undefined ? reason : `${reason.replace(/\.$/, '')}. ${describeAdvice(advice)}`;
}

function resourceOf({ Request, Resource }: Pick<ExecutionState, 'Request' | 'Resource'>): string {
  const arn: unknown = parseRequest(Request).request?.ResourceArn;
  if (typeof arn === 'string') { return arn; }
  return Resource === undefined ? 'the resource' : `${Resource.Type} ${Resource.LogicalResourceIds.join('/')} of stack ${Resource.StackName}`;
}

/** What was not gone in time. */
function removalTimeout({ Deletions }: ExecutionState): string {
  const [first, ...others] = Object.keys(Deletions?.Requests ?? {});
  const what = first === undefined ? 'What this backup left' : `The recovery point ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`;
  return `${what} was not gone when CloudFormation could wait no longer. AWS Backup may still be deleting it`;
}
