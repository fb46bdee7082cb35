import { DeleteRecoveryPointCommand, DescribeRecoveryPointCommand, type BackupClient } from '@aws-sdk/client-backup';
import { ARN, closeAll, describeJob, failureOf, open, startInput, startJob } from './util';
import type { StandInOptions } from '../../stand-in';

afterEach(closeAll);

const DAY = 86_400;

const describePoint = (client: BackupClient, arn: string, vault = 'Vault') =>
  client.send(new DescribeRecoveryPointCommand({ BackupVaultName: vault, RecoveryPointArn: arn }));
const deletePoint = (client: BackupClient, arn: string, vault = 'Vault') =>
  client.send(new DeleteRecoveryPointCommand({ BackupVaultName: vault, RecoveryPointArn: arn }));

/** A stand-in with a finished job. */
async function openWithPoint(options: StandInOptions = {}, changes: Parameters<typeof startInput>[0] = {}) {
  const opened = await open({ vaults: ['Vault', 'Other'], ...options });
  const id = await startJob(opened.client, changes);
  opened.standIn.advance(30);
  const { RecoveryPointArn: arn = '' } = await describeJob(opened.client, id);
  return { ...opened, id, arn };
}

test('a finished job leaves a recovery point', async () => {
  const { client, standIn, arn } = await openWithPoint({}, { ResourceArn: ARN.ebs });
  expect(await describePoint(client, arn)).toMatchObject({
    RecoveryPointArn: arn,
    BackupVaultName: 'Vault',
    ResourceArn: ARN.ebs,
    ResourceType: 'EBS',
    Status: 'COMPLETED',
    StorageClass: 'WARM',
    CompletionDate: standIn.now,
    IsEncrypted: true,
  });
});

test.each([
  ['hold', 'InvalidRequestException', 'The recovery point cannot be deleted because it has active legal hold(s)'],
  ['copy', 'InvalidResourceStateException', 'Try again later'],
] as const)('onDelete %s refuses the deletion, and the recovery point stays', async (onDelete, name, message) => {
  const { client, standIn, arn } = await openWithPoint({ defaultScript: { onDelete } });
  const error = await failureOf(deletePoint(client, arn));
  expect([error.name, error.message]).toEqual([name, expect.stringContaining(message)]);
  standIn.advance(DAY);
  expect(await describePoint(client, arn)).toMatchObject({ Status: 'COMPLETED' });
});

test('a PARTIAL job leaves a PARTIAL recovery point', async () => {
  const { client, arn } = await openWithPoint({ defaultScript: { outcome: 'PARTIAL', encrypted: false } });
  expect(await describePoint(client, arn)).toMatchObject({ Status: 'PARTIAL', IsEncrypted: false });
});

test('a recovery point is CREATING while its job runs, if its ARN is known early', async () => {
  const { client, standIn } = await open();
  const id = await startJob(client);
  const { RecoveryPointArn: arn = '' } = await describeJob(client, id);
  expect((await failureOf(describePoint(client, arn))).name).toBe('ResourceNotFoundException');
  standIn.advance(10);
  expect(await describePoint(client, arn)).toMatchObject({ Status: 'CREATING' });
  expect((await failureOf(deletePoint(client, arn))).name).toBe('InvalidResourceStateException');
});

test.each(['FAILED', 'EXPIRED', 'ABORTED'] as const)('a job that ends in %s leaves no recovery point', async (outcome) => {
  const { client, arn } = await openWithPoint({ defaultScript: { outcome } });
  expect(arn).not.toBe('');
  expect((await failureOf(describePoint(client, arn))).name).toBe('ResourceNotFoundException');
  expect((await failureOf(deletePoint(client, arn))).name).toBe('ResourceNotFoundException');
});

test('a recovery point is not found in another vault or under another ARN', async () => {
  const { client, arn } = await openWithPoint();
  expect((await failureOf(describePoint(client, arn, 'Other'))).name).toBe('ResourceNotFoundException');
  expect((await failureOf(describePoint(client, `${arn}x`))).name).toBe('ResourceNotFoundException');
});

test('an ARN with slashes is one part of the path', async () => {
  const { client, arn, standIn } = await openWithPoint({ advancedDynamoDb: false });
  expect(arn).toContain('/backup/');
  await describePoint(client, arn);
  expect(standIn.requests.at(-1)?.input).toEqual({ BackupVaultName: 'Vault', RecoveryPointArn: arn });
});

describe('the deletion of a recovery point', () => {
  test('takes time and cannot be requested twice', async () => {
    const { client, standIn, arn } = await openWithPoint({ defaultScript: { deletingSeconds: 20 } });
    await deletePoint(client, arn);
    expect(await describePoint(client, arn)).toMatchObject({ Status: 'DELETING' });
    const error = await failureOf(deletePoint(client, arn));
    expect(error).toMatchObject({ name: 'InvalidResourceStateException', $metadata: { httpStatusCode: 400 } });
    standIn.advance(20);
    expect((await failureOf(describePoint(client, arn))).name).toBe('ResourceNotFoundException');
    expect((await failureOf(deletePoint(client, arn))).name).toBe('ResourceNotFoundException');
  });

  test('can take for ever', async () => {
    const { client, standIn, arn } = await openWithPoint({ defaultScript: { deletingSeconds: 'forever' } });
    await deletePoint(client, arn);
    standIn.advance(DAY);
    expect(await describePoint(client, arn)).toMatchObject({ Status: 'DELETING' });
  });

  test('without permission returns 200 and leaves the recovery point EXPIRED', async () => {
    const { client, standIn, arn } = await openWithPoint({ defaultScript: { onDelete: 'expire' } });
    const { $metadata } = await deletePoint(client, arn);
    expect($metadata.httpStatusCode).toBe(200);
    standIn.advance(DAY);
    expect(await describePoint(client, arn)).toMatchObject({ Status: 'EXPIRED', StatusMessage: expect.stringContaining('permission') });
  });

  test('is refused in a locked vault', async () => {
    const { client, arn } = await openWithPoint({ vaults: [{ name: 'Vault', locked: true }] });
    expect((await failureOf(deletePoint(client, arn))).name).toBe('InvalidRequestException');
    expect(await describePoint(client, arn)).toMatchObject({ Status: 'COMPLETED' });
  });
});

test('the lifecycle of a recovery point counts from the start of its job', async () => {
  const { client, standIn, arn, id } = await openWithPoint({}, { Lifecycle: { MoveToColdStorageAfterDays: 10, DeleteAfterDays: 100 } });
  const start = (await describeJob(client, id)).CreationDate?.getTime() ?? 0;
  expect(await describePoint(client, arn)).toMatchObject({
    Lifecycle: { MoveToColdStorageAfterDays: 10, DeleteAfterDays: 100 },
    CalculatedLifecycle: { MoveToColdStorageAt: new Date(start + 10 * DAY * 1000), DeleteAt: new Date(start + 100 * DAY * 1000) },
    StorageClass: 'WARM',
  });
  standIn.advance(10 * DAY - 30);
  expect(await describePoint(client, arn)).toMatchObject({ StorageClass: 'COLD' });
  standIn.advance(90 * DAY - 1);
  await describePoint(client, arn);
  standIn.advance(1);
  expect((await failureOf(describePoint(client, arn))).name).toBe('ResourceNotFoundException');
});

test('a recovery point without a retention is kept for ever', async () => {
  const { client, standIn, arn } = await openWithPoint({}, { Lifecycle: { DeleteAfterDays: -1 } });
  standIn.advance(100_000 * DAY / 10);
  expect((await describePoint(client, arn)).CalculatedLifecycle).toEqual({});
});
