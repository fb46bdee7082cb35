import { parseArn } from '../../src/request/arn';
import type { CustomResourceAttributes } from '../../src/request/custom-resource';
import { type HistoryRecord, RecordedOutcome } from '../../src/request/history/history-record';

/** The state in which a job ends with an outcome. */
const STATES: ReadonlyMap<string, string> = new Map([
  ['succeeded', 'COMPLETED'],
  ['succeededWithIssues', 'COMPLETED'],
  [RecordedOutcome.REUSED, 'COMPLETED'],
  ['partial', 'PARTIAL'],
  ['failed', 'FAILED'],
  ['expired', 'EXPIRED'],
  ['aborted', 'ABORTED'],
]);

/** The attributes of the custom resource as they were when the record was written, whether or not AWS Backup still knows the job. */
export function attributesOfRecord(record: HistoryRecord): CustomResourceAttributes {
  return {
    BackupJobId: record.backupJobId,
    // As the response to the request that lost the job
    Outcome: record.outcome === RecordedOutcome.UNKNOWN ? 'failed' : record.outcome,
    RecoveryPointArn: record.recoveryPointArn,
    CreationDate: record.creationDate,
    CompletionDate: record.completionDate,
    State: (record.backupJobId || record.recoveryPointArn) && (STATES.get(record.outcome) ?? ''),
    StatusMessage: record.statusMessage,
    ResourceType: record.resourceType,
    BackupVaultArn: vaultArn(record),
    BackupSizeInBytes: record.backupSizeInBytes,
  };
}

/** A job and its vault are in the account and Region of the stack. */
function vaultArn({ backupVaultName, stackId }: HistoryRecord): string {
  const stack = parseArn(stackId);
  if (stack === undefined || backupVaultName === '') { return ''; }
  return `arn:${stack.partition}:backup:${stack.region}:${stack.account}:backup-vault:${backupVaultName}`;
}
