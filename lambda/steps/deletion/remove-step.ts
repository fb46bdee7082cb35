import { deletePoint } from './delete-point';
import { emptyHistory } from './empty-history';
import { Progress } from './progress';
import type { ExecutionHistory, ExecutionState } from '../../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { NextStep } from '../../../src/request/names';
import type { AwsClient } from '../../aws/aws-client';
import { TryAgainLaterError } from '../../aws/errors';
import { ifFound } from '../../aws/if-found';
import { log } from '../../aws/log';
import { readBackupRecords } from '../../history/backup-records';
import { ownedPoints } from '../../history/owned-points';
import { isFinal } from '../../history/recorded-execution';
import { outcomeOf } from '../../job/job-outcome';
import { secondsLeft } from '../../timing/deadline';
import { pollDelay } from '../../timing/poll-delay';
import { stopJob } from '../stop-job';

const STEP = 'Remove';

/**
 * Every step of an execution that removes what a custom resource made: polls once what is left of it, and takes the next step.
 *
 * 1. Read the history. It alone says what the custom resource made.
 * 2. Stop jobs that are still running; wait for those that cannot be stopped.
 * 3. Delete the recovery points, and wait until they are gone. One that is gone already counts as deleted; one that is not what the record
 *    says stays; any other failure fails the deletion.
 * 4. Empty the history.
 */
export async function removeStep(before: ExecutionState, history: ExecutionHistory, aws: AwsClient): Promise<ExecutionState> {
  const WaitedSeconds = (before.WaitedSeconds ?? 0) + (before.WaitSeconds ?? 0);
  const progress = new Progress(STEP, before.Deletions);
  const isDone = await remove(history, progress, before, aws).catch((error: unknown) => {
    if (!(error instanceof TryAgainLaterError)) { throw error; }
    log('WARN', 'not removed yet', { step: STEP, logicalId: history.Recorded.logicalId, reason: error.message });
    return false; // a passing fault means "not yet"
  });
  const state = { ...before, WaitedSeconds, Deletions: progress.deletions };
  if (isDone) { return { ...state, Outcome: 'succeeded', Next: NextStep.FINISH }; }
  const left = secondsLeft(state, WaitedSeconds, Date.now());
  if (left <= 0) { return { ...state, Outcome: 'timedOut', Next: NextStep.FINISH }; }
  return { ...state, Next: NextStep.WAIT, WaitSeconds: Math.min(left, pollDelay(WaitedSeconds)) };
}

/** Whether nothing is left to remove. */
async function remove(history: ExecutionHistory, progress: Progress, { WaitPolicy }: ExecutionState, aws: AwsClient): Promise<boolean> {
  const { trigger, stackId, logicalId } = history.Recorded;
  const { [trigger]: records = [], ...ofOthers } = await readBackupRecords(history.Path, aws);
  const claimed = new Set(Object.values(ofOthers).flat().map(({ recoveryPointArn }) => recoveryPointArn));
  const owned = ownedPoints(records, { stackId, trigger, logicalId })
    .filter(({ recoveryPointArn }) => recoveryPointArn === '' || !claimed.has(recoveryPointArn));
  for (const record of owned) {
    if (!progress.isSettled(nameOf(record))) { await removeOne(record, progress, aws); }
  }
  if (!owned.every((record) => progress.isSettled(nameOf(record)))) { return false; }
  await emptyHistory(history, { records, others: Object.values(ofOthers).flat(), owned }, progress, WaitPolicy, aws);
  return true;
}

/** What the progress knows a record by. */
function nameOf({ recoveryPointArn, backupJobId }: HistoryRecord): string {
  return recoveryPointArn || backupJobId;
}

async function removeOne(record: HistoryRecord, progress: Progress, aws: AwsClient): Promise<void> {
  const name = nameOf(record);
  const ended = isFinal(record.outcome) ? record : await endedRecord(record, aws);
  if (ended === 'running') { return; }
  if (ended === 'forgotten') { return progress.leave(name, 'AWS Backup no longer knows this job, so its recovery point, if any, cannot be found: delete it by hand'); }
  if (ended.recoveryPointArn === '') { return progress.settle(name); }
  if (ended.backupVaultName === '') { return progress.leave(name, 'its record names no vault'); }
  switch (await deletePoint(ended, progress.requestsOf(name), STEP, aws)) {
    case 'gone': return progress.settle(name);
    case 'requested': return progress.request(name);
    case 'other': return progress.leave(name, 'the resource, role or date of this recovery point is not the one in its record: somebody edited one of them');
  }
}

/** The record of a job whose end is not recorded, with what AWS Backup knows of it. */
async function endedRecord(record: HistoryRecord, aws: AwsClient): Promise<HistoryRecord | 'running' | 'forgotten'> {
  const job = record.backupJobId === '' ? undefined : await ifFound(aws.describeBackupJob(record.backupJobId));
  if (job === undefined) { return record.recoveryPointArn === '' ? 'forgotten' : record; }
  if (outcomeOf(job) === undefined) {
    if (job.State !== 'ABORTING') { await stopJob(job.BackupJobId, STEP, aws); }
    return 'running';
  }
  return {
    ...record,
    recoveryPointArn: job.RecoveryPointArn || record.recoveryPointArn,
    backupVaultName: job.BackupVaultArn.split(':').pop() || record.backupVaultName,
    resourceArn: job.ResourceArn || record.resourceArn,
    creationDate: job.CreationDate || record.creationDate,
    completionDate: job.CompletionDate,
  };
}
