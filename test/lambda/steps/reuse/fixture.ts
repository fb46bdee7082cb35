import type { ListedPoint } from '../../../../lambda/job/listed-point';
import { EMPTY_RECORD, type HistoryRecord } from '../../../../src/request/history/history-record';
import { writeRecord } from '../../../../src/request/history/write-record';
import { JOB_ID, RECOVERY_POINT_ARN, REQUEST, RESOURCE_ARN, responseAddress } from '../../../util/events';

export const NOW = Date.parse('2025-11-23T05:00:00.000Z');
export const HOUR = 3600;
export const { StackId: STACK_ID } = responseAddress();
export const PATH = '/cdk-on-demand-backup/orders/OrdersBackup';
export const HISTORY = {
  Path: PATH,
  Recorded: { trigger: 'on-deploy', fingerprint: 'f', formerFingerprint: '', revision: '1.4', stackId: STACK_ID, requestId: 'r', logicalId: 'l' },
};

/** Seconds before `NOW`. */
export function ago(seconds: number): Date {
  return new Date(NOW - seconds * 1000);
}

/** A recovery point in the vault of `REQUEST`, half an hour old, that never expires. */
export function point(overrides: Partial<ListedPoint> = {}): ListedPoint {
  return {
    RecoveryPointArn: RECOVERY_POINT_ARN,
    BackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:vault',
    ResourceArn: RESOURCE_ARN,
    ResourceType: 'EFS',
    IamRoleArn: 'arn:aws:iam::111122223333:role/another',
    Status: 'COMPLETED',
    CreationDate: ago(HOUR / 2),
    CompletionDate: ago(HOUR / 3),
    BackupSizeInBytes: 1024,
    ...overrides,
  };
}

/** The record of a job of this backup that made `point()`. */
export function record(overrides: Partial<HistoryRecord> = {}): HistoryRecord {
  return {
    ...EMPTY_RECORD,
    schema: '1',
    outcome: 'succeeded',
    recoveryPointArn: RECOVERY_POINT_ARN,
    backupJobId: JOB_ID,
    backupVaultName: 'vault',
    resourceArn: RESOURCE_ARN,
    creationDate: ago(HOUR / 2).toISOString(),
    trigger: 'on-deploy',
    stackId: STACK_ID,
    iamRoleArn: REQUEST.IamRoleArn,
    origin: 'own',
    ...overrides,
  };
}

/** Records as the versions of a parameter. */
export function versions(...records: readonly HistoryRecord[]): string[] {
  return records.map(writeRecord);
}
