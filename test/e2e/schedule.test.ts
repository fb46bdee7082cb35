import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Harness } from './harness';
import { deliverAgain, type StartedRun, startedRuns } from './started-runs';
import { BackupStandIn } from '../../stand-in';

const WITHIN_SECONDS = 90;

const ROOT = resolve(__dirname, '..', '..');
const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/';
const [ORDERS, PAUSED, AT_ONCE] = ['orders', 'paused', 'at-once'].map((name) => `${TABLE}${name}`);

/** The real scheduler of the local AWS, with schedules of one minute. */
describe('a schedule', () => {
  const standIn = new BackupStandIn({
    accountId: '000000000000', quotas: false, defaultScript: { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 0 },
  });
  const jobsOf = (resource: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn === resource);
  let harness: Harness;
  let machine: string;
  let jobsAtDeploy: number[];
  let secondsToFirst: number;
  let runs: StartedRun[];
  let again: StartedRun;
  let jobsAfterSecondDelivery: number;

  const untilJobs = async (count: number) => {
    const began = Date.now();
    while (jobsOf(ORDERS).length < count && Date.now() - began < WITHIN_SECONDS * 1000) { await sleep(200); }
    return (Date.now() - began) / 1000;
  };

  beforeAll(async () => {
    harness = await Harness.start('schedule', { backupEndpoint: await standIn.start(), waitScale: 0.01 });
    const deployed = await harness.deploy('schedule', { ORDERS, PAUSED, AT_ONCE });
    machine = deployed.StateMachine;
    jobsAtDeploy = [ORDERS, PAUSED, AT_ONCE].map((resource) => jobsOf(resource).length);
    secondsToFirst = await untilJobs(1);
    const first = (await startedRuns(harness, machine)).find(isScheduled)!;
    again = await deliverAgain(harness, machine, first);
    jobsAfterSecondDelivery = jobsOf(ORDERS).length;
    await untilJobs(2);
    runs = (await startedRuns(harness, machine)).filter(isScheduled);
  });

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  test('of one minute starts a job within 90 seconds, and none at the deployment', () => {
    expect(jobsAtDeploy[0]).toBe(0);
    expect(secondsToFirst).toBeLessThan(WITHIN_SECONDS);
    expect(jobsOf(ORDERS)[0]).toMatchObject({ ResourceArn: ORDERS, State: 'COMPLETED', input: { RecoveryPointTags: { note: 'every "minute"' } } });
  });

  test('tells the machine which schedule, and what time it was for', () => {
    expect(runs[0].input.Occasion).toMatch(/^arn:aws:scheduler:us-east-1:000000000000:schedule\/default\/\S+ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('that delivers the same time twice makes one backup, and both runs succeed', () => {
    expect(jobsAfterSecondDelivery).toBe(1);
    expect([runs[0].status, again.status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(again.executionArn).not.toBe(runs[0].executionArn);
    expect(again.input).toEqual(runs[0].input);
  });

  test('makes another backup at the next minute', () => {
    expect(jobsOf(ORDERS)).toHaveLength(2);
    expect(new Set(runs.map(({ input }) => input.Occasion)).size).toBe(2);
  });

  test('that is disabled makes none', () => {
    expect(jobsOf(PAUSED)).toEqual([]);
  });

  test('with immediate makes the first one during the deployment', () => {
    expect(jobsAtDeploy[2]).toBe(1);
    expect(jobsOf(AT_ONCE)).toHaveLength(1);
  });

  test('examples/on-schedule.ts: its schedules are there, and the first backup is made', async () => {
    const { exitCode, output } = await harness.cdkIn(ROOT, 'examples/on-schedule.ts').deploy();
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    const { Schedules } = await harness.awsCli<{ Schedules: { Name: string; State: string }[] }>('scheduler', 'list-schedules');
    const own = Schedules.filter(({ Name }) => Name.startsWith('OnSchedule'));
    expect(own.map(({ State }) => State)).toEqual(Array(5).fill('ENABLED'));
    const table = (await harness.resources('OnSchedule')).find(({ ResourceType }) => ResourceType === 'AWS::DynamoDB::GlobalTable')!.PhysicalResourceId;
    expect(jobsOf(`${TABLE}${table}`)).toEqual([expect.objectContaining({ State: 'COMPLETED' })]);
  });
});

/** Not the one of `immediate`, which CloudFormation waits for. */
function isScheduled({ input }: StartedRun): boolean {
  return input.Answer === undefined;
}
