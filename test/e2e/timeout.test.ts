import { Harness } from './harness';
import { TimeoutAction } from '../../src';
import { BackupStandIn } from '../../stand-in';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/late';
const STOPPED_TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/stopped';
const DATABASE = 'arn:aws:rds:us-east-1:000000000000:db:late';

/** The machine waits a hundredth of its seconds, and a job never ends by itself. */
describe('a job that does not end in time', () => {
  const standIn = new BackupStandIn({
    accountId: '000000000000',
    clock: { manual: true },
    quotas: false,
    defaultScript: { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 'forever', abortingSeconds: 0 },
  });
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start('timeout', { backupEndpoint: await standIn.start(), waitScale: 0.01 });
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  const deploy = (STACK: string, resource: string, onTimeout?: TimeoutAction) => {
    return harness.tryDeploy('many-backups', { STACK, BACKUPS: JSON.stringify({ Late: { resource, onTimeout, timeoutMinutes: 2 } }) });
  };
  const jobsOf = (resource: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn === resource);
  /** The states of the jobs of a resource, and how often the service was asked to stop the first one. */
  const seen = (resource: string) => {
    const jobs = jobsOf(resource);
    const stops = standIn.requests.filter(({ operation, path }) => operation === 'StopBackupJob' && path.includes(jobs[0].BackupJobId!));
    return [jobs.map(({ State }) => State), stops.length];
  };

  test('FAIL: the deployment fails and says so, and the job goes on', async () => {
    const { exitCode, output } = await deploy('Fails', TABLE);
    expect(exitCode).not.toBe(0);
    expect(output).toContain(`Backup job ${jobsOf(TABLE)[0].BackupJobId} of ${TABLE} was still RUNNING after 2 minutes. The job goes on.`);
    expect(output).toContain('Use a longer `timeout`');
    expect(await harness.stackStatus('Fails')).toBe('ROLLBACK_COMPLETE');
    expect(seen(TABLE)).toEqual([['RUNNING'], 0]);
  });

  test('STOP: the deployment fails, and the job is stopped', async () => {
    const { exitCode, output } = await deploy('Stops', STOPPED_TABLE, TimeoutAction.STOP);
    expect(exitCode).not.toBe(0);
    expect(output).toContain(`Backup job ${jobsOf(STOPPED_TABLE)[0].BackupJobId} of ${STOPPED_TABLE} was still RUNNING after 2 minutes. It was asked to stop.`);
    expect(seen(STOPPED_TABLE)).toEqual([['ABORTED'], 1]);
  });

  test('STOP for a type that cannot be stopped: the deployment fails, and the job goes on', async () => {
    const { exitCode, output } = await deploy('CannotStop', DATABASE, TimeoutAction.STOP);
    expect(exitCode).not.toBe(0);
    expect(output).toContain(`of ${DATABASE} was still RUNNING after 2 minutes.`);
    expect(seen(DATABASE)).toEqual([['RUNNING'], 1]);
  });
});
