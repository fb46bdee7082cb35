import { EMPTY_RECORD, type HistoryRecord, Origin, SCHEMA } from '../../../src/request/history/history-record';

/** A record of a job that ended well, with realistic values. */
export const RECORD: HistoryRecord = {
  schema: SCHEMA,
  outcome: 'succeeded',
  recoveryPointArn: 'arn:aws:backup:eu-west-1:111122223333:recovery-point:d99699e7-e183-477e-bfcd-ccb1c6e5455e',
  backupJobId: 'D48D8717-0C9D-72DF-1F56-14E703BF2345',
  backupVaultName: 'vault',
  resourceArn: 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567',
  resourceType: 'EFS',
  creationDate: '2025-11-23T04:00:00.000Z',
  completionDate: '2025-11-23T04:10:00.000Z',
  backupSizeInBytes: '1073741824',
  trigger: 'on-deploy',
  fingerprint: '0123456789abcdef0123456789abcdef',
  stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/51af3dc0-da77-11e4-872e-1234567db123',
  requestId: '5f2d1c9e-7c0b-4c55-9a53-0d9c2f0f3a01',
  logicalId: 'OrdersBackup1A2B3C4D',
  iamRoleArn: 'arn:aws:iam::111122223333:role/backup',
  expiryDate: '2026-11-23T04:00:00.000Z',
  idempotencyKey: 'fedcba9876543210fedcba9876543210',
  origin: Origin.OWN,
  formerFingerprint: '76543210fedcba9876543210fedcba98',
  revision: '1.4',
  statusMessage: '',
  copies: '',
  describeCommand: 'aws backup describe-recovery-point --backup-vault-name vault --recovery-point-arn arn --region eu-west-1',
  restoreMetadataCommand: 'aws backup get-recovery-point-restore-metadata --backup-vault-name vault --recovery-point-arn arn --region eu-west-1',
};

/** A record in which only these members are known. */
export function recordWith(members: Partial<HistoryRecord>): HistoryRecord {
  return { ...EMPTY_RECORD, schema: SCHEMA, ...members };
}
