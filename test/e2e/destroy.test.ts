import { DescribeRecoveryPointCommand } from '@aws-sdk/client-backup';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Harness } from './harness';
import { WaitLevel } from '../../src';
import { BackupStandIn } from '../../stand-in';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/';
const removalPolicy = RemovalPolicy.DESTROY;

/** The machine waits a hundredth of its seconds, and a job goes a hundred times as fast. */
describe('what becomes of the recovery points of deleted definitions', () => {
  const standIn = new BackupStandIn({
    accountId: '000000000000',
    clock: { scale: 100 },
    scripts: { [`${TABLE}running`]: { runningSeconds: 'forever' }, [`${TABLE}no-permission`]: { onDelete: 'expire' } },
  });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('destroy', { backupEndpoint: await standIn.start(), waitScale: 0.01 });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const jobsOf = (table: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn === TABLE + table);
  const states = (table: string) => jobsOf(table).map(({ State }) => State);
  /** What the service tells of the recovery points of a table, the oldest first. */
  const recoveryPoints = (table: string) => Promise.all(jobsOf(table).map(async ({ BackupVaultName, RecoveryPointArn }) => {
    const found = harness.backup.send(new DescribeRecoveryPointCommand({ BackupVaultName, RecoveryPointArn }));
    return found.then(({ Status }) => Status, ({ name }: Error) => name);
  }));

  test('DESTROY: replaced ones go after the update, all others with the stack; RETAIN: they stay', async () => {
    const BACKUPS = JSON.stringify({
      Done: { resource: `${TABLE}done`, removalPolicy },
      Running: { resource: `${TABLE}running`, removalPolicy, waitFor: WaitLevel.ACCEPTED },
      Kept: { resource: `${TABLE}kept` },
    });
    await harness.deploy('many-backups', { BACKUPS, REVISION: '1' });
    expect([await recoveryPoints('done'), states('running')]).toEqual([['COMPLETED'], [expect.not.stringMatching('ABORTED')]]);

    const outputs = await harness.deploy('many-backups', { BACKUPS, REVISION: '2' });
    expect(await recoveryPoints('done')).toEqual(['ResourceNotFoundException', 'COMPLETED']);
    expect(outputs.DoneRecoveryPointArn).toBe(jobsOf('done')[1].RecoveryPointArn);
    expect(states('running')).toEqual(['ABORTED', expect.not.stringMatching('ABORTED')]);

    const { exitCode, output } = await harness.destroy('many-backups', { BACKUPS, REVISION: '2' });
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    expect(await recoveryPoints('done')).toEqual(['ResourceNotFoundException', 'ResourceNotFoundException']);
    expect(states('running')).toEqual(['ABORTED', 'ABORTED']);
    expect(await recoveryPoints('kept')).toEqual(['COMPLETED', 'COMPLETED']);
  });

  test('a recovery point that cannot be deleted fails the deletion', async () => {
    const STACK = 'Undeletable';
    const BACKUPS = JSON.stringify({
      Locked: { resource: `${TABLE}locked`, removalPolicy },
      NoPermission: { resource: `${TABLE}no-permission`, removalPolicy },
    });
    const outputs = await harness.deploy('many-backups', { STACK, BACKUPS });
    standIn.faults.add({
      kind: 'error', operation: 'DeleteRecoveryPoint', resource: `${TABLE}locked`, error: 'InvalidRequestException', message: 'The vault is locked',
    });
    const { exitCode, output } = await harness.destroy('many-backups', { STACK, BACKUPS });
    expect(exitCode).not.toBe(0);
    expect(await harness.stackStatus(STACK)).toBe('DELETE_FAILED');
    expect(output).toContain(`The recovery point of backup job ${outputs.LockedBackupJobId} could not be deleted.`);
    expect(output).toContain('The vault is locked');
    expect(output).toContain(`The recovery point of backup job ${outputs.NoPermissionBackupJobId} could not be deleted.`);
    expect(output).toContain(`AWS Backup could not delete ${outputs.NoPermissionRecoveryPointArn}`);
  });
});
