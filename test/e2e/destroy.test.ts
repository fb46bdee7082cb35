import { DescribeRecoveryPointCommand } from '@aws-sdk/client-backup';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Harness } from './harness';
import { eventually } from './processes';
import { WaitLevel } from '../../src';
import { BackupStandIn } from '../../stand-in';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/';
const GONE = 'ResourceNotFoundException';
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

  test('DESTROY: superseded ones go an execution later, all others with the stack; RETAIN: they stay', async () => {
    const BACKUPS = JSON.stringify({
      Done: { resource: `${TABLE}done`, removalPolicy },
      Running: { resource: `${TABLE}running`, removalPolicy, waitFor: WaitLevel.ACCEPTED },
      Kept: { resource: `${TABLE}kept` },
    });
    await harness.deploy('many-backups', { BACKUPS, REVISION: '1' });
    expect([await recoveryPoints('done'), states('running')]).toEqual([['COMPLETED'], [expect.not.stringMatching('ABORTED')]]);

    const second = await harness.deploy('many-backups', { BACKUPS, REVISION: '2' });
    expect(second.DoneRecoveryPointArn).toBe(jobsOf('done')[1].RecoveryPointArn);
    await harness.deploy('many-backups', { BACKUPS, REVISION: '3' });
    await eventually(async () => (await recoveryPoints('done'))[0] === GONE);
    expect(await recoveryPoints('done')).toEqual([GONE, 'COMPLETED', 'COMPLETED']);
    states('running').forEach((state) => expect(state).not.toBe('ABORTED'));

    const { exitCode, output } = await harness.destroy('many-backups', { BACKUPS, REVISION: '3' });
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    expect(await recoveryPoints('done')).toEqual([GONE, GONE, GONE]);
    expect(states('running')).toEqual(['ABORTED', 'ABORTED', 'ABORTED']);
    expect(await recoveryPoints('kept')).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
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
    expect(output).toContain(`The recovery points of ${TABLE}locked could not be deleted. DeleteRecoveryPoint: InvalidRequestException: The vault is locked`);
    expect(output).toContain(`The recovery points of ${TABLE}no-permission could not be deleted.`);
    expect(output).toContain(`AWS Backup could not delete ${outputs.NoPermissionRecoveryPointArn}`);
  });
});
