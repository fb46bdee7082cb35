import type { AwsClient } from './aws-client';
import { secondsUntil } from './deadline';
import { JobNotFoundError, TryAgainLaterError } from './errors';
import { outcomeOf } from './job-outcome';
import { log } from './log';
import { pollDelay } from './poll-delay';
import type { JobRecord, MachineState } from '../src/request/machine-state';

const KNOWN_AFTER_SECONDS = 60;

/**
 * The machine's second step, once after each wait: asks how the job is doing and says whether, and how long, to wait on.
 *
 * A status call that fails for a passing reason means "not yet", never a failed deployment.
 */
export async function checkStep(state: MachineState, aws: AwsClient): Promise<MachineState> {
  const before = state.Job as JobRecord;
  const WaitedSeconds = (state.WaitedSeconds ?? 0) + (state.WaitSeconds ?? 0);
  const Job = await describe(before, WaitedSeconds, aws);
  const left = secondsUntil(state.Deadline, Date.now());
  const Done = outcomeOf(Job) !== undefined || left === 0;
  log('INFO', Done ? 'nothing more to wait for' : 'not finished yet', {
    step: 'Check', jobId: Job.BackupJobId, resourceArn: Job.ResourceArn, state: Job.State, percentDone: Job.PercentDone,
  });
  return { ...state, Job, Done, WaitedSeconds, WaitSeconds: Math.min(left, pollDelay(WaitedSeconds, Number(Job.PercentDone))) };
}

async function describe(before: JobRecord, waitedSeconds: number, aws: AwsClient): Promise<JobRecord> {
  try {
    return await aws.describeBackupJob(before.BackupJobId);
  } catch (error) {
    if (!isNotYet(error, waitedSeconds)) { throw error; }
    log('WARN', 'the job could not be asked for now', { step: 'Check', jobId: before.BackupJobId, reason: error.message });
    return before;
  }
}

/** A job that was started a moment ago may not be known everywhere in the service yet. */
function isNotYet(error: unknown, waitedSeconds: number): error is Error {
  return error instanceof TryAgainLaterError || error instanceof JobNotFoundError && waitedSeconds < KNOWN_AFTER_SECONDS;
}
