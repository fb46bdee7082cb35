import { DescribeBackupJobCommand, DescribeBackupVaultCommand } from '@aws-sdk/client-backup';
import { Harness, StackResource } from './harness';
import { CdkResult } from '../../local-aws/cdk-cli';

const STACK = 'Orders';

describe('deleting a stack and creating it again', () => {
  let harness: Harness;
  let first: Record<string, string>;
  let firstResources: StackResource[];
  let destroyed: CdkResult;
  let stacksAfterDestroy: string;
  let second: Record<string, string>;

  beforeAll(async () => {
    harness = await Harness.start('delete');
    first = await harness.deploy('orders', { STACK });
    firstResources = await harness.resources(STACK);
    destroyed = await harness.destroy('orders', { STACK });
    stacksAfterDestroy = await harness.stackStatus(STACK).catch(({ stderr }: { stderr: string }) => stderr);
    second = await harness.deploy('orders', { STACK });
  });

  afterAll(() => harness?.stop());

  const firstPhysicalId = (type: string, logicalIdPart: string) => firstResources.find(({ ResourceType, LogicalResourceId }) => {
    return ResourceType === type && LogicalResourceId.includes(logicalIdPart);
  })?.PhysicalResourceId;

  test('the stack is gone', () => {
    expect(destroyed.exitCode).toBe(0);
    expect(stacksAfterDestroy).toContain('does not exist');
  });

  test('the vault and the recovery point stay', async () => {
    const BackupVaultName = firstPhysicalId('AWS::Backup::BackupVault', 'Vault');
    const vault = await harness.backup.send(new DescribeBackupVaultCommand({ BackupVaultName }));
    expect(vault.NumberOfRecoveryPoints).toBe(1);
    const job = await harness.backup.send(new DescribeBackupJobCommand({ BackupJobId: first.OrdersBackupBackupJobId }));
    expect(job).toMatchObject({ BackupVaultName, RecoveryPointArn: first.OrdersBackupRecoveryPointArn });
  });

  test('the role stays, so that the recovery point can expire', async () => {
    const name = firstPhysicalId('AWS::IAM::Role', 'OnDemandBackupProviderRole')!;
    const { Role } = await harness.awsCli<{ Role: object }>('iam', 'get-role', '--role-name', name);
    expect(JSON.stringify(Role)).toContain('backup.amazonaws.com');
  });

  test('the new stack has a vault of another name, and a backup of its own', async () => {
    const job = await harness.backup.send(new DescribeBackupJobCommand({ BackupJobId: second.OrdersBackupBackupJobId }));
    expect(job.State).toBe('COMPLETED');
    expect(job.BackupJobId).not.toBe(first.OrdersBackupBackupJobId);
    expect(job.BackupVaultName).toMatch(/^Orders-/);
    expect(job.BackupVaultName).not.toBe(firstPhysicalId('AWS::Backup::BackupVault', 'Vault'));
  });
});
