import type { StartBackupJobInput } from '@aws-sdk/client-backup';
import { ARN, closeAll, describeJob, failureOf, open, startJob } from './util';

afterEach(closeAll);

const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, 'value']));
const AIR_GAPPED = 'arn:aws:backup:eu-west-1:123456789012:backup-vault:Gapped';

describe('StartBackupJob refuses', () => {
  test.each<[string, Partial<StartBackupJobInput>, string]>([
    ['start window of 59', { StartWindowMinutes: 59 }, 'Start window must be at least 60 minutes: 59'],
    ['start window of 0', { StartWindowMinutes: 0 }, 'Start window must be at least 60 minutes: 0'],
    ['start window over 100 years', { StartWindowMinutes: 52_560_001 }, 'Start window must be at most 100 years'],
    ['complete window of 0', { CompleteWindowMinutes: 0 }, 'Complete window must be at least 1 minute'],
    ['complete window over 100 years', { CompleteWindowMinutes: 52_560_001 }, 'Complete window must be at most 100 years'],
    ['89 days in cold storage', { Lifecycle: { MoveToColdStorageAfterDays: 10, DeleteAfterDays: 99 } }, 'at least 90 days after'],
    ['retention of 0', { Lifecycle: { DeleteAfterDays: 0 } }, 'DeleteAfterDays must be 1 to 36500: 0'],
    ['retention of -2', { Lifecycle: { DeleteAfterDays: -2 } }, 'DeleteAfterDays must be 1 to 36500: -2'],
    ['retention over 100 years', { Lifecycle: { DeleteAfterDays: 36_501 } }, 'DeleteAfterDays must be 1 to 36500'],
    ['cold storage before the start', { Lifecycle: { MoveToColdStorageAfterDays: -2 } }, 'MoveToColdStorageAfterDays must be 0 to 36500'],
    ['cold storage after 100 years', { Lifecycle: { MoveToColdStorageAfterDays: 36_501 } }, 'MoveToColdStorageAfterDays must be 0 to 36500'],
    ['DeleteAfterEvent', { Lifecycle: { DeleteAfterEvent: 'DELETE_AFTER_COPY' } }, 'DeleteAfterEvent is not valid as an input'],
    ['vault name of one letter', { BackupVaultName: 'V' }, 'Invalid backup vault name'],
    ['vault name with a point', { BackupVaultName: 'my.vault' }, 'Invalid backup vault name'],
    ['role that is no role', { IamRoleArn: 'arn:aws:iam::123456789012:user/me' }, 'Invalid IAM role ARN'],
    ['air-gapped vault that is none', { LogicallyAirGappedBackupVaultArn: 'Gapped' }, 'Invalid logically air-gapped backup vault ARN'],
    ['unknown option', { BackupOptions: { Fast: 'enabled' } }, 'Unknown backup option: Fast'],
    ['option with a wrong value', { ResourceArn: ARN.ec2, BackupOptions: { WindowsVSS: 'yes' } }, 'must be enabled or disabled'],
    ['option with a strange value', { ResourceArn: ARN.ec2, BackupOptions: { WindowsVSS: 'a b' } }, 'Invalid backup option'],
    ['WindowsVSS for a bucket', { ResourceArn: ARN.s3, BackupOptions: { WindowsVSS: 'enabled' } }, 'WindowsVSS is not supported for S3'],
    ['BackupACLs for an instance', { ResourceArn: ARN.ec2, BackupOptions: { BackupACLs: 'enabled' } }, 'BackupACLs is not supported for EC2'],
    ['tag of AWS', { RecoveryPointTags: { 'aws:x': 'y' } }, 'must not start with aws:'],
    ['tag without a key', { RecoveryPointTags: { '': 'y' } }, 'A tag key must have 1 to 128 characters'],
    ['long tag key', { RecoveryPointTags: { ['k'.repeat(129)]: 'y' } }, 'A tag key must have 1 to 128 characters'],
    ['long tag value', { RecoveryPointTags: { k: 'v'.repeat(257) } }, 'A tag value must have at most 256 characters'],
    ['index of a table', { Index: 'ENABLED' }, 'Index is not supported for DynamoDB'],
    ['unknown index', { ResourceArn: ARN.s3, Index: 'MAYBE' as 'ENABLED' }, 'Invalid index: MAYBE'],
    ['something without a backup', { ResourceArn: 'arn:aws:sqs:eu-west-1:123456789012:queue' }, 'Invalid or unsupported resource ARN'],
    ['no ARN', { ResourceArn: 'Orders' }, 'Invalid or unsupported resource ARN'],
  ])('%s', async (_name, changes, message) => {
    const { client, standIn } = await open();
    const error = await failureOf(startJob(client, changes));
    expect(error).toMatchObject({ name: 'InvalidParameterValueException', $metadata: { httpStatusCode: 400 } });
    expect(error.message).toContain(message);
    expect(standIn.jobs).toHaveLength(0);
  });
});

