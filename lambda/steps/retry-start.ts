import type { ExecutionState, JobRecord } from '../../src/request/execution/execution-state';
import { NextStep } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import { log } from '../aws/log';
import type { RetryCause } from '../job/retry-cause';
import { hasResponded, timeLeft } from '../timing/deadline';
import { retryDelay } from '../timing/retry-delay';

/**
 * Plans another start after a wait; undefined when there is none. A job that failed stays in the state until the next one has started:
 * when nothing comes of that, the execution ends with it.
 */
export function retryStart(state: ExecutionState, cause: RetryCause, reason: string): ExecutionState | undefined {
  const { Retries = 0, WaitedSeconds = 0, Job, IdempotencyKey } = state;
  const WaitSeconds = retryDelay(cause, Retries, WaitedSeconds);
  if (WaitSeconds === undefined || WaitSeconds >= timeLeft(state, Date.now()) || !mayStartAgain(state)) { return undefined; }
  log('WARN', WAITING[cause], { step: 'Start', jobId: Job?.BackupJobId, resourceArn: Job?.ResourceArn, reason, waitSeconds: WaitSeconds });
  // A refused start has no job, so its key is as good as new
  const again = Job === undefined || state.StartAgain ? {} : { StartAgain: true, IdempotencyKey: keyAfter(IdempotencyKey, Job) };
  return { ...state, ...again, Retries: Retries + 1, Next: NextStep.WAIT, WaitSeconds };
}

const WAITING: Readonly<Record<RetryCause, string>> = {
  notReady: 'the resource is not ready: the start is tried again',
  notPermitted: 'the role is not permitted yet: the start is tried again',
};

/**
 * Whether a job may be started again: one of this execution, while there is time, and not with the user's own token, which would return the same
 * job. Nor after the response if the recovery point is destroyed with the backup: until its end only the former job is recorded, so nobody would
 * find it.
 */
export function mayStartAgain(state: ExecutionState): boolean {
  const hasOwnToken = parseRequest(state.Request).request?.IdempotencyToken !== undefined;
  const wouldBeLost = hasResponded(state) && state.WaitPolicy.Destroy === true;
  return state.ExistingJob === undefined && !hasOwnToken && !wouldBeLost && timeLeft(state, Date.now()) > 0;
}

/** The idempotency key of the job after another one: the same whenever the step is repeated. */
export function keyAfter(idempotencyKey: string, job: JobRecord | undefined): string {
  return `${idempotencyKey}\nafter ${job?.BackupJobId}`;
}
