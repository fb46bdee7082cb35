import type { Progress } from './progress';
import type { ExecutionHistory } from '../../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import { type HistoryRecord, SCHEMA } from '../../../src/request/history/history-record';
import { latestParameterName, parameterName } from '../../../src/request/history/parameter-name';
import { readRecord } from '../../../src/request/history/read-record';
import type { AwsClient } from '../../aws/aws-client';
import { TryAgainLaterError } from '../../aws/errors';
import { ifFound } from '../../aws/if-found';
import { toError } from '../../aws/service-error';
import { isGood } from '../../history/newest';
import { executionsOf, isFinal } from '../../history/recorded-execution';
import { replaceLatest } from '../record/latest-record';

/** The records of a backup whose recovery points of one custom resource are gone. */
export interface EmptiedRecords {
  /** Those of the trigger of the custom resource, newest first. */
  readonly records: readonly HistoryRecord[];
  /** Those of the other triggers. */
  readonly others: readonly HistoryRecord[];
  /** Those of what was removed. */
  readonly owned: readonly HistoryRecord[];
}

/**
 * After the recovery points of a custom resource are gone: makes the newest good one that remains the newest of the backup, and deletes the
 * parameter of the trigger, unless it still names a recovery point of somebody else, or one that stays.
 *
 * What cannot be written or deleted for good stays, and fails nothing.
 */
export async function emptyHistory(
  history: ExecutionHistory, emptied: EmptiedRecords, progress: Progress, waitPolicy: WaitPolicy, aws: AwsClient,
): Promise<void> {
  const { Path, Recorded } = history;
  await orLeave(latestParameterName(Path), progress, () => emptyLatest(history, emptied, waitPolicy, aws));
  const name = parameterName(Path, Recorded.trigger);
  const stays = emptied.owned.some(({ recoveryPointArn, backupJobId }) => progress.isLeft(recoveryPointArn || backupJobId));
  if (stays || emptied.records.length === 0 || !emptied.records.every((record) => isEmptied(record, emptied, history))) { return; }
  await orLeave(name, progress, () => ifFound(aws.deleteParameter(name)));
}

/** Whether nobody needs a record any longer. */
function isEmptied(record: HistoryRecord, { owned }: EmptiedRecords, { Recorded: { stackId, logicalId } }: ExecutionHistory): boolean {
  if (record.schema !== SCHEMA) { return false; }
  if (owned.some(({ backupJobId }) => backupJobId !== '' && backupJobId === record.backupJobId)) { return true; }
  const leavesNothing = record.recoveryPointArn === '' && (record.backupJobId === '' || isFinal(record.outcome));
  return leavesNothing || record.stackId === stackId && record.logicalId === logicalId;
}

async function emptyLatest(
  history: ExecutionHistory, { records, others, owned }: EmptiedRecords, waitPolicy: WaitPolicy, aws: AwsClient,
): Promise<void> {
  const removed = new Set(owned.map(({ recoveryPointArn }) => recoveryPointArn));
  const jobs = new Set(owned.map(({ backupJobId }) => backupJobId));
  const isRemoved = (record: HistoryRecord): boolean => removed.has(record.recoveryPointArn) || jobs.has(record.backupJobId);
  const latest = await ifFound(aws.getParameter(latestParameterName(history.Path)));
  const named = readRecord(latest?.Value);
  if (latest === undefined || named === undefined || !isRemoved(named)) { return; }
  const remaining = executionsOf([...records, ...others]).map(({ record }) => record)
    .filter((record) => !isRemoved(record) && isGood(record, waitPolicy) && record.backupVaultName !== '' && !Number.isNaN(Date.parse(record.creationDate)))
    .sort((a, b) => Date.parse(b.creationDate) - Date.parse(a.creationDate));
  const next = await firstThatExists(remaining, aws);
  await (next === undefined ? ifFound(aws.deleteParameter(latestParameterName(history.Path))) : replaceLatest(history, next, latest.Version, aws));
}

/** Records outlive recovery points. */
async function firstThatExists(records: readonly HistoryRecord[], aws: AwsClient): Promise<HistoryRecord | undefined> {
  for (const record of records) {
    if (await ifFound(aws.describeRecoveryPoint(record.backupVaultName, record.recoveryPointArn)) !== undefined) { return record; }
  }
  return undefined;
}

async function orLeave(name: string, progress: Progress, task: () => Promise<unknown>): Promise<void> {
  if (progress.isLeft(name)) { return; }
  try {
    await task();
  } catch (error) {
    if (error instanceof TryAgainLaterError) { throw error; }
    progress.leave(name, toError(error).message);
  }
}