describe('StartBackupJob accepts', () => {
  test.each<[string, Partial<StartBackupJobInput>]>([
    ['start window of 60', { StartWindowMinutes: 60 }],
    ['start window of 100 years', { StartWindowMinutes: 52_560_000 }],
    ['complete window of 1', { CompleteWindowMinutes: 1 }],
    ['complete window of 100 years', { CompleteWindowMinutes: 52_560_000 }],
    ['90 days in cold storage', { Lifecycle: { MoveToColdStorageAfterDays: 10, DeleteAfterDays: 100 } }],
    ['cold storage for ever', { Lifecycle: { MoveToColdStorageAfterDays: 36_500 } }],
    ['cold storage at once', { Lifecycle: { MoveToColdStorageAfterDays: 0, DeleteAfterDays: -1 } }],
    ['retention of 1 day', { Lifecycle: { DeleteAfterDays: 1 } }],
    ['retention of 100 years', { Lifecycle: { DeleteAfterDays: 36_500 } }],
    ['no retention', { Lifecycle: { DeleteAfterDays: -1, MoveToColdStorageAfterDays: -1 } }],
    ['archive', { ResourceArn: ARN.ebs, Lifecycle: { OptInToArchiveForSupportedResources: true } }],
    ['options of a bucket', { ResourceArn: ARN.s3, BackupOptions: { BackupACLs: 'disabled', BackupObjectTags: 'enabled' } }],
    ['index of a bucket', { ResourceArn: ARN.s3, Index: 'ENABLED' }],
    ['no index of a table', { Index: 'DISABLED' }],
    ['a bucket of before 2018, with capitals', { ResourceArn: 'arn:aws:s3:::Old_Bucket' }],
    ['index of a volume', { ResourceArn: ARN.ebs, Index: 'DISABLED' }],
    ['50 tags', { RecoveryPointTags: { ...tags(49), ['k'.repeat(128)]: 'v'.repeat(256) } }],
    ['role with a path', { IamRoleArn: 'arn:aws-cn:iam::123456789012:role/service-role/Backup' }],
    ['longest vault name', { BackupVaultName: 'v'.repeat(50) }],
    ['air-gapped vault', { LogicallyAirGappedBackupVaultArn: AIR_GAPPED }],
  ])('%s', async (_name, changes) => {
    const { client, standIn } = await open();
    const id = await startJob(client, changes);
    standIn.advance(30);
    expect(await describeJob(client, id)).toMatchObject({ State: 'COMPLETED', MessageCategory: 'SUCCESS' });
  });
});

describe('an accepted job', () => {
  const failsWith = async (changes: Partial<StartBackupJobInput>, options: Parameters<typeof open>[0], wanted: object) => {
    const { client, standIn } = await open(options);
    const id = await startJob(client, changes);
    standIn.advance(30);
    expect(await describeJob(client, id)).toMatchObject(wanted);
  };

  test('fails with 51 tags', () => failsWith({ RecoveryPointTags: tags(51) }, {}, {
    State: 'FAILED', StatusMessage: 'The resultant tag set must not have more than 50 user tags.',
  }));

  test('fails in a missing vault when the options say so', () => failsWith({}, { vaults: [], missingVault: 'fail-job' }, {
    State: 'FAILED', StatusMessage: 'Backup job failed because backup vault Vault does not exist.', MessageCategory: 'RESOURCE_NOT_FOUND',
  }));

  test.each([[6, 'FAILED'], [7, 'COMPLETED'], [30, 'COMPLETED'], [31, 'FAILED'], [-1, 'FAILED'], [undefined, 'FAILED']])('under a vault lock of 7 to 30 days, with a retention of %d days, ends in %s', (days, state) => failsWith(
    { Lifecycle: { DeleteAfterDays: days } },
    { vaults: [{ name: 'Vault', minRetentionDays: 7, maxRetentionDays: 30 }] },
    { State: state },
  ));

  test('without a retention completes under a vault lock without an upper limit', () => failsWith({}, { vaults: [{ name: 'Vault', minRetentionDays: 7 }] }, { State: 'COMPLETED' }));
});

describe('a backup with a logically air-gapped vault', () => {
  test.each([
    ['goes straight into it if the resource type is fully managed', ARN.efs, { BackupVaultName: 'Gapped', VaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT', MessageCategory: 'SUCCESS' }],
    ['goes through the standard vault if the resource type is not fully managed', ARN.ebs, { BackupVaultName: 'Vault', RecoveryPointLifecycle: { DeleteAfterEvent: 'DELETE_AFTER_COPY' } }],
    ['stays in the standard vault, with issues, if the resource type is not supported', ARN.rds, { BackupVaultName: 'Vault', MessageCategory: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT_NOT_SUPPORTED' }],
  ])('%s', async (_name, resource, wanted) => {
    const { client, standIn } = await open();
    const id = await startJob(client, { ResourceArn: resource, LogicallyAirGappedBackupVaultArn: AIR_GAPPED });
    standIn.advance(30);
    expect(await describeJob(client, id)).toMatchObject({ State: 'COMPLETED', ...wanted });
  });
});

test('a refused call does not use up a script', async () => {
  const { client, standIn } = await open({ scripts: { [ARN.dynamodb]: [{ outcome: 'FAILED' }, {}] } });
  await failureOf(startJob(client, { StartWindowMinutes: 1 }));
  const id = await startJob(client);
  standIn.advance(30);
  expect((await describeJob(client, id)).State).toBe('FAILED');
});
