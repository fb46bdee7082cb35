import { outcomeOf } from './job-outcome';
import type { JobRecord, MachineState, StepError } from '../src/request/machine-state';
import { parseRequest } from '../src/request/parse-request';

/** Says why a run failed: which job, which resource, and what the service said. */
export function failureReason(state: MachineState): string {
  if (state.Error !== undefined) { return stepFailure(state, state.Error); }
  const job = state.Job as JobRecord;
  return outcomeOf(job) === undefined ? stillRunning(job) : jobFailure(job);
}

function jobFailure(job: JobRecord): string {
  const said = job.StatusMessage === '' ? 'AWS Backup gave no reason' : `AWS Backup says: ${job.StatusMessage}`;
  const category = job.MessageCategory === '' ? '' : ` (${job.MessageCategory})`;
  return `Backup job ${job.BackupJobId} of ${job.ResourceArn} ended ${job.State}${category}. ${said}`;
}

function stillRunning(job: JobRecord): string {
  const state = job.State === '' ? 'not known to have ended' : `still ${job.State}`;
  return `Backup job ${job.BackupJobId} of ${job.ResourceArn} is ${state}, and CloudFormation waits no longer than one hour. `
    + 'The job goes on';
}

function stepFailure(state: MachineState, error: StepError): string {
  const what = state.Job === undefined
    ? `No backup job was started for ${parseRequest(state.Request).request?.ResourceArn ?? 'the resource'}`
    : `Backup job ${state.Job.BackupJobId} of ${state.Job.ResourceArn} was started but could not be followed`;
  return `${what}. ${errorMessage(error)}`;
}

/** Lambda puts an error of the function into `Cause` as JSON; other causes are plain text. */
function errorMessage({ Error: name, Cause: cause }: StepError): string {
  try {
    const { errorMessage: message } = JSON.parse(cause ?? '') as { errorMessage?: unknown };
    if (typeof message === 'string' && message !== '') { return message; }
  } catch {
    // no JSON: the text itself says what happened
  }
  return [name, cause].filter((part) => part).join(': ') || 'The step failed without a reason';
}
