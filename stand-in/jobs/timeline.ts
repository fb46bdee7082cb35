import type { BackupJobState } from '@aws-sdk/client-backup';
import type { JobPlan } from './job-script';
import { toMilliseconds } from './seconds';

/** A job is in `state` from `at` on, until the next phase. Times are milliseconds of the stand-in's clock. */
export interface Phase {
  readonly at: number;
  readonly state: BackupJobState;
  readonly message?: string;
  readonly category?: string;
}

/** The times that bound a job. */
export interface Bounds {
  readonly createdAt: number;
  /** When no other job holds the resource. */
  readonly freeAt: number;
  /** End of the start window. */
  readonly startBy: number;
  /** End of the complete window. */
  readonly completeBy: number;
  /** When `StopBackupJob` was called. */
  readonly stoppedAt?: number;
}

const TERMINAL_STATES: readonly BackupJobState[] = ['ABORTED', 'COMPLETED', 'FAILED', 'EXPIRED', 'PARTIAL'];

/**
 * All phases of a job, past and future. A pure function of what is known now. No timer runs, so a job of 55 minutes takes
 * 55 minutes of the clock and no more work than a job of one second.
 */
export function timelineOf(plan: JobPlan, bounds: Bounds): readonly Phase[] {
  const begun = beginPhases(plan, bounds);
  const withinDeadline = cut(begun, bounds.completeBy, [{
    at: bounds.completeBy,
    state: 'EXPIRED',
    message: 'Backup job expired before completion.',
    category: 'JOB_EXPIRED',
  }]);
  if (bounds.stoppedAt === undefined) { return withinDeadline; }
  return cut(withinDeadline, bounds.stoppedAt, reachable([
    { at: bounds.stoppedAt, state: 'ABORTING' },
    { at: bounds.stoppedAt + toMilliseconds(plan.abortingSeconds), state: 'ABORTED', message: 'Backup job was stopped by user.' },
  ]));
}

export function phaseAt(phases: readonly Phase[], now: number): Phase {
  return phases.filter((phase) => phase.at <= now).at(-1) ?? phases[0];
}

/** When the job is over; Infinity if it never ends. */
export function endOf(phases: readonly Phase[]): number {
  return phases.find((phase) => isTerminal(phase.state))?.at ?? Infinity;
}

export function isTerminal(state: BackupJobState): boolean {
  return TERMINAL_STATES.includes(state);
}

function beginPhases(plan: JobPlan, bounds: Bounds): readonly Phase[] {
  const created: Phase = { at: bounds.createdAt, state: 'CREATED' };
  const readyAt = bounds.createdAt + toMilliseconds(plan.createdSeconds);
  const beginAt = Math.max(readyAt, bounds.freeAt);
  if (beginAt > bounds.startBy) { return [created, expiry(bounds, readyAt)]; }
  const runAt = beginAt + toMilliseconds(plan.pendingSeconds);
  const endAt = runAt + toMilliseconds(plan.runningSeconds);
  return reachable([
    created,
    { at: beginAt, state: 'PENDING' },
    { at: runAt, state: 'RUNNING' },
    { at: endAt, state: plan.outcome, message: plan.statusMessage, category: plan.messageCategory },
  ]);
}

function expiry(bounds: Bounds, readyAt: number): Phase {
  const isBehindOther = bounds.freeAt > readyAt;
  return {
    at: bounds.startBy,
    state: 'EXPIRED',
    message: isBehindOther
      ? 'Backup job failed because there was a running job for the same resource.'
      : 'Backup job did not start within the start window.',
    category: isBehindOther ? 'CONCURRENT_JOB' : 'JOB_EXPIRED',
  };
}

/** Replaces every phase after `at` with `replacement`, unless the job is over by then. */
function cut(phases: readonly Phase[], at: number, replacement: readonly Phase[]): readonly Phase[] {
  return endOf(phases) <= at || at === Infinity ? phases : [...phases.filter((phase) => phase.at <= at), ...replacement];
}

/** Drops the phases that never begin and those that last no time because the next one begins at once. */
function reachable(phases: readonly Phase[]): readonly Phase[] {
  return phases.filter((phase, index) => phase.at < Infinity && phases[index + 1]?.at !== phase.at);
}
