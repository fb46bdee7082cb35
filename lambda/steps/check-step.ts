import { startStep } from './start-step';
import { stopJob } from './stop-job';
import type { JobRecord, ExecutionState } from '../../src/request/execution-state';
import { NextStep } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import { LONGEST_WATCH_SECONDS } from '../../src/request/wait-policy';
import type { AwsClient } from '../aws/aws-client';
import { NotFoundError, TryAgainLaterError } from '../aws/errors';
import { log } from '../aws/log';
import { gaveWay, outcomeOf } from '../job/job-outcome';
import { secondsLeft } from '../timing/deadline';
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
  if (state.Job === undefined) { return timeLeft(state) > 0 ? startStep(state, aws) : giveUp(state, aws); }
  const Job = await describe(state.Job, state.WaitedSeconds, aws);
  const Outcome = outcomeOf(Job);
  log('INFO', Outcome ?? 'not finished yet', {
    step: 'Check', jobId: Job.BackupJobId, resourceArn: Job.ResourceArn, state: Job.State, percentDone: Job.PercentDone,
  });
  if (Outcome !== undefined) { return mayStartAgain(state, Job) ? startAgain(state, aws) : { ...state, Job, Outcome, Next: NextStep.FINISH }; }
  const left = timeLeft(state);
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
 * Seconds that this execution may go on. Once it has responded, the timeout is over and it watches as long as AWS Backup knows the job.
 * It still has its deadline then, which an execution that nobody ever waited for never had.
 */
function timeLeft(state: ExecutionState): number {
  const waited = state.WaitedSeconds ?? 0;
  const hasResponded = state.ResponseAddress === undefined && state.Deadline !== undefined;
  return hasResponded ? LONGEST_WATCH_SECONDS - waited : secondsLeft(state, waited, Date.now());
}

/** A job that only gave way to another one is started again, except with the user's own token, which would return the same job. */
function mayStartAgain(state: ExecutionState, job: JobRecord): boolean {
  const hasOwnToken = parseRequest(state.Request).request?.IdempotencyToken !== undefined;
  return gaveWay(job) && state.ExistingJob === undefined && !hasOwnToken && timeLeft(state) > 0;
}

function startAgain({ Job, ...state }: ExecutionState, aws: AwsClient): Promise<ExecutionState> {
  log('WARN', 'the job gave way to another one of the same resource, so it is started again', { step: 'Check', jobId: Job?.BackupJobId });
  return startStep({ ...state, IdempotencyKey: `${state.IdempotencyKey}\nafter ${Job?.BackupJobId}` }, aws);
}

/** Nobody waits any longer. */
async function giveUp(state: ExecutionState, aws: AwsClient): Promise<ExecutionState> {
  const { OnTimeout } = state.WaitPolicy;
  const stopped = OnTimeout === 'STOP' && state.Job !== undefined ? { Stopped: await stopJob(state.Job.BackupJobId, 'Check', aws) } : {};
  const goOn = OnTimeout === 'CONTINUE' && state.ResponseAddress !== undefined && state.Job !== undefined;
  return { ...state, ...stopped, Outcome: 'timedOut', Next: goOn ? NextStep.RESPOND : NextStep.FINISH, WaitSeconds: 0 };
}
