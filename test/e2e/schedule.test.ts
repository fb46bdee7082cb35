import { resolve } from 'node:path';
import { finalState } from './executions';
import { Harness } from './harness';
import { eventually } from './processes';
import { deliverAgain, type StartedRun, startedRuns } from './started-executions';
import { BackupStandIn } from '../../stand-in';


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
  let atDeploy: StartedRun[];
  let jobsAtDeploy: number;
  /** At the first minute, the same once more, and at another minute. */
  let runs: StartedRun[];
  let jobIds: (string | undefined)[];

  beforeAll(async () => {
    harness = await Harness.start('schedule', { backupEndpoint: await standIn.start(), waitScale: 0.01 });
    const { StateMachine } = await harness.deploy('schedule', { ORDERS, PAUSED, AT_ONCE });
    jobsAtDeploy = jobsOf(AT_ONCE).length;
    const first = await endedRun(StateMachine);
    runs = [first, await deliverAgain(harness, StateMachine, first), await endedRun(StateMachine, first)];
    jobIds = await Promise.all(runs.map(async (run) => (await finalState(harness.stepFunctions, run)).Job?.BackupJobId));
    atDeploy = (await startedRuns(harness, StateMachine)).filter((run) => !isScheduled(run));
  });

  /** A run that a schedule started, after its end; not for the same idempotencyKey as the former. */
  async function endedRun(machine: string, former?: StartedRun): Promise<StartedRun> {
    await eventually(() => jobsOf(ORDERS).length > (former ? 1 : 0));
    let found: StartedRun | undefined;
    await eventually(async () => {
      const all = await startedRuns(harness, machine);
      found = all.find((run) => isScheduled(run) && run.status !== 'RUNNING' && run.input.IdempotencyKey !== former?.input.IdempotencyKey);
      return found !== undefined;
    });
    return found!;
  }

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  test('of one minute starts a job, and none at the deployment', () => {
    expect(atDeploy.map(({ input }) => (JSON.parse(input.Request) as { ResourceArn: string }).ResourceArn)).toEqual([AT_ONCE]);
    const [job] = jobsOf(ORDERS).filter(({ BackupJobId }) => BackupJobId === jobIds[0]);
    expect(job).toMatchObject({ State: 'COMPLETED', input: { RecoveryPointTags: { note: 'every "minute"' } } });
  });

  test('tells the machine which schedule, and what time it was for', () => {
    expect(runs[0].input.IdempotencyKey).toMatch(/^arn:aws:scheduler:us-east-1:000000000000:schedule\/default\/\S+ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('that delivers the same time twice makes one backup, and both runs succeed', () => {
    const [first, again] = runs;
    expect(jobIds[1]).toBe(jobIds[0]);
    expect([first.status, again.status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(again.executionArn).not.toBe(first.executionArn);
    expect(again.input).toEqual(first.input);
  });

  test('makes another backup at another minute, and one for each', () => {
    expect([runs[2].status, jobIds[2]]).toEqual(['SUCCEEDED', expect.any(String)]);
    expect(jobIds[2]).not.toBe(jobIds[0]);
    const tokens = jobsOf(ORDERS).map(({ input }) => input?.IdempotencyToken);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  test('that is disabled makes none', () => {
    expect(jobsOf(PAUSED)).toEqual([]);
  });

  test('with immediate makes the first one during the deployment', () => {
    expect(jobsAtDeploy).toBe(1);
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
  return input.ResponseAddress === undefined;
}
