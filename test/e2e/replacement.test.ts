import { Harness } from './harness';
import { eventually } from './processes';
import { BackupStandIn } from '../../stand-in';

describe('a table that is replaced', () => {
  /** Jobs are over at once, but for one that goes on until it is told that it is time. */
  const standIn = new BackupStandIn({
    accountId: '000000000000', clock: { manual: true }, quotas: false, defaultScript: { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 0 },
  });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('replacement', { backupEndpoint: await standIn.start(), waitScale: 0.2 });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  /** The jobs of a table, as far as they got. */
  const jobsOf = (table: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn?.endsWith(`:table/${table}`)).map(({ State }) => State);
  const items = async (table: string) => {
    if (!await harness.tableExists(table)) { return 'no table'; }
    return (await harness.awsCli<{ Items: object[] }>('dynamodb', 'scan', '--table-name', table)).Items.length;
  };
  /** Deploys a table with one item in it, and tells its name. */
  const deploy = async (variables: Record<string, string>) => {
    const { TableName } = await harness.deploy('replaced', variables);
    await harness.awsCli('dynamodb', 'put-item', '--table-name', TableName, '--item', JSON.stringify({ id: { S: '1' } }));
    return TableName;
  };
  const idOfTrigger = async (stack: string) =>
    (await harness.resources(stack)).find(({ LogicalResourceId }) => LogicalResourceId.startsWith('OrdersBackupOnDelete'))?.PhysicalResourceId;

  describe('under onDelete', () => {
    test('gets its final backup while it is still there, and the new one none', async () => {
      await deploy({ STACK: 'Shop', TABLE_NAME: 'Shop-one' });
      const id = await idOfTrigger('Shop');
      standIn.script('*:table/Shop-one', { runningSeconds: 600 });
      const update = harness.tryDeploy('replaced', { STACK: 'Shop', TABLE_NAME: 'Shop-two' });
      await eventually(() => jobsOf('Shop-one')[0] === 'RUNNING');
      expect([jobsOf('Shop-one'), await items('Shop-one'), await items('Shop-two')]).toEqual([['RUNNING'], 1, 0]);
      standIn.advance(600);
      const { exitCode, output } = await update;
      expect([exitCode, output]).toEqual([0, expect.anything()]);
      expect([jobsOf('Shop-one'), jobsOf('Shop-two'), await items('Shop-one')]).toEqual([['COMPLETED'], [], 'no table']);
      expect(await idOfTrigger('Shop')).toBe(id);
      await harness.destroy('replaced', { STACK: 'Shop', TABLE_NAME: 'Shop-two' });
      expect([jobsOf('Shop-one'), jobsOf('Shop-two'), await items('Shop-two')]).toEqual([['COMPLETED'], ['COMPLETED'], 'no table']);
    });

    test('stays, with what is in it, when its backup fails', async () => {
      await deploy({ STACK: 'Failing', TABLE_NAME: 'Failing-one' });
      standIn.script('*:table/Failing-one', { outcome: 'FAILED', statusMessage: 'The KMS key of the table is disabled' });
      const { exitCode, output } = await harness.tryDeploy('replaced', { STACK: 'Failing', TABLE_NAME: 'Failing-two' });
      expect(exitCode).not.toBe(0);
      expect(output).toMatch(/nothing was deleted, and the update fails[^]*The KMS key of the table is disabled/);
      expect([await harness.stackStatus('Failing'), jobsOf('Failing-one'), jobsOf('Failing-two')]).toEqual(['UPDATE_ROLLBACK_COMPLETE', ['FAILED'], []]);
      expect([await items('Failing-one'), await items('Failing-two')]).toEqual([1, 'no table']);

      const onward = await harness.tryDeploy('replaced', { STACK: 'Failing', TABLE_NAME: 'Failing-two', GO_ON: 'yes' });
      expect([onward.exitCode, onward.output]).toEqual([0, expect.anything()]);
      expect([jobsOf('Failing-one'), await items('Failing-one'), await items('Failing-two')]).toEqual([['FAILED', 'FAILED'], 'no table', 0]);
    });

    test('has one backup when the update fails for another reason, and what the update made has none', async () => {
      await deploy({ STACK: 'Rolled', TABLE_NAME: 'Rolled-one' });
      standIn.script('*:table/broken', { outcome: 'FAILED' });
      const { exitCode } = await harness.tryDeploy('replaced', { STACK: 'Rolled', TABLE_NAME: 'Rolled-two', BROKEN: 'yes' });
      expect(exitCode).not.toBe(0);
      expect([await harness.stackStatus('Rolled'), jobsOf('Rolled-one'), jobsOf('Rolled-two')]).toEqual(['UPDATE_ROLLBACK_COMPLETE', ['COMPLETED'], []]);
      expect([await items('Rolled-one'), await items('Rolled-two')]).toEqual([1, 'no table']);
    });
  });

  test('under beforeChange: is backed up when its construct is renamed', async () => {
    const former = await deploy({ STACK: 'Renamed', TRIGGER: 'beforeChange' });
    expect(jobsOf(former)).toEqual([]);
    const { TableName } = await harness.deploy('replaced', { STACK: 'Renamed', TRIGGER: 'beforeChange', TABLE_ID: 'Purchases' });
    expect(TableName).not.toBe(former);
    expect([jobsOf(former), jobsOf(TableName), await items(former)]).toEqual([['COMPLETED'], [], 'no table']);
  });
});
