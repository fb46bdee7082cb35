import type { Pruning } from '../../../src/request/execution/execution-result';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import type { AwsClient } from '../../aws/aws-client';
import { ifFound } from '../../aws/if-found';
import { readBackupRecords } from '../../history/backup-records';
import { deployedArns } from '../../history/deployed-points';
import { prunable, retained, type Retention } from '../../history/prunable';
import { readLatest } from '../../history/read-history';
import { isSamePoint } from '../../history/same-point';

/** Statuses of recovery points that do not count as kept: they go, or nobody knows for how long they stay. */
const NOT_KEPT: readonly string[] = ['DELETING', 'EXPIRED'];

/** Whether the history names any recovery point that may be superseded. */
export async function mayBeSuperseded(pruning: Pruning, aws: AwsClient): Promise<boolean> {
  const { all, retention } = await readRetention(pruning, [], aws);
  return prunable(all, retention).length > 0;
}

/**
 * The recovery points that newer ones of the same backup supersede, oldest first. Those that stay instead of them are looked at before, because
 * records outlive recovery points.
 *
 * Reads the history once more, after the status of the stack: what the deployment recorded until its end counts.
 *
 * @param outputValues of the stack: what they name stays, whatever the history says
 */
export async function supersededPoints(pruning: Pruning, outputValues: readonly string[], aws: AwsClient): Promise<HistoryRecord[]> {
  const { all, retention } = await readRetention(pruning, outputValues, aws);
  return withExistingKept(all, retention, aws);
}

async function readRetention(
  pruning: Pruning, outputValues: readonly string[], aws: AwsClient,
): Promise<{ readonly all: readonly HistoryRecord[]; readonly retention: Retention }> {
  const records = await readBackupRecords(pruning.Path, aws);
  const all = Object.values(records).flat();
  const latest = await readLatest(pruning.Path, aws);
  const retention: Retention = {
    keepLast: pruning.KeepLast,
    keepAtLeastSeconds: pruning.KeepAtLeastSeconds,
    protectedArns: [
      pruning.RecoveryPointArn, latest?.recoveryPointArn ?? '', ...outputValues,
      ...Object.values(records).flatMap((ofTrigger) => deployedArns(ofTrigger, pruning.StackId)),
    ],
    stackId: pruning.StackId,
    resourceArn: pruning.ResourceArn,
    trigger: pruning.Trigger,
    currentJobId: pruning.BackupJobId,
    waitPolicy: { FailOnIssues: pruning.FailOnIssues },
    now: Date.now(),
  };
  return { all, retention };
}

/** As long as one that is kept turns out not to exist, another one is kept instead. */
async function withExistingKept(records: readonly HistoryRecord[], retention: Retention, aws: AwsClient): Promise<HistoryRecord[]> {
  const goneArns: string[] = [];
  const existing = new Set<string>();
  for (;;) {
    const found = prunable(records, { ...retention, goneArns });
    if (found.length === 0) { return []; }
    const unknown = retained(records, { ...retention, goneArns }).filter(({ recoveryPointArn }) => !existing.has(recoveryPointArn));
    if (unknown.length === 0) { return found; }
    for (const record of unknown) {
      if (await exists(record, aws)) { existing.add(record.recoveryPointArn); } else { goneArns.push(record.recoveryPointArn); }
    }
  }
}

async function exists(record: HistoryRecord, aws: AwsClient): Promise<boolean> {
  const point = await ifFound(aws.describeRecoveryPoint(record.backupVaultName, record.recoveryPointArn));
  return point !== undefined && isSamePoint(record, point) && !NOT_KEPT.includes(point.Status);
}
