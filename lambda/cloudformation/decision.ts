import type { JobReference } from '../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../src/request/history/history-record';

/** What to do with a request of CloudFormation. */
export type Decision =
  /** The status of the stack decides: ask for it, and decide again. A Delete that may remove recovery points says so. */
  | { readonly action: 'askStack'; readonly reason: string; readonly isRemoval?: boolean }
  /** The history of the trigger decides: read it, and decide again. */
  | { readonly action: 'askHistory'; readonly reason: string }
  | SettledDecision;

/** What to do, once all that matters is known. */
export type SettledDecision =
  | StartDecision
  | FollowDecision
  /** Delete the recovery points that the custom resource made, and stop its jobs that run. */
  | { readonly action: 'remove'; readonly reason: string }
  | ImmediateDecision;

/** Start a job. */
export interface StartDecision {
  readonly action: 'start';
  readonly reason: string;
  /** Of the resource with this ARN, when the request names another one. */
  readonly resourceArn?: string;
  /** The record of the job that is made again, when the request does not know what it was for. */
  readonly again?: HistoryRecord;
}

/** Start no job; wait for the existing one and respond with its attributes. */
export interface FollowDecision {
  readonly action: 'follow';
  readonly job: JobReference;
  readonly reason: string;
  /** What the history knows of the job. */
  readonly record?: HistoryRecord;
  /** A rollback neither waits nor fails for it. */
  readonly inRollback?: boolean;
  /** A deployment that failed is tried again: it fails when the job fails, and starts another one when this one has failed already. */
  readonly isRetry?: boolean;
}

/** What needs no job. */
export type ImmediateDecision =
  /** Nothing can be done now: respond with a failure at once. */
  | { readonly action: 'refuse'; readonly reason: string }
  /** Nothing to do: respond at once, with the attributes of the record. */
  | { readonly action: 'respond'; readonly reason: string; readonly record?: HistoryRecord };

/** Whether a response is all that a request needs. */
export function isImmediate(decision: Decision): decision is ImmediateDecision {
  return decision.action === 'refuse' || decision.action === 'respond';
}

/** Whether something must be known before anything can be done. */
export function isQuestion(decision: Decision): decision is Exclude<Decision, SettledDecision> {
  return decision.action === 'askStack' || decision.action === 'askHistory';
}
