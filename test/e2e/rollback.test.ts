import { BackupStandIn } from '../../stand-in';
import { Harness } from './harness';

jest.setTimeout(180_000);

describe('an update that does not succeed', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('rollback', await standIn.start());
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
    await harness.deploy('orders', { STACK: 'Elsewhere' });
    const { exitCode } = await harness.tryDeploy('orders', { STACK: 'Elsewhere', DELETE_AFTER_DAYS: '36', BROKEN: 'yes' });
    expect(exitCode).not.toBe(0);
    expect(await harness.stackStatus('Elsewhere')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(jobsOf('Elsewhere')).toHaveLength(2); // the first one, and the one of the changed definition
  });
});
