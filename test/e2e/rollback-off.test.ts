import { Harness } from './harness';
import { BackupStandIn } from '../../stand-in';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/';
const NO_ROLLBACK = '--no-rollback';

describe('a custom resource that no job replaces', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 60 } });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('rollback-off', { backupEndpoint: await standIn.start(), waitScale: 0.02 });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const app = (STACK: string, table: string, REVISION: string) =>
    ({ STACK, REVISION, BACKUPS: JSON.stringify({ Orders: { resource: TABLE + table } }) });
  const states = (table: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn === TABLE + table).map(({ State }) => State);
  const lastJob = (table: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn === TABLE + table).at(-1)?.BackupJobId;
  const physicalId = async (stack: string) =>
    (await harness.resources(stack)).find(({ ResourceType }) => ResourceType === 'Custom::OnDemandBackup')?.PhysicalResourceId;

  test('has the same physical id through ten jobs', async () => {
    const ids = new Set<string | undefined>();
    for (let revision = 1; revision <= 10; revision++) {
      const outputs = await harness.deploy('many-backups', app('Ten', 'ten', String(revision)));
      expect(outputs.OrdersBackupJobId).toBe(lastJob('ten'));
      ids.add(await physicalId('Ten'));
    }
    expect(states('ten')).toEqual(Array(10).fill('COMPLETED'));
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}\|Orders/)]);
    const events = await harness.stackEvents('Ten');
    expect(events.filter(({ status }) => status.startsWith('DELETE'))).toEqual([]);
  });

  test('with rollback off has a second job, a failed one, and another one when the deployment is tried again', async () => {
    const script = (...ends: ('COMPLETED' | 'FAILED')[]) => standIn.script(`${TABLE}off`, ends.map((outcome) => ({ outcome })));
    script('COMPLETED', 'COMPLETED', 'FAILED', 'COMPLETED', 'FAILED');
    await harness.deploy('many-backups', app('Off', 'off', '1'), NO_ROLLBACK);
    const id = await physicalId('Off');
    await harness.deploy('many-backups', app('Off', 'off', '2'), NO_ROLLBACK);

    const failed = await harness.tryDeploy('many-backups', app('Off', 'off', '3'), NO_ROLLBACK);
    expect([failed.exitCode === 0, await harness.stackStatus('Off')]).toEqual([false, 'UPDATE_FAILED']);
    expect(states('off')).toEqual(['COMPLETED', 'COMPLETED', 'FAILED']);

    const outputs = await harness.deploy('many-backups', app('Off', 'off', '3'), NO_ROLLBACK);
    expect(states('off')).toEqual(['COMPLETED', 'COMPLETED', 'FAILED', 'COMPLETED']);
    expect(outputs.OrdersBackupJobId).toBe(lastJob('off'));

    expect((await harness.tryDeploy('many-backups', app('Off', 'off', '4'), NO_ROLLBACK)).exitCode).not.toBe(0);
    expect(await harness.stackStatus('Off')).toBe('UPDATE_FAILED');
    const { exitCode, output } = await harness.rollback('many-backups', app('Off', 'off', '4'));
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    expect(await harness.stackStatus('Off')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await harness.outputs('Off')).toEqual(outputs);
    expect(states('off')).toHaveLength(5);

    await harness.deploy('many-backups', app('Off', 'off', '3')); // nothing changes, so no backup
    expect(states('off')).toHaveLength(5);
    expect(await physicalId('Off')).toBe(id);
  });
});
