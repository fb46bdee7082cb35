import { StartBackupJobCommand, StopBackupJobCommand } from '@aws-sdk/client-backup';
import { closeAll, describeJob, open, startInput, startJob } from './util';

afterEach(closeAll);

const HERE = 'eu-west-1:123456789012';
const UUID = '[0-9a-f-]{36}';
const BACKUP = `arn:aws:backup:${HERE}:recovery-point:${UUID}`;
const CLUSTER = `arn:aws:rds:${HERE}:cluster:orders`;
const CLUSTER_SNAPSHOT = `arn:aws:rds:${HERE}:cluster-snapshot:awsbackup:job-${UUID}`;

/** Type, what to back up, the recovery point's ARN, whether the job can be stopped. */
const TYPES: [string, string, string, boolean][] = [
  ['EC2', `arn:aws:ec2:${HERE}:instance/i-0123456789abcdef0`, 'arn:aws:ec2:eu-west-1::image/ami-[0-9a-f]+', true],
  ['EBS', `arn:aws:ec2:${HERE}:volume/vol-0123456789abcdef0`, 'arn:aws:ec2:eu-west-1::snapshot/snap-[0-9a-f]+', true],
  ['EFS', `arn:aws:elasticfilesystem:${HERE}:file-system/fs-0123456789abcdef0`, BACKUP, true],
  ['FSx', `arn:aws:fsx:${HERE}:file-system/fs-0123456789abcdef0`, `arn:aws:fsx:${HERE}:backup/backup-[0-9a-f]+`, false],
  ['FSx', `arn:aws:fsx:${HERE}:volume/fs-0123456789abcdef0/fsvol-0123456789abcdef0`, `arn:aws:fsx:${HERE}:backup/backup-[0-9a-f]+`, false],
  ['RDS', `arn:aws:rds:${HERE}:db:orders`, `arn:aws:rds:${HERE}:snapshot:awsbackup:job-${UUID}`, false],
  ['Aurora', CLUSTER, CLUSTER_SNAPSHOT, false],
  ['DocumentDB', CLUSTER, CLUSTER_SNAPSHOT, false],
  ['Neptune', CLUSTER, CLUSTER_SNAPSHOT, false],
  ['RDS', CLUSTER, CLUSTER_SNAPSHOT, false],
  ['DSQL', `arn:aws:dsql:${HERE}:cluster/abc123`, BACKUP, true],
  ['DynamoDB', `arn:aws:dynamodb:${HERE}:table/Orders`, BACKUP, true],
  ['S3', 'arn:aws:s3:::orders-bucket', `arn:aws:backup:${HERE}:recovery-point:orders-bucket-\\d{14}-[0-9a-f]{8}`, true],
  ['Storage Gateway', `arn:aws:storagegateway:${HERE}:gateway/sgw-12A3456B/volume/vol-1122AABB`, 'arn:aws:ec2:eu-west-1::snapshot/snap-[0-9a-f]+', true],
  ['VirtualMachine', `arn:aws:backup-gateway:${HERE}:vm/vm-0000AAAA`, BACKUP, true],
  ['Redshift', `arn:aws:redshift:${HERE}:cluster:orders`, `arn:aws:redshift:${HERE}:snapshot:orders/awsbackup:.+`, true],
  ['Redshift Serverless', `arn:aws:redshift-serverless:${HERE}:namespace/0a1b`, `arn:aws:redshift-serverless:${HERE}:snapshot/.+`, true],
  ['Timestream', `arn:aws:timestream:${HERE}:database/db/table/orders`, BACKUP, true],
  ['CloudFormation', `arn:aws:cloudformation:${HERE}:stack/orders/0a1b`, `arn:aws:backup:${HERE}:recovery-point:composite:cloudformation/orders-\\d{14}`, true],
  ['SAP HANA on Amazon EC2', `arn:aws:ssm-sap:${HERE}:HANA/app/DB/db`, BACKUP, false],
  ['EKS', `arn:aws:eks:${HERE}:cluster/orders`, `arn:aws:backup:${HERE}:recovery-point:composite:eks/orders-\\d{14}`, true],
];

test.each(TYPES)('the job of type %s for %s leaves the recovery point %s', async (resourceType, resource, recoveryPoint, isStoppable) => {
  const { client, standIn } = await open({ scripts: { [resource]: { resourceType } } });
  const isEarly = resourceType === 'EFS' || resourceType === 'DynamoDB';
  const started = await client.send(new StartBackupJobCommand(startInput({ ResourceArn: resource })));
  expect('RecoveryPointArn' in started).toBe(isEarly);
  expect(started.IsParent ?? false).toBe(['CloudFormation', 'EKS'].includes(resourceType));
  const running = await describeJob(client, started.BackupJobId ?? '');
  expect(running).toMatchObject({ ResourceType: resourceType, ResourceArn: resource });
  expect('RecoveryPointArn' in running).toBe(isEarly);
  standIn.advance(30);
  expect((await describeJob(client, started.BackupJobId ?? '')).RecoveryPointArn).toMatch(new RegExp(`^${recoveryPoint}$`));
  const other = await startJob(client, { ResourceArn: resource });
  const stop = client.send(new StopBackupJobCommand({ BackupJobId: other }));
  await (isStoppable ? stop : expect(stop).rejects.toThrow(`StopBackupJob is not supported for ${resourceType}`));
});

test('an RDS cluster counts as Aurora unless a script names another type', async () => {
  const { client } = await open();
  expect(await describeJob(client, await startJob(client, { ResourceArn: CLUSTER }))).toMatchObject({ ResourceType: 'Aurora' });
});

test('a script cannot turn a table into a bucket', async () => {
  const { client } = await open({ defaultScript: { resourceType: 'S3' } });
  await expect(startJob(client)).rejects.toThrow('Invalid or unsupported resource ARN');
});

test.each([[true, BACKUP], [false, `arn:aws:dynamodb:${HERE}:table/Orders/backup/.+`]])('a table with advancedDynamoDb %s has the recovery point %s', async (advancedDynamoDb, arn) => {
  const { client, standIn } = await open({ advancedDynamoDb });
  const started = await client.send(new StartBackupJobCommand(startInput()));
  expect('RecoveryPointArn' in started).toBe(advancedDynamoDb);
  standIn.advance(30);
  expect((await describeJob(client, started.BackupJobId ?? '')).RecoveryPointArn).toMatch(new RegExp(`^${arn}$`));
});

test('the recovery point and the vault are in the Region of the signature', async () => {
  const { client, standIn } = await open({ accountId: '999999999999' }, { region: 'ap-southeast-2' });
  const id = await startJob(client, { ResourceArn: 'arn:aws:s3:::orders-bucket' });
  standIn.advance(30);
  const job = await describeJob(client, id);
  expect(job.RecoveryPointArn).toMatch(/^arn:aws:backup:ap-southeast-2:999999999999:/);
  expect(job).toMatchObject({ BackupVaultArn: 'arn:aws:backup:ap-southeast-2:999999999999:backup-vault:Vault', AccountId: '999999999999' });
});

test('some resource types never report a size', async () => {
  const { client, standIn } = await open({ defaultScript: { backupSizeInBytes: 5 } });
  const ids = [await startJob(client), await startJob(client, { ResourceArn: `arn:aws:rds:${HERE}:db:orders` })];
  standIn.advance(30);
  const sizes = (await Promise.all(ids.map((id) => describeJob(client, id)))).map((job) => job.BackupSizeInBytes);
  expect(sizes).toEqual([5, 0]);
});
