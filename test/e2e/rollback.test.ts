import { RemovalPolicy } from 'aws-cdk-lib';
import { Harness } from './harness';
import { BackupStandIn } from '../../stand-in';

describe('an update that does not succeed', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('rollback', { backupEndpoint: await standIn.start() });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  /** The jobs of the table of a stack. */
  const jobsOf = (stack: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn?.includes(`:table/${stack}-`));

  test('a failed update rolls back to the job that was there, and starts none for it', async () => {
    standIn.script('*:table/Updated-*', [{ outcome: 'COMPLETED' }, { outcome: 'FAILED', statusMessage: 'Out of space' }, { outcome: 'COMPLETED' }]);
    const before = await harness.deploy('orders', { STACK: 'Updated' });
    const { exitCode, output } = await harness.tryDeploy('orders', { STACK: 'Updated', DELETE_AFTER_DAYS: '36' });
    expect(exitCode).not.toBe(0);
    expect(output).toContain('Out of space');
    expect(await harness.stackStatus('Updated')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(jobsOf('Updated').map(({ State }) => State)).toEqual(['COMPLETED', 'FAILED']);
    const after = await harness.deploy('orders', { STACK: 'Updated', NOTE: 'second' });
    expect(after.OrdersBackupBackupJobId).toBe(before.OrdersBackupBackupJobId);
  });

  test('a change that fails elsewhere rolls back without another job', async () => {
    standIn.script('*:table/broken', { outcome: 'FAILED' });
    const before = await harness.deploy('orders', { STACK: 'Elsewhere' });
    const { exitCode } = await harness.tryDeploy('orders', { STACK: 'Elsewhere', DELETE_AFTER_DAYS: '36', BROKEN: 'yes' });
    expect(exitCode).not.toBe(0);
    expect(await harness.stackStatus('Elsewhere')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(jobsOf('Elsewhere')).toHaveLength(2); // the first one, and the one of the changed definition
    expect(await harness.outputs('Elsewhere')).toEqual(before);
  });

  test('with DESTROY, a rollback deletes no recovery point: neither the one before nor the new one', async () => {
    const resource = 'arn:aws:dynamodb:us-east-1:000000000000:table/destroy';
    const other = 'arn:aws:dynamodb:us-east-1:000000000000:table/fails-later';
    standIn.script(other, [{ outcome: 'COMPLETED' }, { outcome: 'FAILED' }]);
    const BACKUPS = JSON.stringify({ Destroy: { resource, removalPolicy: RemovalPolicy.DESTROY }, FailsLater: { resource: other } });
    const before = await harness.deploy('many-backups', { STACK: 'Destroy', BACKUPS, REVISION: '1' });
    const { exitCode } = await harness.tryDeploy('many-backups', { STACK: 'Destroy', BACKUPS, REVISION: '2' });
    expect(exitCode).not.toBe(0);
    expect(standIn.jobs.filter(({ ResourceArn }) => ResourceArn === resource)).toHaveLength(2);
    expect(standIn.requests.filter(({ operation }) => operation === 'DeleteRecoveryPoint')).toEqual([]);
    expect(await harness.outputs('Destroy')).toEqual(before);
  });
});
