import type { CloudFormationEvent } from './cloudformation-event';
import { jobOf } from './physical-id';
import { sameJson } from './same-json';
import { parseHandling } from '../src/request/handling';
import type { JobReference } from '../src/request/machine-state';

/** What to do with a request of CloudFormation. */
export type Decision =
  /** Start a job. */
  | { readonly action: 'start'; readonly reason: string }
  /** Start none; wait for the job that is there and tell its attributes. */
  | { readonly action: 'follow'; readonly job: JobReference; readonly reason: string }
  /** Stop the job if it runs, and delete what it left. */
  | { readonly action: 'remove'; readonly job: JobReference; readonly reason: string }
  /** Nothing can be done now: answer at once that it failed. */
  | { readonly action: 'refuse'; readonly reason: string }
  /** Nothing to do: answer at once. */
  | { readonly action: 'answer'; readonly reason: string };

/**
 * - Create starts a job.
 * - Update starts a job when the request or the revision changed. Anything else that changed (the machine, the timeout) is no
 *   reason for a backup: the answer describes the job that exists.
 * - While the stack is rolled back, nothing is started and nothing deleted.
 * - A further custom resource of a chain takes up the job of the one before.
 * - Delete keeps what the job left, unless it was to be destroyed.
 *
 * @param isRollback whether an update of the stack is being rolled back; undefined when the stack could not be asked. A backup too
 *     many does less harm than one too few: an update counts as none then, and nothing is deleted
 */
export function decide(event: CloudFormationEvent, isRollback: boolean | undefined): Decision {
  const { RequestType, ResourceProperties: { ContinuedJobId } } = event;
  if (RequestType === 'Delete') { return decideDelete(event, isRollback); }
  if (ContinuedJobId !== undefined) { return decideContinued(ContinuedJobId); }
  return RequestType === 'Update' ? decideUpdate(event, isRollback) : { action: 'start', reason: 'the definition is new' };
}

function decideUpdate(event: CloudFormationEvent, isRollback: boolean | undefined): Decision {
  const { ResourceProperties: now, OldResourceProperties: before, PhysicalResourceId } = event;
  const job = jobOf(PhysicalResourceId);
  if (isRollback) {
    return job ? { action: 'follow', job, reason: 'the stack is rolled back' } : { action: 'answer', reason: 'the stack is rolled back, and no job was started' };
  }
  if (job === undefined) { return { action: 'start', reason: 'no job was started before' }; }
  if (!sameJson(now.Request, before?.Request)) { return { action: 'start', reason: 'the definition changed' }; }
  if (now.Revision !== before?.Revision) { return { action: 'start', reason: 'the revision changed' }; }
  return { action: 'follow', job, reason: 'neither the definition nor the revision changed' };
}

function decideContinued(jobId: string): Decision {
  return jobId === ''
    ? { action: 'answer', reason: 'the resource before started no job' }
    : { action: 'follow', job: { BackupJobId: jobId }, reason: 'the resource before handed on' };
}

function decideDelete(event: CloudFormationEvent, isRollback: boolean | undefined): Decision {
  const job = jobOf(event.PhysicalResourceId);
  if (!parseHandling(event.ResourceProperties.Handling).Destroy) { return { action: 'answer', reason: 'recovery points are retained' }; }
  if (job === undefined) { return { action: 'answer', reason: 'no job was started' }; }
  if (isRollback === undefined) { return { action: 'refuse', reason: 'The stack could not be asked whether it is rolled back, so nothing was deleted. Try again' }; }
  return isRollback ? { action: 'answer', reason: 'the update is rolled back: nothing is deleted' } : { action: 'remove', job, reason: 'recovery points are destroyed' };
}
