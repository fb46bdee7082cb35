import { DeleteRecoveryPointCommand, DescribeRecoveryPointCommand, ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { ARN, closeAll, describeJob, failureOf, open, startJob } from './util';

afterEach(closeAll);

const CHILDREN = [
  { resourceArn: ARN.dynamodb, createdSeconds: 0, pendingSeconds: 0, runningSeconds: 5 },
  { resourceArn: ARN.rds, createdSeconds: 0, pendingSeconds: 0, runningSeconds: 20, outcome: 'FAILED', statusMessage: 'Instance is not in state available' },
] as const;

test('a job for a stack is a parent job with a child job for each part', async () => {
  const { client, standIn } = await open({ scripts: { [ARN.stack]: { outcome: 'PARTIAL', children: CHILDREN } } });
  const id = await startJob(client, { ResourceArn: ARN.stack });
  expect(await describeJob(client, id)).toMatchObject({ IsParent: true, NumberOfChildJobs: 2, ChildJobsInState: { RUNNING: 2 } });
  standIn.advance(10);
  expect(await describeJob(client, id)).toMatchObject({ ChildJobsInState: { COMPLETED: 1, RUNNING: 1 } });
  standIn.advance(20);
  expect(await describeJob(client, id)).toMatchObject({ State: 'PARTIAL', ChildJobsInState: { COMPLETED: 1, FAILED: 1 } });
  const { BackupJobs: children = [] } = await client.send(new ListBackupJobsCommand({ ByParentJobId: id }));
  expect(children.map((child) => [child.ResourceType, child.State, child.ParentJobId, child.StatusMessage])).toEqual([
    ['RDS', 'FAILED', id, 'Instance is not in state available'], ['DynamoDB', 'COMPLETED', id, undefined],
  ]);
});

test('a list by parent has its child jobs alone, each with its parent, and a fault for the parent hits it', async () => {
  const { client, standIn } = await open({ scripts: { [ARN.stack]: { children: CHILDREN } } });
  const id = await startJob(client, { ResourceArn: ARN.stack });
  await startJob(client, { ResourceArn: ARN.dynamodb });
  const list = () => client.send(new ListBackupJobsCommand({ ByParentJobId: id }));
  expect((await list()).BackupJobs?.map(({ ResourceType, IsParent, ParentJobId }) => [ResourceType, IsParent, ParentJobId])).toEqual([['RDS', false, id], ['DynamoDB', false, id]]);
  const { BackupJobs: all = [] } = await client.send(new ListBackupJobsCommand({}));
  expect(all.map(({ IsParent, ParentJobId }) => [IsParent, ParentJobId])).toEqual([[false, undefined], [false, id], [false, id], [true, undefined]]);
  standIn.faults.add({ kind: 'error', operation: 'ListBackupJobs', error: 'InvalidParameterValueException', resource: ARN.stack });
  expect((await failureOf(list())).name).toBe('InvalidParameterValueException');
  expect((await client.send(new ListBackupJobsCommand({}))).BackupJobs).toHaveLength(4);
});

test('the parent recovery point can be deleted only after those of its parts', async () => {
  const { client, standIn } = await open({ scripts: { [ARN.stack]: { children: CHILDREN } } });
  const id = await startJob(client, { ResourceArn: ARN.stack });
  standIn.advance(30);
  const { RecoveryPointArn: parent } = await describeJob(client, id);
  const { BackupJobs: jobs } = await client.send(new ListBackupJobsCommand({ ByResourceArn: ARN.dynamodb }));
  const child = jobs?.[0].RecoveryPointArn;
  const remove = (arn?: string) => client.send(new DeleteRecoveryPointCommand({ BackupVaultName: 'Vault', RecoveryPointArn: arn }));
  const point = await client.send(new DescribeRecoveryPointCommand({ BackupVaultName: 'Vault', RecoveryPointArn: child }));
  expect(point).toMatchObject({ ParentRecoveryPointArn: parent, IsParent: false });
  expect((await failureOf(remove(parent))).name).toBe('InvalidRequestException');
  await remove(child);
  standIn.advance(1);
  await remove(parent);
});

test('a job with an unknown ARN of a part is refused', async () => {
  const { client, standIn } = await open({ scripts: { [ARN.stack]: { children: [{ resourceArn: 'arn:aws:sqs:eu-west-1:123456789012:queue' }] } } });
  expect((await failureOf(startJob(client, { ResourceArn: ARN.stack }))).name).toBe('InvalidParameterValueException');
  expect(standIn.jobs).toHaveLength(0);
});
