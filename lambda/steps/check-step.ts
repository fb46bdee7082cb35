import { startStep } from './start-step';
import { stopJob } from './stop-job';
import type { JobRecord, ExecutionState } from '../../src/request/execution-state';
import { NextStep } from '../../src/request/names';
import { LONGEST_WATCH_SECONDS } from '../../src/request/wait-policy';
import type { AwsClient } from '../aws/aws-client';
import { NotFoundError, TryAgainLaterError } from '../aws/errors';
import { log } from '../aws/log';
import { gaveWay, outcomeOf } from '../job/job-outcome';
import { secondsLeft } from '../timing/deadline';
import { pollDelay, watchDelay } from '../timing/poll-delay';

/** A job that was started a moment ago may not be known everywhere in the service yet. */
const KNOWN_AFTER_SECONDS = 60;

/**
 * The machine's second step, once after each wait: asks how the job is doing and says what is next.
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
  // A job that an earlier run started is further than the waits of this one tell
  const percentDone = state.ExistingJob ? undefined : Number(Job.PercentDone);
  const delay = state.ResponseAddress ? pollDelay(state.WaitedSeconds, percentDone) : watchDelay(state.WaitedSeconds);
  return { ...state, Job, Next: NextStep.WAIT, WaitSeconds: Math.min(left, delay) };
}

async function describe(job: JobRecord, waitedSeconds: number, aws: AwsClient): Promise<JobRecord> {
  try {
    return await aws.describeBackupJob(job.BackupJobId);
  } catch (error) {
    if (!isNotYet(error, job, waitedSeconds)) { throw error; }
    log('WARN', 'the job could not be asked for now', { step: 'Check', jobId: job.BackupJobId, reason: error.message });
    return job;
  }
}

function isNotYet(error: unknown, job: JobRecord, waitedSeconds: number): error is Error {
  // The run may have waited long before this job was started: for a throttled start, or for a job that gave way
  const age = (Date.now() - Date.parse(job.CreationDate)) / 1000;
  const isNew = waitedSeconds < KNOWN_AFTER_SECONDS || age < KNOWN_AFTER_SECONDS;
  return error instanceof TryAgainLaterError || error instanceof NotFoundError && isNew;
}

/**
 * Seconds that this run may go on. Once it has answered, the timeout is over and it watches on as long as AWS Backup knows the job; it
 * has a deadline then, which a run that nobody ever waited for has not.
 */
function timeLeft(state: ExecutionState): number {
  const waited = state.WaitedSeconds ?? 0;
  const hasResponded = state.ResponseAddress === undefined && state.Deadline !== undefined;
  return hasResponded ? LONGEST_WATCH_SECONDS - waited : secondsLeft(state, waited, Date.now());
}

/** A job that only gave way to another one is started again; not with a token of the user's, which would bring the same job back. */
function mayStartAgain(state: ExecutionState, job: JobRecord): boolean {
  return gaveWay(job) && state.ExistingJob === undefined && !/"IdempotencyToken":/.test(state.Request) && timeLeft(state) > 0;
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
