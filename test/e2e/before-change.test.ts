import { Harness } from './harness';
import { BackupStandIn } from '../../stand-in';

describe('a table that is backed up before it changes', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('before-change', { backupEndpoint: await standIn.start() });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const guarded = (STACK: string, more: Record<string, string> = {}) => ({ STACK, TRIGGERS: 'beforeChange', ...more });
  const deploy = (stack: string, more: Record<string, string> = {}) => harness.deploy('guarded', guarded(stack, more));
  /** The jobs of the table of a stack, as far as they got. */
  const jobsOf = (stack: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn?.endsWith(`:table/${stack}-orders`)).map(({ State }) => State);
  const hasStream = async (stack: string) => {
    type Output = { Table: { StreamSpecification?: object } };
    return (await harness.awsCli<Output>('dynamodb', 'describe-table', '--table-name', `${stack}-orders`)).Table.StreamSpecification !== undefined;
  };
  /** The first time that a resource of the last operation had a status. */
  const when = async (stack: string, logicalId: RegExp, status: string) => {
    const events = (await harness.stackEvents(stack)).filter((event) => logicalId.test(event.logicalId) && new RegExp(`^${status}$`).test(event.status));
    return events[events.length - 1]?.time.getTime() ?? NaN;
  };

  test('has no backup when it is new, one before each change, and none when something else changes', async () => {
    const created = await deploy('Shop');
    expect([created.Outcome, jobsOf('Shop')]).toEqual(['skipped', []]);

    await deploy('Shop', { NOTE: 'second' });
    expect(jobsOf('Shop')).toEqual([]);

    const changed = await deploy('Shop', { NOTE: 'second', STREAM: 'on' });
    expect([changed.Outcome, jobsOf('Shop'), await hasStream('Shop')]).toEqual(['succeeded', ['COMPLETED'], true]);
    expect(await when('Shop', /^OrdersBackupBeforeChange/, 'UPDATE_COMPLETE')).toBeLessThanOrEqual(await when('Shop', /^Orders[0-9A-F]{8}$/, 'UPDATE_IN_PROGRESS'));

    const again = await deploy('Shop', { NOTE: 'third', STREAM: 'on' });
    expect([again.OrdersBackupBackupJobId, jobsOf('Shop')]).toEqual([changed.OrdersBackupBackupJobId, ['COMPLETED']]);
  });

  test('stays as it was when its backup fails', async () => {
    await deploy('Failing');
    standIn.script('*:table/Failing-orders', { outcome: 'FAILED', statusMessage: 'The table is being restored' });
    const { exitCode, output } = await harness.tryDeploy('guarded', guarded('Failing', { STREAM: 'on' }));
    expect(exitCode).not.toBe(0);
    expect(output).toContain('The table is being restored');
    expect(output).toMatch(/nothing was changed/i);
    expect(await harness.stackStatus('Failing')).toBe('UPDATE_ROLLBACK_COMPLETE');
    // A table that is not ready is tried five times
    expect([await hasStream('Failing'), jobsOf('Failing')]).toEqual([false, Array<string>(5).fill('FAILED')]);
  });

  test('has one backup when the update is rolled back for another reason, and one more when it is tried again', async () => {
    await deploy('Rolled');
    standIn.script('*:table/broken', { outcome: 'FAILED' });
    const { exitCode } = await harness.tryDeploy('guarded', guarded('Rolled', { STREAM: 'on', BROKEN: 'yes' }));
    expect(exitCode).not.toBe(0);
    expect([await harness.stackStatus('Rolled'), jobsOf('Rolled')]).toEqual(['UPDATE_ROLLBACK_COMPLETE', ['COMPLETED']]);
    await deploy('Rolled', { STREAM: 'on' });
    expect(jobsOf('Rolled')).toEqual(['COMPLETED', 'COMPLETED']);
  });

  test('is found in a nested stack', async () => {
    const created = await deploy('Nested', { NESTED: 'yes' });
    expect([created.Outcome, jobsOf('Nested')]).toEqual(['skipped', []]);
    const changed = await deploy('Nested', { NESTED: 'yes', STREAM: 'on' });
    expect([changed.Outcome, jobsOf('Nested'), await hasStream('Nested')]).toEqual(['succeeded', ['COMPLETED'], true]);
  });

  test('is backed up when the trigger comes to a table that is there, because it may change in the same deployment', async () => {
    await harness.deploy('guarded', { STACK: 'Late', TRIGGERS: 'onDelete' });
    await deploy('Late', { STREAM: 'on', TRIGGERS: 'beforeChange,onDelete' });
    expect(jobsOf('Late')).toEqual(['COMPLETED']);
    expect(await when('Late', /^OrdersBackupBeforeChange/, '(CREATE|UPDATE)_COMPLETE')).toBeLessThanOrEqual(await when('Late', /^Orders[0-9A-F]{8}$/, 'UPDATE_IN_PROGRESS'));
  });
});
