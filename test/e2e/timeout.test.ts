import { Harness } from './harness';
import { eventually } from './processes';
import { TimeoutAction } from '../../src';
import { BackupStandIn } from '../../stand-in';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/late';
const DATABASE = 'arn:aws:rds:us-east-1:000000000000:db:late';

/** The machine waits a hundredth of its seconds, and a job goes a hundred times as fast, but never ends by itself. */
describe('a job that does not end in time', () => {
  const standIn = new BackupStandIn({ accountId: '000000000000', clock: { scale: 100 }, defaultScript: { runningSeconds: 'forever' } });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('timeout', { backupEndpoint: await standIn.start(), waitScale: 0.01 });
  });

  afterEach(() => standIn.reset());

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const deploy = (STACK: string, resource: string, onTimeout?: TimeoutAction) => {
    return harness.tryDeploy('definitions', { STACK, DEFINITIONS: JSON.stringify({ Late: { resource, onTimeout, timeoutMinutes: 2 } }) });
  };
  /** How often the service was asked to stop a job. */
  const stops = () => standIn.requests.filter(({ operation }) => operation === 'StopBackupJob').length;
  const state = () => standIn.jobs[0].State;

  test('FAIL: the deployment fails and says so, and the job goes on', async () => {
    const { exitCode, output } = await deploy('Fails', TABLE);
    expect(exitCode).not.toBe(0);
    expect(output).toContain(`Backup job ${standIn.jobs[0].BackupJobId} of ${TABLE} was still RUNNING after 2 minutes. The job goes on.`);
    expect(output).toContain('Use a longer `timeout`');
    expect(await harness.stackStatus('Fails')).toBe('ROLLBACK_COMPLETE');
    expect([state(), stops(), standIn.jobs.length]).toEqual(['RUNNING', 0, 1]);
  });

  test('STOP: the deployment fails, and the job is stopped', async () => {
    const { exitCode, output } = await deploy('Stops', TABLE, TimeoutAction.STOP);
    expect(exitCode).not.toBe(0);
    expect(output).toContain(`Backup job ${standIn.jobs[0].BackupJobId} of ${TABLE} was still RUNNING after 2 minutes. It was asked to stop.`);
    expect(await eventually(() => state() === 'ABORTED')).toBe(true);
    expect([stops(), standIn.jobs.length]).toEqual([1, 1]);
  });

  test('STOP for a type that cannot be stopped: the deployment fails, and the job goes on', async () => {
    const { exitCode, output } = await deploy('CannotStop', DATABASE, TimeoutAction.STOP);
    expect(exitCode).not.toBe(0);
    expect(output).toContain(`of ${DATABASE} was still RUNNING after 2 minutes.`);
    expect([state(), stops(), standIn.jobs.length]).toEqual(['RUNNING', 1, 1]);
  });
});
