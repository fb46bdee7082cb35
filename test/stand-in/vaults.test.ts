import { CreateBackupVaultCommand, DescribeBackupVaultCommand } from '@aws-sdk/client-backup';
import { closeAll, failureOf, open, startJob } from './util';

afterEach(closeAll);

test('by default every vault exists', async () => {
  const { client } = await open();
  await startJob(client, { BackupVaultName: 'Whatever' });
  expect(await client.send(new DescribeBackupVaultCommand({ BackupVaultName: 'Another' }))).toMatchObject({ VaultType: 'BACKUP_VAULT' });
});

test('a vault that is not in the list does not exist', async () => {
  const { client, standIn } = await open({ vaults: ['Vault'] });
  const error = await failureOf(startJob(client, { BackupVaultName: 'vault' })); // names are case sensitive
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 400 } });
  expect((await failureOf(client.send(new DescribeBackupVaultCommand({ BackupVaultName: 'vault' })))).name).toBe('ResourceNotFoundException');
  expect(standIn.jobs).toHaveLength(0);
});

test('a vault can be created once', async () => {
  const { client, standIn } = await open({ vaults: [] });
  const create = () => client.send(new CreateBackupVaultCommand({ BackupVaultName: 'New', BackupVaultTags: { a: 'b' }, CreatorRequestId: 'me' }));
  expect(await create()).toMatchObject({ BackupVaultName: 'New', BackupVaultArn: 'arn:aws:backup:eu-west-1:123456789012:backup-vault:New', CreationDate: standIn.now });
  await startJob(client, { BackupVaultName: 'New' });
  expect((await failureOf(create())).name).toBe('AlreadyExistsException');
});

test('an invalid vault name is refused', async () => {
  const { client } = await open();
  expect((await failureOf(client.send(new CreateBackupVaultCommand({ BackupVaultName: 'a.b' })))).name).toBe('InvalidParameterValueException');
});

test('a vault reports its lock and its recovery points', async () => {
  const { client, standIn } = await open({ vaults: [{ name: 'Vault', minRetentionDays: 7, maxRetentionDays: 30, locked: true }, 'Other'] });
  await startJob(client, { Lifecycle: { DeleteAfterDays: 7 } });
  await startJob(client, { BackupVaultName: 'Other' });
  standIn.advance(60);
  expect(await client.send(new DescribeBackupVaultCommand({ BackupVaultName: 'Vault' }))).toMatchObject({
    Locked: true, MinRetentionDays: 7, MaxRetentionDays: 30, NumberOfRecoveryPoints: 1,
  });
  expect(standIn.jobs[0]).toMatchObject({ VaultLockState: 'LOCKED' });
});
