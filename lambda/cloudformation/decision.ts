import type { JobReference } from '../../src/request/execution-state';

/** What to do with a request of CloudFormation. */
export type Decision =
  /** The status of the stack decides: ask for it, and decide again. A Delete that may remove recovery points says so. */
  | { readonly action: 'askStack'; readonly reason: string; readonly isRemoval?: boolean }
  | SettledDecision;

/** What to do, once the status of the stack is known or does not matter. */
export type SettledDecision =
  /** Start a job; of the resource with this ARN, when the request names another one. */
  | { readonly action: 'start'; readonly reason: string; readonly resourceArn?: string }
  /** Start no job; wait for the existing one and respond with its attributes. A rollback neither waits nor fails for it. */
  | { readonly action: 'follow'; readonly job: JobReference; readonly reason: string; readonly inRollback?: boolean }
  /** Delete the recovery points that the custom resource made, and stop its jobs that run. */
  | { readonly action: 'remove'; readonly reason: string }
  | ImmediateDecision;

/** What needs no job. */
export type ImmediateDecision =
  /** Nothing can be done now: respond with a failure at once. */
  | { readonly action: 'refuse'; readonly reason: string }
  /** Nothing to do: respond at once. */
  | { readonly action: 'respond'; readonly reason: string };

/** Whether a response is all that a request needs. */
export function isImmediate(decision: Decision): decision is ImmediateDecision {
  return decision.action === 'refuse' || decision.action === 'respond';
}
