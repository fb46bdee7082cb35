import type { ExecutionState } from '../../src/request/execution-state';

/**
 * The longest CloudFormation waits for a custom resource.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
const CLOUDFORMATION_WAITS_SECONDS = 3600;
/** Kept back for the answer itself, with its retries. */
const RESERVE_SECONDS = 90;

/** When a run that answers CloudFormation must give up by the clock, so that a reason arrives and not a timeout. */
export function responseDeadline(now: number): string {
  return new Date(now + (CLOUDFORMATION_WAITS_SECONDS - RESERVE_SECONDS) * 1000).toISOString();
}

/**
 * Seconds that are left to wait, at least 0: what the timeout leaves of the waits so far, and no more than the clock leaves.
 */
export function secondsLeft(state: ExecutionState, waitedSeconds: number, now: number): number {
  return Math.max(0, Math.min(state.WaitPolicy.TimeoutSeconds - waitedSeconds, secondsToDeadline(state, now)));
}

/** Seconds that the clock leaves; without a deadline, or with one that is no time, all the time there is. */
export function secondsToDeadline({ Deadline }: ExecutionState, now: number): number {
  const seconds = Math.floor((Date.parse(Deadline ?? '') - now) / 1000);
  return Number.isNaN(seconds) ? Infinity : seconds;
}
