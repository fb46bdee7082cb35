import { resolve } from 'node:path';
import { Harness } from './harness';
import { eventually } from './processes';
import { deliverAgain, type StartedRun, startedRuns } from './started-executions';
import type { ExecutionInput } from '../../src/request/execution/execution-state';
import { BackupStandIn, type JobRecord } from '../../stand-in';

const ROOT = resolve(__dirname, '..', '..');

/** Events that the AWS CLI puts on the buses of the local AWS. */
describe('an event', () => {
  const standIn = new BackupStandIn({
    accountId: '000000000000', quotas: false, defaultScript: { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 0 },
  });
  const jobsOf = (resource: string) => standIn.jobs.filter(({ ResourceArn }) => ResourceArn === resource);
  let harness: Harness;
  let outputs: Record<string, string>;
  let eventId: string;
  let runs: StartedRun[];
  let jobs: JobRecord[];

  beforeAll(async () => {
    harness = await Harness.start('event', { backupEndpoint: await standIn.start(), waitScale: 0.01 });
    outputs = await harness.deploy('event');
    await putEvent({ DetailType: 'Something else' });
    eventId = await putEvent({});
    await eventually(() => standIn.jobs.length > 0);
    runs = await ended();
    jobs = [...standIn.jobs];
  });

  beforeEach(ended);

  afterAll(async () => {
    await harness?.stop();
    await standIn.stop();
  });

  async function putEvent(entry: object): Promise<string> {
    const entries = [{ Source: 'shop.release', DetailType: 'Release planned', Detail: '{"note":"a \\"quoted\\" text"}', ...entry }];
    const { Entries } = await harness.awsCli<{ Entries: { EventId: string }[] }>('events', 'put-events', '--entries', JSON.stringify(entries));
    return Entries[0].EventId;
  }

  /** All runs, once none is going on. */
  async function ended(): Promise<StartedRun[]> {
    let all: StartedRun[] = [];
    await eventually(async () => {
      all = await startedRuns(harness, outputs.StateMachine);
      return all.every(({ status }) => status !== 'RUNNING');
    });
    return all;
  }

  test('starts exactly one job, and one that does not match or meets a disabled rule starts none', () => {
    expect(runs).toHaveLength(1);
    expect(jobs).toEqual([expect.objectContaining({ ResourceArn: outputs.OrdersArn, BackupVaultName: outputs.FirstVault, State: 'COMPLETED' })]);
  });

  test('arrives as JSON within JSON: quotes, ARNs and the id of the event', () => {
    const [first] = runs;
    expect(first.status).toBe('SUCCEEDED');
    expect(first.input.IdempotencyKey).toMatch(new RegExp(`^event ${eventId} for \\w+$`));
    expect(JSON.parse(first.input.Request)).toEqual({
      BackupVaultName: outputs.FirstVault,
      ResourceArn: outputs.OrdersArn,
      IamRoleArn: expect.stringMatching(/^arn:aws:iam::000000000000:role\//),
      RecoveryPointTags: { note: 'before "the" release' },
    });
    expect(jobs[0].input).toMatchObject({ RecoveryPointTags: { note: 'before "the" release' } });
  });

  test('that is delivered twice makes one backup, and both runs succeed', async () => {
    const before = jobsOf(outputs.OrdersArn).length;
    expect(await deliverAgain(harness, outputs.StateMachine, runs[0])).toMatchObject({ status: 'SUCCEEDED', input: runs[0].input });
    expect(jobsOf(outputs.OrdersArn)).toHaveLength(before);
  });

  test('makes a backup for each target of a rule, also when both are of one resource', async () => {
    const before = jobsOf(outputs.OrdersArn).length;
    await putEvent({ EventBusName: outputs.Bus });
    await eventually(() => jobsOf(outputs.OrdersArn).length >= before + 2);
    await ended();
    const made = jobsOf(outputs.OrdersArn).slice(before).map(({ BackupVaultName }) => BackupVaultName);
    expect(made.sort()).toEqual([outputs.FirstVault, outputs.SecondVaultName].sort());
  });

  test('makes another backup when it is another event', async () => {
    const before = jobsOf(outputs.OrdersArn).length;
    await putEvent({});
    await eventually(() => jobsOf(outputs.OrdersArn).length > before);
    await ended();
    expect(jobsOf(outputs.OrdersArn)).toHaveLength(before + 1);
  });

  test('examples/on-event.ts: an event of your own backs up the table, and the rule of the alarm has both backups', async () => {
    const { exitCode, output } = await harness.cdkIn(ROOT, 'examples/on-event.ts').deploy();
    expect([exitCode, output]).toEqual([0, expect.anything()]);
    const resources = await harness.resources('OnEvent');
    const idOf = (construct: string) => resources.find(({ LogicalResourceId }) => LogicalResourceId.replace(/[0-9A-F]{8}$/, '') === construct)!.PhysicalResourceId;
    const table = `arn:aws:dynamodb:us-east-1:000000000000:table/${idOf('Orders')}`;
    const bucket = `arn:aws:s3:::${idOf('Invoices')}`;
    await putEvent({});
    expect(await eventually(() => jobsOf(table).length === 1)).toBe(true);
    expect(jobsOf(bucket)).toEqual([]);
    // The local AWS sends no event of an alarm, and takes none of a service from others
    type Rule = { Targets: { InputTransformer?: { InputTemplate: string } }[] };
    const { Targets } = await harness.awsCli<Rule>('events', 'list-targets-by-rule', '--rule', idOf('OnManyWrites'));
    const inputs = Targets.flatMap(({ InputTransformer }) => InputTransformer ? [JSON.parse(InputTransformer.InputTemplate) as ExecutionInput] : []);
    expect(inputs.map(({ Request }) => (JSON.parse(Request) as { ResourceArn: string }).ResourceArn)).toEqual([table, bucket]);
  });
});
