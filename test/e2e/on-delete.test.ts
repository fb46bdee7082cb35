import { Harness } from './harness';
import { BackupStandIn } from '../../stand-in';

describe('a table that is backed up before it goes', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('on-delete', { backupEndpoint: await standIn.start() });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const guarded = (STACK: string, more: Record<string, string> = {}) => ({ STACK, TRIGGERS: 'onDelete', ...more });
  const jobsOf = (stack: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn?.endsWith(`:table/${stack}-orders`)).map(({ State }) => State);
  const items = async (stack: string) => {
    const { TableNames } = await harness.awsCli<{ TableNames: string[] }>('dynamodb', 'list-tables');
    if (!TableNames.includes(`${stack}-orders`)) { return 'no table'; }
    return (await harness.awsCli<{ Items: object[] }>('dynamodb', 'scan', '--table-name', `${stack}-orders`)).Items.length;
  };
  const stackIdOf = async (stack: string) => {
    type Output = { Stacks: { StackId: string }[] };
    return (await harness.awsCli<Output>('cloudformation', 'describe-stacks', '--stack-name', stack)).Stacks[0].StackId;
  };
  /** Deploys a table with one item in it. */
  const deploy = async (stack: string, more: Record<string, string> = {}) => {
    await harness.deploy('guarded', guarded(stack, more));
    await harness.awsCli('dynamodb', 'put-item', '--table-name', `${stack}-orders`, '--item', JSON.stringify({ id: { S: '1' } }));
  };

  test('the backup is done before the deletion of the table begins', async () => {
    await deploy('Shop');
    expect(jobsOf('Shop')).toEqual([]);
    const stackId = await stackIdOf('Shop');
    const { exitCode, output } = await harness.destroy('guarded', guarded('Shop'));
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    expect([jobsOf('Shop'), await items('Shop')]).toEqual([['COMPLETED'], 'no table']);
    const events = (await harness.stackEvents(stackId)).map(({ logicalId, status }) => `${logicalId.replace(/[0-9A-F]{8}$/, '')} ${status}`);
    expect(events.indexOf('OrdersBackupOnDelete DELETE_COMPLETE')).toBeGreaterThan(-1);
    expect(events.indexOf('OrdersBackupOnDelete DELETE_COMPLETE')).toBeLessThan(events.indexOf('Orders DELETE_IN_PROGRESS'));
  });

  test('without a backup the table stays, and can be deleted when the cause is gone', async () => {
    await deploy('Failing');
    standIn.script('*:table/Failing-orders', { outcome: 'FAILED', statusMessage: 'The KMS key of the table is disabled' });
    const { exitCode, output } = await harness.destroy('guarded', guarded('Failing'));
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/The KMS key of the table is disabled[^]*nothing was deleted|nothing was deleted[^]*The KMS key of the table is disabled/i);
    expect([await harness.stackStatus('Failing'), jobsOf('Failing'), await items('Failing')]).toEqual(['DELETE_FAILED', ['FAILED'], 1]);

    standIn.script('*:table/Failing-orders', {});
    const retried = await harness.destroy('guarded', guarded('Failing'));
    expect([retried.exitCode, retried.output]).toEqual([0, expect.anything()]);
    expect([jobsOf('Failing'), await items('Failing')]).toEqual([['FAILED', 'COMPLETED'], 'no table']);
  });

  test('with onFailure WARN the table goes without a backup', async () => {
    await deploy('Anyway', { GO_ON: 'yes' });
    standIn.script('*:table/Anyway-orders', { outcome: 'FAILED' });
    const { exitCode, output } = await harness.destroy('guarded', guarded('Anyway', { GO_ON: 'yes' }));
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    expect([jobsOf('Anyway'), await items('Anyway')]).toEqual([['FAILED'], 'no table']);
  });

  test('a stack whose creation is rolled back makes no backup of what it had just made', async () => {
    standIn.script('*:table/broken', { outcome: 'FAILED' });
    const { exitCode } = await harness.tryDeploy('guarded', guarded('Rolled', { BROKEN: 'yes' }));
    expect(exitCode).not.toBe(0);
    expect([await harness.stackStatus('Rolled'), jobsOf('Rolled'), await items('Rolled')]).toEqual(['ROLLBACK_COMPLETE', [], 'no table']);
  });

  test('the vault and the role of the final backup stay', async () => {
    await deploy('Kept');
    const stackId = await stackIdOf('Kept');
    await harness.destroy('guarded', guarded('Kept'));
    const skipped = (await harness.stackEvents(stackId)).filter(({ status }) => status === 'DELETE_SKIPPED').map(({ logicalId }) => logicalId);
    expect(skipped.map((name) => name.replace(/[0-9A-F]{8}$/, '')).sort())
      .toEqual(['OnDemandBackupProviderHandlerLog', 'OnDemandBackupProviderRole', 'OnDemandBackupProviderVault']);
  });
});
