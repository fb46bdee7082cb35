import type { AwsClient } from './aws-client';
import { secondsLeft } from './deadline';
import { NotFoundError, RefusedError, ThrottledError, TryAgainLaterError } from './errors';
import { outcomeOf } from './job-outcome';
import { log } from './log';
import { pollDelay } from './poll-delay';
import type { JobRecord, JobReference, MachineState } from '../src/request/machine-state';
import { NextStep } from '../src/request/names';
import { parseRequest } from '../src/request/parse-request';

/**
 * Every step of a run that removes a job: one look at what is left of it, and what it takes next.
 *
 * 1. A job still running is stopped; one that cannot be stopped is waited for.
 * 2. Its recovery point is deleted, and waited for until it is gone. Already gone is done; nothing else is.
 */
export async function removeStep(before: MachineState, removed: JobReference, aws: AwsClient): Promise<MachineState> {
  const state = { ...before, WaitedSeconds: (before.WaitedSeconds ?? 0) + (before.WaitSeconds ?? 0) };
  const gone = await lookAndRemove(state, removed, aws).catch((error: unknown) => {
    if (!(error instanceof TryAgainLaterError || error instanceof ThrottledError)) { throw error; }
    return false; // a passing fault means "not yet"
  });
  if (gone) { return { ...state, Outcome: 'succeeded', Next: NextStep.FINISH }; }
  const left = secondsLeft(state, state.WaitedSeconds, Date.now());
  if (left <= 0) { return { ...state, Outcome: 'timedOut', Next: NextStep.FINISH }; }
  return { ...state, Next: NextStep.WAIT, WaitSeconds: Math.min(left, pollDelay(state.WaitedSeconds)) };
}

/** Whether nothing is left. */
async function lookAndRemove(state: MachineState, removed: JobReference, aws: AwsClient): Promise<boolean> {
  const job = await found(aws.describeBackupJob(removed.BackupJobId));
  if (job !== undefined && outcomeOf(job) === undefined) {
    if (job.State !== 'ABORTING') { await stop(job, aws); }
    return false;
  }
  const arn = job?.RecoveryPointArn || removed.RecoveryPointArn;
  return !arn || removeRecoveryPoint(vaultOf(state, job), arn, aws);
}

async function removeRecoveryPoint(vault: string, arn: string, aws: AwsClient): Promise<boolean> {
  const point = await found(aws.describeRecoveryPoint(vault, arn));
  if (point === undefined) { return true; }
  if (point.Status === 'EXPIRED') { // what AWS Backup makes of a deletion that it may not do
    throw new RefusedError(`AWS Backup could not delete ${arn}: ${point.StatusMessage || 'the role that made it, or the function, may not'}`);
  }
  if (point.Status !== 'DELETING') {
    await found(aws.deleteRecoveryPoint(vault, arn));
    log('INFO', 'the recovery point is being deleted', { step: 'Remove', recoveryPointArn: arn });
  }
  return false;
}

async function stop(job: JobRecord, aws: AwsClient): Promise<void> {
  try {
    await aws.stopBackupJob(job.BackupJobId);
  } catch (error) {
    if (!(error instanceof RefusedError)) { throw error; }
    log('INFO', 'the job cannot be stopped and is waited for', { step: 'Remove', jobId: job.BackupJobId, reason: error.message });
  }
}

/** The vault that the job itself went to, which may be the air-gapped one; else the one that was asked for. */
function vaultOf(state: MachineState, job: JobRecord | undefined): string {
  return job?.BackupVaultArn.split(':').pop() || parseRequest(state.Request).request?.BackupVaultName || '';
}

async function found<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotFoundError) { return undefined; }
    throw error;
  }
}
