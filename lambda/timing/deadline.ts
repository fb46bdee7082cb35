import { backupsOfStack } from './backups-of-stack';
import type { ExecutionState } from '../../src/request/execution/execution-state';
import { CLOUDFORMATION_WAITS_SECONDS, LONGEST_WATCH_SECONDS } from '../../src/request/execution/wait-policy';

/** Kept back for the response itself, with its retries. */
const RESERVE_SECONDS = 90;

/** Parameter Store accepts about three writes a second, and random moments leave gaps: the time that one record needs when all are written at once. */
const SECONDS_FOR_A_RECORD = 1.6 / 3;

/** When an execution that responds to CloudFormation must give up by the clock, so that CloudFormation gets a reason and not a timeout. */
export function responseDeadline(now: number): string {
  return new Date(now + (CLOUDFORMATION_WAITS_SECONDS - RESERVE_SECONDS) * 1000).toISOString();
}

/** When CloudFormation sent the request, in milliseconds; NaN when nobody waits for a response. */
export function requestedAt({ Deadline }: ExecutionState): number {
  return Date.parse(Deadline ?? '') - (CLOUDFORMATION_WAITS_SECONDS - RESERVE_SECONDS) * 1000;
}

/** Whether the execution has responded and only watches its job since. It has a deadline, which one that nobody ever waited for never had. */
export function hasResponded({ ResponseAddress, Deadline }: ExecutionState): boolean {
  return ResponseAddress === undefined && Deadline !== undefined;
}

/** Seconds that the execution may go on: to its timeout and deadline, or, once it has responded, as long as an execution may watch. */
export function timeLeft(state: ExecutionState, now: number): number {
  const { WaitedSeconds: waited = 0, ResponseAddress } = state;
  const watch = LONGEST_WATCH_SECONDS - waited;
  if (hasResponded(state)) { return watch; }
  return ResponseAddress === undefined ? Math.min(watch, secondsLeft(state, waited, now)) : secondsLeft(state, waited, now);
}

/** Seconds left to wait, at least 0: the timeout without the waits so far, and no more than the clock leaves before the record and the response. */
export function secondsLeft(state: ExecutionState, waitedSeconds: number, now: number): number {
  const byClock = secondsToDeadline(state, now) - secondsToRecord(state);
  return Math.max(0, Math.min(state.WaitPolicy.TimeoutSeconds - waitedSeconds, byClock));
}

/**
 * Kept back for the record: the backups of a stack time out together, and then each writes one. With the longest timeout, 90 seconds are
 * left anyway, enough for 168 backups. With more, the longest timeouts are shorter: with 400, by 124 seconds.
 */
function secondsToRecord({ History, ResponseAddress }: ExecutionState): number {
  return History === undefined || ResponseAddress === undefined ? 0 : Math.ceil(backupsOfStack() * SECONDS_FOR_A_RECORD);
}

/** Seconds that the clock leaves; unlimited without a deadline, or with one that is not a time. */
export function secondsToDeadline({ Deadline }: ExecutionState, now: number): number {
  const seconds = Math.floor((Date.parse(Deadline ?? '') - now) / 1000);
  return Number.isNaN(seconds) ? Infinity : seconds;
}
