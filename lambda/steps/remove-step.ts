import { stopJob } from './stop-job';
import type { JobRecord, JobReference, ExecutionState } from '../../src/request/execution-state';
import { NextStep } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import type { AwsClient } from '../aws/aws-client';
import { RefusedError, TryAgainLaterError } from '../aws/errors';
import { ifFound } from '../aws/if-found';
import { log } from '../aws/log';
import { outcomeOf } from '../job/job-outcome';
import { secondsLeft } from '../timing/deadline';
import { pollDelay } from '../timing/poll-delay';

/** Deletions of an `EXPIRED` recovery point: the last one may have failed for a permission that exists by now. */
const MOST_DELETIONS = 2;

/**
 * Every step of an execution that removes a job: polls what is left of the job once, and takes the next step.
 *
 * 1. Stop a job that is still running; wait for one that cannot be stopped.
 * 2. Delete its recovery point, and wait until it is gone. One that is already gone counts as deleted; no other failure does.
 */
export async function removeStep(before: ExecutionState, removed: JobReference, aws: AwsClient): Promise<ExecutionState> {
  const state = { ...before, WaitedSeconds: (before.WaitedSeconds ?? 0) + (before.WaitSeconds ?? 0) };
  const remainder = await pollAndRemove(state, removed, aws).catch((error: unknown) => {
    if (!(error instanceof TryAgainLaterError)) { throw error; }
    log('WARN', 'not removed yet', { step: 'Remove', jobId: removed.BackupJobId, reason: error.message });
    return 'pending' as const; // a passing fault means "not yet"
  });
  if (remainder === 'gone') { return { ...state, Outcome: 'succeeded', Next: NextStep.FINISH }; }
  const Attempt = (state.Attempt ?? 0) + (remainder === 'deletionRequested' ? 1 : 0);
  const left = secondsLeft(state, state.WaitedSeconds, Date.now());
  if (left <= 0) { return { ...state, Attempt, Outcome: 'timedOut', Next: NextStep.FINISH }; }
  return { ...state, Attempt, Next: NextStep.WAIT, WaitSeconds: Math.min(left, pollDelay(state.WaitedSeconds)) };
}

/** What is left: nothing, a recovery point whose deletion was just requested, or something to wait for. */
type Remainder = 'gone' | 'deletionRequested' | 'pending';

async function pollAndRemove(state: ExecutionState, removed: JobReference, aws: AwsClient): Promise<Remainder> {
  const job = await ifFound(aws.describeBackupJob(removed.BackupJobId));
  if (job !== undefined && outcomeOf(job) === undefined) {
    if (job.State !== 'ABORTING') { await stopJob(job.BackupJobId, 'Remove', aws); }
    return 'pending';
  }
  const arn = job?.RecoveryPointArn || removed.RecoveryPointArn;
  if (arn) { return removeRecoveryPoint(state, vaultOf(state, job), arn, aws); }
  if (job !== undefined || arn === '') { return 'gone'; }
  throw new RefusedError(`AWS Backup no longer knows job ${removed.BackupJobId}, so its recovery point, if any, cannot be found: `
    + 'delete it by hand and set removalPolicy to RemovalPolicy.RETAIN');
}

async function removeRecoveryPoint({ Attempt = 0 }: ExecutionState, vault: string, arn: string, aws: AwsClient): Promise<Remainder> {
  const point = await ifFound(aws.describeRecoveryPoint(vault, arn));
  if (point === undefined) { return 'gone'; }
  if (point.Status === 'DELETING') { return 'pending'; }
  if (point.Status === 'EXPIRED' && Attempt >= MOST_DELETIONS) { // the status after a deletion that AWS Backup had no permission for
    throw new RefusedError(`AWS Backup could not delete ${arn}: ${point.StatusMessage || 'the role that made it, or the function, may not have the permission'}`);
  }
  await ifFound(aws.deleteRecoveryPoint(vault, arn).catch((error: unknown) => {
    throw error instanceof RefusedError ? new RefusedError(`${error.message} (${arn})`) : error;
  }));
  log('INFO', 'the recovery point is being deleted', { step: 'Remove', recoveryPointArn: arn });
  return 'deletionRequested';
}

/** The vault that the job went to, which may be the air-gapped one; else the requested one. */
function vaultOf(state: ExecutionState, job: JobRecord | undefined): string {
  return job?.BackupVaultArn.split(':').pop() || parseRequest(state.Request).request?.BackupVaultName || '';
}
