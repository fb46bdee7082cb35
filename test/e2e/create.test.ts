import { BackupJob, DescribeBackupJobCommand, DescribeBackupJobCommandOutput, ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { Harness, StackResource } from './harness';
import { resolveRequest } from './resolve-request';

const STACK = 'Orders';

describe('creating a definition', () => {
  let harness: Harness;
  let outputs: Record<string, string>;
  let resources: StackResource[];
  let job: DescribeBackupJobCommandOutput;
  let jobs: BackupJob[];

  beforeAll(async () => {
    harness = await Harness.start('create');
    outputs = await harness.deploy('orders', { STACK });
    resources = await harness.resources(STACK);
    job = await harness.backup.send(new DescribeBackupJobCommand({ BackupJobId: outputs.OrdersBackupBackupJobId }));
    jobs = (await harness.backup.send(new ListBackupJobsCommand({ ByResourceArn: outputs.OrdersArn }))).BackupJobs ?? [];
  });

  afterAll(() => harness?.stop());

  const physicalId = (type: string, logicalIdPart: string) => resources.find(({ ResourceType, LogicalResourceId }) => {
    return ResourceType === type && LogicalResourceId.includes(logicalIdPart);
  })?.PhysicalResourceId;

  test('the outputs are the job and its recovery point', () => {
    expect(job).toMatchObject({
      BackupJobId: outputs.OrdersBackupBackupJobId,
      RecoveryPointArn: outputs.OrdersBackupRecoveryPointArn,
      State: 'COMPLETED',
    });
  });

  test('the AWS CLI reports the same job', async () => {
    const seen = await harness.awsCli('backup', 'describe-backup-job', '--backup-job-id', outputs.OrdersBackupBackupJobId);
    expect(seen).toMatchObject({
      BackupJobId: job.BackupJobId,
      RecoveryPointArn: outputs.OrdersBackupRecoveryPointArn,
      State: 'COMPLETED',
      ResourceArn: outputs.OrdersArn,
    });
  });

  test('the job has the resource, the vault and the role of the stack', () => {
    const vault = physicalId('AWS::Backup::BackupVault', 'Vault');
    const role = physicalId('AWS::IAM::Role', 'OnDemandBackupProviderRole');
    expect(job).toMatchObject({
      ResourceArn: outputs.OrdersArn,
      BackupVaultName: vault,
      IamRoleArn: `arn:aws:iam::000000000000:role/${role}`,
    });
  });

  test('the attributes describe the job', () => {
    expect(JSON.parse(outputs.Attributes)).toEqual({
      backupJobId: job.BackupJobId,
      recoveryPointArn: job.RecoveryPointArn,
      creationDate: job.CreationDate?.toISOString(),
      completionDate: job.CompletionDate?.toISOString(),
      backupJobState: 'COMPLETED',
      outcome: 'succeeded',
      statusMessage: '',
      resourceType: '', // the local AWS does not tell it
      backupVaultArn: job.BackupVaultArn,
      backupSizeInBytes: '0',
    });
  });

  test('one job was started, by one run of the machine', async () => {
    expect(jobs.map(({ BackupJobId }) => BackupJobId)).toEqual([job.BackupJobId]);
    const machine = physicalId('AWS::StepFunctions::StateMachine', 'StateMachine');
    const { executions } = await harness.awsCli<{ executions: unknown[] }>('stepfunctions', 'list-executions', '--state-machine-arn', machine!);
    expect(executions).toEqual([expect.objectContaining({ status: 'SUCCEEDED' })]);
  });

  test('the request of the template starts the same job through the AWS CLI', async () => {
    const request = await resolveRequest(harness, STACK, resources);
    expect(request).toEqual({
      BackupVaultName: job.BackupVaultName,
      ResourceArn: outputs.OrdersArn,
      IamRoleArn: job.IamRoleArn,
      Lifecycle: { DeleteAfterDays: 35 },
      RecoveryPointTags: { team: 'orders' },
    });
    const started = await harness.awsCli<{ BackupJobId: string }>('backup', 'start-backup-job', '--cli-input-json', JSON.stringify(request));
    const byHand = await harness.backup.send(new DescribeBackupJobCommand({ BackupJobId: started.BackupJobId }));
    const same = (each: DescribeBackupJobCommandOutput) => [each.BackupVaultName, each.ResourceArn, each.IamRoleArn, each.State];
    expect(same(byHand)).toEqual(same(job));
  });
});
