import { backupsOfStack } from './backups-of-stack';
import { secondsToDeadline, requestedAt } from './deadline';
import { IAM_PROPAGATION_SECONDS } from './iam-propagation';
import { spreadDelay } from './spread-delay';
import type { ExecutionState } from '../../src/request/execution/execution-state';
import { NotYetPermittedError, ThrottledError, TryAgainLaterError } from '../aws/errors';
import { isForbidden } from '../job/retry-cause';

/** Not documented, and named by AWS Support: https://github.com/github-aws-runners/terraform-aws-github-runner/issues/2944 */
const WRITES_PER_SECOND = 3;
/** The record of the execution, and the newest good one of the backup. */
const WRITES_EACH = 2;
/** The jobs do not end all at once, so a shorter spread loses little: 400 backups then need 1.3 times what the quota alone takes. */
const TIMES_THE_QUOTA = 0.8;

/** Of the time that is left. */
const LATEST = 0.75;

/** The longest waits, all together. A record is not worth a deployment that hangs: several large stacks at once, a service with faults. */
const THROTTLED_SECONDS = 30 * 60;
const FAULTY_SECONDS = 5 * 60;

/**
 * Seconds until an execution is recorded again after an error; undefined when it goes on without a record. While somebody waits for its
 * response, no wait goes beyond the deadline.
 *
 * 400 backups with two writes each take 267 seconds at least.
 *
 * @param attempt how often it was tried, from 1
 * @param waitedSeconds seconds waited for the record so far
 */
export function recordDelay(
  state: ExecutionState, error: Error, attempt: number, waitedSeconds: number, random: number = Math.random(),
): number | undefined {
  const now = Date.now();
  const left = Math.min(longest(state, error, now) - waitedSeconds, state.ResponseAddress === undefined ? Infinity : secondsToDeadline(state, now));
  if (left < 1) { return undefined; }
  const together = error instanceof ThrottledError ? TIMES_THE_QUOTA * WRITES_EACH * backupsOfStack() / WRITES_PER_SECOND : 0;
  const delay = spreadDelay(attempt, together, random);
  // Else a random moment of the time that is left, and a rest of it for another attempt
  return delay <= LATEST * left ? delay : 1 + Math.floor(random * LATEST * (left - 1));
}

/** How long an error is worth waiting for. */
function longest(state: ExecutionState, error: Error, now: number): number {
  if (error instanceof ThrottledError) { return THROTTLED_SECONDS; }
  if (error instanceof TryAgainLaterError) { return FAULTY_SECONDS; }
  return error instanceof NotYetPermittedError && !isForbidden(error.message) && mayBeNew(state, now) ? IAM_PROPAGATION_SECONDS : 0;
}

/** Whether the permissions of the function may have been deployed a moment ago. */
function mayBeNew(state: ExecutionState, now: number): boolean {
  const age = (now - requestedAt(state)) / 1000;
  return !(age > IAM_PROPAGATION_SECONDS); // not known for an execution that nobody ever waited for
}
