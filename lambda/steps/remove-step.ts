import { stopJob } from './stop-job';
import type { JobRecord, JobReference, ExecutionState } from '../../src/request/execution-state';
import { NextStep } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import type { AwsClient } from '../aws/aws-client';
import { NotFoundError, RefusedError, TryAgainLaterError } from '../aws/errors';
import { log } from '../aws/log';
import { outcomeOf } from '../job/job-outcome';
import { secondsLeft } from '../timing/deadline';
import { pollDelay } from '../timing/poll-delay';

/** So often an `EXPIRED` recovery point is asked to go: its last deletion may have failed for a permission that is there by now. */
const MOST_DELETIONS = 2;

/**
 * Every step of a run that removes a job: one look at what is left of it, and what it takes next.
 *
 * 1. A job still running is stopped; one that cannot be stopped is waited for.
 * 2. Its recovery point is deleted, and waited for until it is gone. Already gone is done; nothing else is.
 */
export async function removeStep(before: ExecutionState, removed: JobReference, aws: AwsClient): Promise<ExecutionState> {
  const state = { ...before, WaitedSeconds: (before.WaitedSeconds ?? 0) + (before.WaitSeconds ?? 0) };
  const found = await pollAndRemove(state, removed, aws).catch((error: unknown) => {
    if (!(error instanceof TryAgainLaterError)) { throw error; }
    log('WARN', 'not removed for now', { step: 'Remove', jobId: removed.BackupJobId, reason: error.message });
    return 'there' as const; // a passing fault means "not yet"
  });
  if (found === 'gone') { return { ...state, Outcome: 'succeeded', Next: NextStep.FINISH }; }
  const Attempt = (state.Attempt ?? 0) + (found === 'asked' ? 1 : 0);
  const left = secondsLeft(state, state.WaitedSeconds, Date.now());
  if (left <= 0) { return { ...state, Attempt, Outcome: 'timedOut', Next: NextStep.FINISH }; }
  return { ...state, Attempt, Next: NextStep.WAIT, WaitSeconds: Math.min(left, pollDelay(state.WaitedSeconds)) };
}

/** What was found: nothing, something whose deletion was just asked for, or something to wait for. */
type Found = 'gone' | 'asked' | 'there';

async function pollAndRemove(state: ExecutionState, removed: JobReference, aws: AwsClient): Promise<Found> {
  const job = await unlessGone(aws.describeBackupJob(removed.BackupJobId));
  if (job !== undefined && outcomeOf(job) === undefined) {
    if (job.State !== 'ABORTING') { await stopJob(job.BackupJobId, 'Remove', aws); }
    return 'there';
  }
  const arn = job?.RecoveryPointArn || removed.RecoveryPointArn;
  if (arn) { return removeRecoveryPoint(state, vaultOf(state, job), arn, aws); }
  if (job !== undefined || arn === '') { return 'gone'; }
  throw new RefusedError(`AWS Backup no longer knows job ${removed.BackupJobId}, so the recovery point that it may have left cannot be found: `
    + 'delete it by hand and set removalPolicy to RemovalPolicy.RETAIN');
}

async function removeRecoveryPoint({ Attempt = 0 }: ExecutionState, vault: string, arn: string, aws: AwsClient): Promise<Found> {
  const point = await unlessGone(aws.describeRecoveryPoint(vault, arn));
  if (point === undefined) { return 'gone'; }
  if (point.Status === 'DELETING') { return 'there'; }
  if (point.Status === 'EXPIRED' && Attempt >= MOST_DELETIONS) { // what AWS Backup makes of a deletion that it may not do
    throw new RefusedError(`AWS Backup could not delete ${arn}: ${point.StatusMessage || 'the role that made it, or the function, may not'}`);
  }
  await unlessGone(aws.deleteRecoveryPoint(vault, arn).catch((error: unknown) => {
    throw error instanceof RefusedError ? new RefusedError(`${error.message} (${arn})`) : error;
  }));
  log('INFO', 'the recovery point is being deleted', { step: 'Remove', recoveryPointArn: arn });
  return 'asked';
}

/** The vault that the job itself went to, which may be the air-gapped one; else the one that was asked for. */
function vaultOf(state: ExecutionState, job: JobRecord | undefined): string {
  return job?.BackupVaultArn.split(':').pop() || parseRequest(state.Request).request?.BackupVaultName || '';
}

async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotFoundError) { return undefined; }
    throw error;
  }
}
