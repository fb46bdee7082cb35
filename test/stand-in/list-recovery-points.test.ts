import { DeleteRecoveryPointCommand, ListRecoveryPointsByBackupVaultCommand, paginateListRecoveryPointsByBackupVault, type ListRecoveryPointsByBackupVaultInput } from '@aws-sdk/client-backup';
import { ARN, closeAll, failureOf, open, ROLE, startJob, type Opened } from './util';

afterEach(closeAll);

const DAY = 86_400;

/** Four jobs, a day apart: Orders, efs (FAILED), Orders in another vault, Orders for ten days. */
async function openWithPoints(): Promise<Opened & { t0: number }> {
  const opened = await open({ scripts: { [ARN.efs]: { outcome: 'FAILED' } } });
  const t0 = opened.standIn.now.getTime();
  for (const changes of [{}, { ResourceArn: ARN.efs }, { BackupVaultName: 'Other' }, { Lifecycle: { DeleteAfterDays: 10 } }, { ResourceArn: ARN.s3 }]) {
    await startJob(opened.client, changes);
    opened.standIn.advance(DAY);
  }
  return { ...opened, t0 };
}

async function list({ client }: Opened, input: Partial<ListRecoveryPointsByBackupVaultInput> = {}) {
  const { RecoveryPoints = [] } = await client.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'Vault', ...input }));
  return RecoveryPoints;
}

test.each<[string, (t0: number) => Partial<ListRecoveryPointsByBackupVaultInput>, number[]]>([
  ['its vault only, the newest first', () => ({}), [4, 3, 0]],
  ['another vault', () => ({ BackupVaultName: 'Other' }), [2]],
  ['a resource', () => ({ ByResourceArn: ARN.dynamodb }), [3, 0]],
  ['a resource without any', () => ({ ByResourceArn: ARN.efs }), []],
  ['a type', () => ({ ByResourceType: 'S3' }), [4]],
  ['a plan', () => ({ ByBackupPlanId: 'plan' }), []],
  ['a parent', () => ({ ByParentRecoveryPointArn: 'arn' }), []],
  ['those created after', (t0) => ({ ByCreatedAfter: new Date(t0 + 2.5 * DAY * 1000) }), [4, 3]],
  ['those created before', (t0) => ({ ByCreatedBefore: new Date(t0 + 2.5 * DAY * 1000) }), [0]],
])('ListRecoveryPointsByBackupVault returns those of %s', async (_name, input, days) => {
  const opened = await openWithPoints();
  const points = await list(opened, input(opened.t0));
  expect(points.map(({ CreationDate }) => Math.round((CreationDate!.getTime() - opened.t0) / (DAY * 1000)))).toEqual(days);
});

test('each has its status, its resource, its vault, its role and its lifecycle', async () => {
  const opened = await openWithPoints();
  const [point] = await list(opened, { ByResourceArn: ARN.dynamodb });
  expect(point).toMatchObject({
    Status: 'COMPLETED',
    ResourceArn: ARN.dynamodb,
    ResourceType: 'DynamoDB',
    BackupVaultName: 'Vault',
    IamRoleArn: ROLE,
    Lifecycle: { DeleteAfterDays: 10 },
    CalculatedLifecycle: { DeleteAt: new Date(opened.t0 + 13 * DAY * 1000) },
  });
  opened.standIn.advance(10 * DAY);
  expect(await list(opened, { ByResourceArn: ARN.dynamodb })).toHaveLength(1);
});

test('one that could not be deleted is EXPIRED', async () => {
  const opened = await open({ scripts: { [ARN.dynamodb]: { onDelete: 'expire' } } });
  await startJob(opened.client);
  opened.standIn.advance(DAY);
  const [{ RecoveryPointArn }] = await list(opened);
  await opened.client.send(new DeleteRecoveryPointCommand({ BackupVaultName: 'Vault', RecoveryPointArn }));
  expect((await list(opened)).map(({ Status }) => Status)).toEqual(['EXPIRED']);
});

test.each([[1, 3], [2, 2], [3, 1], [1000, 1]])('ListRecoveryPointsByBackupVault returns pages of %d recovery points', async (pageSize, pages) => {
  const opened = await openWithPoints();
  const found: (string | undefined)[] = [];
  let count = 0;
  for await (const { RecoveryPoints = [] } of paginateListRecoveryPointsByBackupVault({ client: opened.client, pageSize }, { BackupVaultName: 'Vault' })) {
    count += 1;
    found.push(...RecoveryPoints.map((point) => point.RecoveryPointArn));
  }
  expect(found).toEqual((await list(opened)).map(({ RecoveryPointArn }) => RecoveryPointArn));
  expect(count).toBe(pages);
});

test.each<[Partial<ListRecoveryPointsByBackupVaultInput>, string]>([
  [{ MaxResults: 0 }, 'InvalidParameterValueException'],
  [{ MaxResults: 1001 }, 'InvalidParameterValueException'],
  [{ NextToken: 'none' }, 'InvalidParameterValueException'],
])('ListRecoveryPointsByBackupVault refuses %j', async (input, name) => {
  expect((await failureOf(list(await open(), input))).name).toBe(name);
});

test('a vault that does not exist is not found', async () => {
  const { client } = await open({ vaults: ['Vault'] });
  expect((await failureOf(client.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'Payroll' })))).name).toBe('ResourceNotFoundException');
});
