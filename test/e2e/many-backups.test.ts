import { DescribeBackupJobCommand } from '@aws-sdk/client-backup';
import { Harness } from './harness';
import { BackupStandIn } from '../../stand-in';

/** The tags that say where a recovery point comes from. */
const provenance = (path: string) =>
  ({ 'cdk-on-demand-backup:stack': 'Shop', 'cdk-on-demand-backup:path': path, 'cdk-on-demand-backup:trigger': 'on-deploy' });

describe('two definitions in one stack', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;
  let outputs: Record<string, string>;

  beforeAll(async () => {
    harness = await Harness.start('many-backups', { backupEndpoint: await standIn.start() });
    outputs = await harness.deploy('own-vault-and-role');
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const started = (resourceArn: string) => standIn.requests
    .filter(({ operation, input }) => operation === 'StartBackupJob' && input?.ResourceArn === resourceArn)
    .map(({ input }) => input);
  const job = (id: string) => harness.backup.send(new DescribeBackupJobCommand({ BackupJobId: id }));

  test('each has a job of its own, and the names of outputs can be chosen', async () => {
    expect(Object.keys(outputs).sort()).toEqual([
      'InvoicesArn', 'InvoicesJob', 'InvoicesRecoveryPoint', 'OrdersArn', 'OrdersBackupBackupJobId', 'OrdersBackupRecoveryPointArn',
      'OwnRole', 'OwnVault',
    ]);
    expect(await job(outputs.OrdersBackupBackupJobId)).toMatchObject({
      State: 'COMPLETED', ResourceArn: outputs.OrdersArn, RecoveryPointArn: outputs.OrdersBackupRecoveryPointArn,
    });
    expect(await job(outputs.InvoicesJob)).toMatchObject({
      State: 'COMPLETED', ResourceArn: outputs.InvoicesArn, RecoveryPointArn: outputs.InvoicesRecoveryPoint,
    });
  });

  test('the request of one with its own vault and role arrives as it was defined', () => {
    expect(started(outputs.InvoicesArn)).toEqual([{
      BackupVaultName: outputs.OwnVault,
      ResourceArn: outputs.InvoicesArn,
      IamRoleArn: outputs.OwnRole,
      IdempotencyToken: expect.any(String),
      StartWindowMinutes: 120,
      CompleteWindowMinutes: 240,
      Lifecycle: { DeleteAfterDays: 7 },
      RecoveryPointTags: { team: 'finance', stage: 'test', ...provenance('InvoicesBackup') },
      BackupOptions: { BackupACLs: 'disabled', BackupObjectTags: 'enabled' },
    }]);
  });

  test('the request of one with all defaults has the vault and the role of the stack, the tags of its origin, and nothing else', () => {
    expect(started(outputs.OrdersArn)).toEqual([{
      BackupVaultName: expect.stringMatching(/^Shop-/),
      ResourceArn: outputs.OrdersArn,
      IamRoleArn: expect.stringContaining('OnDemandBackupProviderRole'),
      IdempotencyToken: expect.any(String),
      RecoveryPointTags: provenance('OrdersBackup'),
    }]);
  });
});
