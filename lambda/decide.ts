import type { CloudFormationEvent } from './cloudformation-event';
import { isJobId } from './physical-id';

/** What to do with a request of CloudFormation. */
export type Decision =
  /** Start a job. */
  | { readonly action: 'start'; readonly reason: string }
  /** Start none; wait for the job that is there and tell its attributes. */
  | { readonly action: 'follow'; readonly jobId: string; readonly reason: string }
  /** Nothing to do: answer at once. */
  | { readonly action: 'answer'; readonly reason: string };

/**
 * - Create starts a job.
 * - Update starts a job when the request or the revision changed. Anything else that changed (the machine, say) is no
 *   reason for a backup: the answer describes the job that exists.
 * - Delete starts none and deletes nothing: recovery points stay, and a job still running goes on.
 */
export function decide(event: CloudFormationEvent): Decision {
  switch (event.RequestType) {
    case 'Create': return { action: 'start', reason: 'the definition is new' };
    case 'Update': return decideUpdate(event);
    default: return { action: 'answer', reason: 'recovery points are retained' };
  }
}

function decideUpdate(event: CloudFormationEvent): Decision {
  const { ResourceProperties: now, OldResourceProperties: before, PhysicalResourceId: id } = event;
  if (before === undefined || !sameRequest(now.Request, before.Request)) {
    return { action: 'start', reason: 'the definition changed' };
  }
  if (now.Revision !== before.Revision) { return { action: 'start', reason: 'the revision changed' }; }
  if (!isJobId(id)) { return { action: 'start', reason: 'no job was started before' }; }
  return { action: 'follow', jobId: id, reason: 'neither the definition nor the revision changed' };
}

/** Whether two requests ask for the same job, whatever the order of their members. */
function sameRequest(a: string, b: string): boolean {
  return a === b || canonical(a) === canonical(b);
}

function canonical(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), (_key, value: unknown) => isRecord(value) ? sorted(value) : value);
  } catch {
    return json; // the start of the job will tell what is wrong with it
  }
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
