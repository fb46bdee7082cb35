import { partialEnd } from './child-jobs';
import { isOfEarlierAttempt } from './clean-up';
import { keyAfter, mayStartAgain, retryStart } from './retry-start';
import { startStep } from './start-step';
import { stopJob } from './stop-job';
import type { JobRecord, ExecutionState, Outcome } from '../../src/request/execution/execution-state';
import { NextStep } from '../../src/request/names';
import type { AwsClient } from '../aws/aws-client';
import { NotFoundError, TryAgainLaterError } from '../aws/errors';
import { log } from '../aws/log';
import { gaveWay, isSuccess, outcomeOf } from '../job/job-outcome';
import { retryCause } from '../job/retry-cause';
import { hasResponded, timeLeft } from '../timing/deadline';
import { pollDelay, watchDelay } from '../timing/poll-delay';

/** A job that started a moment ago may not be known everywhere in the service yet. */
const KNOWN_AFTER_SECONDS = 60;

/**
 * The second step of the state machine, once after each wait: polls the job and decides what is next.
 *
 * A status call that fails for a passing reason means "not yet", never a failed deployment.
 */
export async function checkStep(before: ExecutionState, aws: AwsClient): Promise<ExecutionState> {
  const state = { ...before, WaitedSeconds: (before.WaitedSeconds ?? 0) + (before.WaitSeconds ?? 0) };
  if (state.Job === undefined || state.StartAgain) { return timeLeft(state, Date.now()) > 0 ? startStep(state, aws) : giveUp(state, aws); }
  const Job = await describe(state.Job, state.WaitedSeconds, aws);
  const Outcome = outcomeOf(Job);
  log('INFO', Outcome ?? 'not finished yet', {
    step: 'Check', jobId: Job.BackupJobId, resourceArn: Job.ResourceArn, state: Job.State, percentDone: Job.PercentDone,
  });
  if (Outcome !== undefined) { return ended(state, Job, Outcome, aws); }
  const left = timeLeft(state, Date.now());
  if (left <= 0) { return giveUp({ ...state, Job }, aws); }
  // A job that an earlier execution started is older than the waits of this one
  const percentDone = state.ExistingJob ? undefined : Number(Job.PercentDone);
  const delay = state.ResponseAddress ? pollDelay(state.WaitedSeconds, percentDone) : watchDelay(state.WaitedSeconds);
  return { ...state, Job, Next: NextStep.WAIT, WaitSeconds: Math.min(left, delay) };
}

async function describe(job: JobRecord, waitedSeconds: number, aws: AwsClient): Promise<JobRecord> {
  try {
    return await aws.describeBackupJob(job.BackupJobId);
  } catch (error) {
    if (!isNotYet(error, job, waitedSeconds)) { throw error; }
    log('WARN', 'could not get the status of the job', { step: 'Check', jobId: job.BackupJobId, reason: error.message });
    return job;
  }
}

function isNotYet(error: unknown, job: JobRecord, waitedSeconds: number): error is Error {
  // The execution may have waited long before this job started: for a throttled start, or for a job that gave way
  const age = (Date.now() - Date.parse(job.CreationDate)) / 1000;
  const isNew = waitedSeconds < KNOWN_AFTER_SECONDS || age < KNOWN_AFTER_SECONDS;
  return error instanceof TryAgainLaterError || error instanceof NotFoundError && isNew;
}

/**
 * A job that ended is started again: at once if it only gave way to another one, or if it failed in an earlier attempt of the same
 * deletion; after a wait if the resource was not ready or the role not permitted yet. Else the execution ends with it.
 */
async function ended(state: ExecutionState, Job: JobRecord, Outcome: Outcome, aws: AwsClient): Promise<ExecutionState> {
  const isOld = isOfEarlierAttempt(state, Job) && !isSuccess(Outcome, state.WaitPolicy);
  if ((isOld || gaveWay(Job)) && mayStartAgain(state)) {
    const why = isOld ? 'the job failed in an earlier attempt of this deletion' : 'the job gave way to another one of the same resource';
    return startAgain({ ...state, Job }, why, aws);
  }
  const cause = isOld ? undefined : retryCause(Job);
  const retried = cause === undefined ? undefined : retryStart({ ...state, Job }, cause, Job.StatusMessage);
  if (retried !== undefined) { return retried; }
  return Outcome === 'partial' ? partialEnd(state, Job, aws) : { ...state, Job, Outcome, Next: NextStep.FINISH };
}

/** The job stays in the state until the next one has started: when that one never can, the execution ends with it. */
function startAgain(state: ExecutionState, why: string, aws: AwsClient): Promise<ExecutionState> {
  log('WARN', `${why}, so it is started again`, { step: 'Check', jobId: state.Job?.BackupJobId });
  return startStep({ ...state, StartAgain: true, IdempotencyKey: keyAfter(state.IdempotencyKey, state.Job) }, aws);
}

/** Nobody waits any longer. A job that is only watched is left alone, and one that was to be started again has failed. */
async function giveUp(state: ExecutionState, aws: AwsClient): Promise<ExecutionState> {
  if (state.Job !== undefined && state.StartAgain) { return { ...state, Outcome: outcomeOf(state.Job), Next: NextStep.FINISH, WaitSeconds: 0 }; }
  if (hasResponded(state)) {
    log('WARN', 'the watch ends before the job', { step: 'Check', jobId: state.Job?.BackupJobId, waitedSeconds: state.WaitedSeconds });
    return { ...state, Outcome: 'timedOut', Next: NextStep.FINISH, WaitSeconds: 0 };
  }
  const { OnTimeout } = state.WaitPolicy;
  const stopped = OnTimeout === 'STOP' && state.Job !== undefined ? { Stopped: await stopJob(state.Job.BackupJobId, 'Check', aws) } : {};
  const goOn = OnTimeout === 'CONTINUE' && state.ResponseAddress !== undefined && state.Job !== undefined;
  return { ...state, ...stopped, Outcome: 'timedOut', Next: goOn ? NextStep.RESPOND : NextStep.FINISH, WaitSeconds: 0 };
}
