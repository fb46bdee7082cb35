import { recordFor } from './cloudformation/fixture';
import { InvalidBackupError, NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../lambda/aws/errors';
import { handler } from '../../lambda/backup.lambda';
import { recordedTrigger, recordOf } from '../../lambda/history/record-of';
import type { JobRecord, ExecutionState } from '../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import { readRecord } from '../../src/request/history/read-record';
import { writeRecord } from '../../src/request/history/write-record';
import { stateMachineDefinition } from '../../src/stack/state-machine-definition';
import { RECORD } from '../request/history/fixture';
import {
  createEvent, deleteEvent, executionState, FAILED_ID, JOB_ID, jobRecord, OTHER_JOB_ID, PHYSICAL_ID, properties, RECOVERY_POINT_ARN, REQUEST,
  requestJson, RESOURCE_ARN, runningJob, updateEvent, waitPolicy,
} from '../util/events';
import { FakeAws } from '../util/fake-aws';
import { captureLogs } from '../util/logs';
import { responseServer } from '../util/response-server';
import { type Execution, runStateMachine, type StepFunction } from '../util/run-state-machine';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

/** The AWS of the current test; the handler creates its client once, when it is loaded. */
let mockAws: FakeAws;
type Call = (...input: unknown[]) => unknown;
jest.mock('../../lambda/aws/aws-client', () => ({
  AwsClient: class {
    constructor() {
      const get = (_client: object, name: string): Call => (...input) => (mockAws as unknown as Record<string, Call>)[name](...input);
      return new Proxy({}, { get });
    }
  },
}));

const lines = captureLogs();
const server = responseServer();
const START = Date.parse('2025-11-23T04:00:00.000Z');
/** When CloudFormation gives up. */
const HOUR = 3600;
const HISTORY = { History: '/cdk-on-demand-backup/orders/OrdersBackup' };
let now = START;

beforeEach(() => {
  now = START;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  jest.spyOn(Math, 'random').mockReturnValue(0.999);
});

type Step = 'Start' | 'Check' | 'Record' | 'Respond' | 'Finish';

/** The function, as the state machine calls it. `faults` are thrown in place of the step, one for each call. */
function functionOf(faults: Partial<Record<Step, (Error | undefined)[]>> = {}): StepFunction {
  return async ({ Step, State }) => {
    const fault = faults[Step as Step]?.shift();
    if (fault) { throw fault; }
    return handler({ Step: Step as Step, State: State as ExecutionState });
  };
}

/** From the request of CloudFormation to the end of the execution that it starts. */
async function deploy(aws: FakeAws, faults: Parameters<typeof functionOf>[0] = {}, event = createEvent()): Promise<Execution> {
  mockAws = aws.onStartExecution(undefined);
  await handler({ ...event, ResponseURL: server.url });
  return run(aws, aws.executionCalls.at(-1)?.input ?? {}, faults);
}

async function run(aws: FakeAws, input: object, faults: Parameters<typeof functionOf>[0] = {}): Promise<Execution> {
  mockAws = aws;
  return runStateMachine(stateMachineDefinition('fn'), { input, invoke: functionOf(faults), onWait: (seconds) => { now += seconds * 1000; } });
}

/** A deployment of a backup with this wait policy. */
function deployWith(how: Partial<WaitPolicy>, aws: FakeAws, faults: Parameters<typeof functionOf>[0] = {}): Promise<Execution> {
  return deploy(aws, faults, createEvent({ ResourceProperties: properties({ WaitPolicy: JSON.stringify(waitPolicy(how)) }) }));
}

/** A job that takes so many seconds, with or without linear progress. */
function jobOf(duration: number, ended: Partial<JobRecord> = {}, reportsProgress = false): FakeAws {
  const seconds = () => (now - START) / 1000;
  return new FakeAws().onStart(JOB_ID).onDescribe(() => seconds() >= duration
    ? jobRecord(ended)
    : runningJob({ PercentDone: reportsProgress ? (100 * seconds() / duration).toFixed(1) : '' }));
}

function named(name: string): Error {
  return Object.assign(new Error('of the test'), { name });
}

/** The path without repetitions of waiting and checking. */
function shortPath({ path }: Execution): string {
  return path.join(' > ').replace(/(Wait > Check > Next\? > )+/g, 'Wait > Check > Next? > ');
}

const WHOLE_PATH = 'Start > Next? > Wait > Check > Next? > Finish > Succeeded? > ';

describe.each([['no', false], ['linear', true]])('with %s reported progress', (_name, reportsProgress) => {
  test.each([[1, 4], [30, 6], [600, 25], [3300, 70]])('a job of %i seconds is one start, at most %i calls of the function, and one response in time', async (duration, most) => {
    const result = await deploy(jobOf(duration, {}, reportsProgress));
    expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: 1, Finish: 1 } });
    const withTheEvent = 1 + Object.values(result.calls).reduce((sum, calls) => sum + calls, 0);
    expect(withTheEvent).toBeLessThanOrEqual(most);
    expect(result.seconds).toBeGreaterThanOrEqual(duration);
    expect(result.seconds - duration).toBeLessThanOrEqual(Math.max(60, duration / 10));
    expect(shortPath(result)).toBe(`${WHOLE_PATH}Succeeded`);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID }]);
  });
});

test.each(['FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'])('a job that ends %s fails the execution and the deployment, with the reason', async (State) => {
  const result = await deploy(jobOf(100, { State, StatusMessage: 'disk on fire' }));
  expect(result).toMatchObject({ status: 'FAILED', error: 'BackupFailed', cause: expect.stringContaining('disk on fire') });
  expect(shortPath(result)).toBe(`${WHOLE_PATH}Failed`);
  expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: result.cause, PhysicalResourceId: FAILED_ID }]);
});

test('a job longer than CloudFormation waits gets its response in time, with the reason', async () => {
  const result = await deploy(jobOf(7200));
  expect(result).toMatchObject({ status: 'FAILED', seconds: 3420, cause: expect.stringContaining('still RUNNING') });
  expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: result.cause }]);
});

describe('a step that throws for good', () => {
  const ERRORS = [
    new TryAgainLaterError('busy'), new ThrottledError('slow down'), new NotYetPermittedError('not spread'), new RefusedError('no'),
    new NotFoundError('which?'), new InvalidBackupError(['wrong']), new TypeError('x is undefined'), named('Error'),
    named('Lambda.ServiceException'), named('Lambda.TooManyRequestsException'), named('Lambda.Unknown'), named('Sandbox.Timedout'),
    named('States.Timeout'), named('States.TaskFailed'), named('Runtime.ExitError'),
  ];

  test.each(ERRORS)('in Start: the execution reaches Finish, and one response says why: %p', async (error) => {
    const result = await deploy(new FakeAws(), { Start: new Array(100).fill(error) });
    expect(shortPath(result)).toBe('Start > Record failure > Next? > Finish > Succeeded? > Failed');
    expect(server.responses).toMatchObject([
      { Status: 'FAILED', Reason: expect.stringContaining(error.message), PhysicalResourceId: FAILED_ID },
    ]);
    expect(result).toMatchObject({ status: 'FAILED', cause: server.responses[0].Reason });
  });

  test.each(ERRORS)('in Check: the execution reaches Finish, and one response names the job: %p', async (error) => {
    const result = await deploy(jobOf(1), { Check: new Array(100).fill(error) });
    expect(shortPath(result)).toBe('Start > Next? > Wait > Check > Record failure > Next? > Finish > Succeeded? > Failed');
    expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining(JOB_ID), PhysicalResourceId: FAILED_ID }]);
    expect(server.responses[0].Reason).toContain(error.message);
  });

  test.each(ERRORS)('in Finish, but not ten times: the response goes out: %p', async (error) => {
    const result = await deploy(jobOf(1), { Finish: new Array(10).fill(error) });
    expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Finish: 11 } });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  test.each([
    [new TryAgainLaterError('busy'), 26],
    [new NotYetPermittedError('not spread'), 8],
    [named('Lambda.ServiceException'), 7],
    [named('Lambda.AWSLambdaException'), 7],
    [named('Lambda.SdkClientException'), 7],
    [named('Lambda.TooManyRequestsException'), 7],
    [named('Lambda.Unknown'), 7],
    [named('Sandbox.Timedout'), 7],
    [named('States.Timeout'), 7],
    [named('Lambda.ClientExecutionTimeoutException'), 7],
    [named('Lambda.ResourceConflictException'), 7],
    [named('Lambda.ResourceNotReadyException'), 7],
    [named('Runtime.ExitError'), 7],
    [named('Runtime.OutOfMemory'), 7],
    [named('Extension.Crash'), 7],
    [named('Lambda.ResourceNotFoundException'), 1],
    [named('Runtime.ImportModuleError'), 1],
    [named('Runtime.HandlerNotFound'), 1],
    [new RefusedError('no'), 1],
    [new NotFoundError('which?'), 1],
    [new InvalidBackupError(['wrong']), 1],
  ])('is tried again only when that may help: %p', async (error, attempts) => {
    const inStart = await deploy(new FakeAws(), { Start: new Array(100).fill(error) });
    expect(inStart.calls).toEqual({ Start: attempts, Record: 1, Finish: 1 });
    expect(inStart.seconds).toBeLessThan(HOUR);
    expect((await deploy(jobOf(1), { Check: new Array(100).fill(error) })).calls).toEqual({ Start: 1, Check: attempts, Record: 1, Finish: 1 });
  });

  test.each(ERRORS)('in Respond, but not ten times: the response goes out: %p', async (error) => {
    const result = await deployWith({ Accepted: true }, jobOf(1), { Respond: new Array(10).fill(error) });
    expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Respond: 11 } });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  test('in Respond for good: Finish responds instead', async () => {
    const result = await deployWith({ Accepted: true }, jobOf(1), { Respond: new Array(100).fill(named('Error')) });
    expect(shortPath(result)).toBe('Start > Next? > Respond > Record failure > Next? > Finish > Succeeded? > Failed');
    expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: result.cause, PhysicalResourceId: FAILED_ID }]);
  });
});

describe('the response for a late error comes before CloudFormation gives up', () => {
  const late = () => (now - START) / 1000 >= 3300;
  const ERRORS = [new TryAgainLaterError('busy'), new ThrottledError('slow down'), new NotYetPermittedError('denied'), new RefusedError('no')];

  test.each(ERRORS)('of the status call: %p', async (error) => {
    const result = await deploy(new FakeAws().onStart(JOB_ID).onDescribe(() => late() ? error : runningJob()));
    expect(result.status).toBe('FAILED');
    expect(result.seconds).toBeLessThan(HOUR);
    expect(server.responses).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: FAILED_ID }]);
  });

  test.each(ERRORS)('of the call that stops the job: %p', async (error) => {
    const aws = new FakeAws().onStart(JOB_ID).onDescribe(() => runningJob()).onStop(() => error);
    const result = await deployWith({ OnTimeout: 'STOP' }, aws);
    expect(result.seconds).toBeLessThan(HOUR);
    expect(server.responses).toMatchObject([{ Status: 'FAILED' }]);
  });

  test.each(ERRORS)('of a start that was throttled before: %p', async (error) => {
    const aws = new FakeAws().onStart(() => late() ? error : new ThrottledError('slow down'));
    const result = await deploy(aws);
    expect(result.seconds).toBeLessThan(HOUR);
    expect(server.responses).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: FAILED_ID }]);
  });
});

test.each<[string, Error[]]>([
  ['faults of the service', new Array<Error>(25).fill(new TryAgainLaterError('busy'))],
  ['a role that IAM propagates slowly', new Array<Error>(7).fill(new NotYetPermittedError('not spread'))],
  ['faults of Lambda', new Array<Error>(6).fill(named('Lambda.ServiceException'))],
  ['all of them', [new TryAgainLaterError('busy'), new NotYetPermittedError('not spread'), named('Lambda.SdkClientException')]],
])('%s at the start do not fail the deployment', async (_what, faults) => {
  const result = await deploy(jobOf(1), { Start: [...faults] });
  expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: faults.length + 1 } });
  expect(server.responses).toMatchObject([{ Status: 'SUCCESS' }]);
});

describe('a throttled start', () => {
  const startsAfter = (seconds: number) => jobOf(seconds + 30).onStart(() => now < START + seconds * 1000 ? new ThrottledError('slow down') : JOB_ID);

  test.each([[1, '1'], [120, '400'], [1800, '400'], [3300, '400']])('of %i seconds, of %s backups, does not fail the deployment', async (seconds, backups) => {
    process.env.BACKUPS = backups;
    const aws = startsAfter(seconds);
    const result = await deploy(aws);
    delete process.env.BACKUPS;
    expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: 1, Finish: 1 }, output: { Succeeded: true } });
    expect(new Set(aws.startCalls.map(({ IdempotencyToken }) => IdempotencyToken)).size).toBe(1);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID }]);
  });

  test.each<[WaitPolicy['OnTimeout'], boolean, string]>([
    [undefined, false, 'FAILED'], ['CONTINUE', false, 'FAILED'], ['STOP', false, 'FAILED'], ['HAND_ON', false, 'FAILED'], [undefined, true, 'SUCCESS'],
  ])('that never succeeds gets one response, at the timeout (%s, warn %s: %s)', async (OnTimeout, WarnOnFailure, Status) => {
    const result = await deployWith({ OnTimeout, WarnOnFailure, TimeoutSeconds: 600 }, startsAfter(7200));
    expect(result).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('still throttled after 10 minutes') });
    expect(result.seconds).toBeLessThan(610);
    expect(server.responses).toMatchObject([{ Status, PhysicalResourceId: Status === 'FAILED' ? FAILED_ID : PHYSICAL_ID }]);
  });
});

describe('a job that gave way to another one', () => {
  const gaveWay = (State: string) => jobRecord({ State, MessageCategory: 'CONCURRENT_JOB', RecoveryPointArn: '' });

  test.each(['EXPIRED', 'FAILED'])('(%s) is started again and gets one response', async (State) => {
    const other = { BackupJobId: OTHER_JOB_ID };
    const aws = new FakeAws().onStart(JOB_ID, OTHER_JOB_ID).onDescribe(gaveWay(State), runningJob(other), jobRecord(other));
    expect(await deploy(aws)).toMatchObject({ status: 'SUCCEEDED', calls: { Start: 1, Check: 3 } });
    expect(aws.startCalls[0].IdempotencyToken).not.toBe(aws.startCalls[1].IdempotencyToken);
    expect(aws.describeCalls).toEqual([JOB_ID, OTHER_JOB_ID, OTHER_JOB_ID]);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Data: { BackupJobId: OTHER_JOB_ID } }]);
  });

  test('again and again gets its response in time', async () => {
    const result = await deploy(new FakeAws().onStart(() => JOB_ID).onDescribe(() => gaveWay('EXPIRED')));
    expect(result).toMatchObject({ status: 'FAILED' });
    expect(result.seconds).toBeLessThan(HOUR);
    expect(server.responses).toMatchObject([{ Status: 'FAILED' }]);
  });
});

describe('a deployment that does not wait for the end', () => {
  test.each([['succeeds', {}, 'SUCCEEDED'], ['fails', { State: 'FAILED', StatusMessage: 'disk on fire' }, 'FAILED']])(
    'gets one response, when the job is accepted; the execution goes on until the job %s', async (_what, ended, status) => {
      const result = await deployWith({ Accepted: true }, jobOf(7200, ended));
      expect(shortPath(result)).toBe(`Start > Next? > Respond > Wait > Check > Next? > Finish > Succeeded? > ${status === 'FAILED' ? 'Failed' : 'Succeeded'}`);
      expect(result).toMatchObject({ status, calls: { Respond: 1 } });
      expect(result.seconds).toBeGreaterThanOrEqual(7200);
      expect(result.seconds).toBeLessThanOrEqual(7500);
      expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data: { BackupJobId: JOB_ID, RecoveryPointArn: '', Outcome: '' } }]);
    });

  test('gets its response at the timeout when it waits that long; the job goes on', async () => {
    const result = await deployWith({ OnTimeout: 'CONTINUE', TimeoutSeconds: 600 }, jobOf(7200, { State: 'FAILED' }));
    expect(shortPath(result)).toBe('Start > Next? > Wait > Check > Next? > Respond > Wait > Check > Next? > Finish > Succeeded? > Failed');
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Data: { BackupJobId: JOB_ID, State: 'RUNNING', Outcome: 'timedOut' } }]);
  });

  // The interpreter ends an execution at 25,000 events, as Step Functions does
  test.each<[string, Partial<WaitPolicy>]>([
    ['for its start only', { Accepted: true }], ['for an hour', { OnTimeout: 'CONTINUE' }], ['for its start, and would stop it', { Accepted: true, OnTimeout: 'STOP' }],
  ])('watches for 14 days, which is not too much for one execution, when it waited %s', async (_what, how) => {
    const days = 24 * 3600;
    const result = await deployWith(how, jobOf(Infinity));
    const cause = expect.stringContaining(`Backup job ${JOB_ID} of ${RESOURCE_ARN} was still RUNNING after 14 days, the longest that a job is watched. The job goes on: `);
    expect(result).toMatchObject({ status: 'FAILED', cause, seconds: 14 * days });
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', message: 'the watch ends before the job', jobId: JOB_ID, waitedSeconds: 14 * days }));
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(result.calls.Check).toBeLessThan(2700);
  });

  test('never waits longer than ten minutes, because a deleted state machine exists until its waits end', async () => {
    const waits: number[] = [];
    mockAws = jobOf(Infinity).onStartExecution(undefined);
    const ResourceProperties = properties({ WaitPolicy: JSON.stringify(waitPolicy({ Accepted: true })) });
    await handler({ ...createEvent({ ResourceProperties }), ResponseURL: server.url });
    await runStateMachine(stateMachineDefinition('fn'), {
      input: mockAws.executionCalls[0].input, invoke: functionOf(), onWait: (seconds) => { waits.push(seconds); now += seconds * 1000; },
    });
    expect(Math.max(...waits)).toBe(600);
  });

  test('does not wait for a followed job either, and does not fail for it', async () => {
    const before = properties({ ...HISTORY, WaitPolicy: JSON.stringify(waitPolicy({ Accepted: true })) });
    const event = updateEvent({ ResourceProperties: { ...before, ResourceType: 'EFS' }, OldResourceProperties: before });
    const accepted = writeRecord(recordFor(before, { outcome: '' }));
    const result = await deploy(new FakeAws().onHistory([accepted]).onGetParameter(() => accepted).onPutParameter(2).onDescribe(() => jobRecord({ State: 'FAILED' })), {}, event);
    expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: 1, Respond: 1, Check: 2, Finish: 1 } }); // the execution that it failed in was the alarm
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data: { Outcome: 'failed' } }]);
  });
});

describe('a chain', () => {
  test('of three waits for a job of two hours and a half: one job, a response for each', async () => {
    const aws = jobOf(9000);
    const paths: string[] = [];
    for (const OnTimeout of ['HAND_ON', 'HAND_ON', undefined] as const) {
      const ContinuedJobId = server.responses.at(-1)?.Data?.BackupJobId;
      const ResourceProperties = properties({ ContinuedJobId, WaitPolicy: JSON.stringify(waitPolicy({ OnTimeout })) });
      paths.push(shortPath(await deploy(aws, {}, createEvent({ ResourceProperties }))));
    }
    expect(aws.startCalls).toHaveLength(1);
    expect(new Set(aws.describeCalls)).toEqual(new Set([JOB_ID]));
    expect(server.responses.map(({ Status, Data }) => [Status, Data?.Outcome])).toEqual([['SUCCESS', 'timedOut'], ['SUCCESS', 'timedOut'], ['SUCCESS', 'succeeded']]);
    expect(paths).toEqual(new Array(3).fill(`${WHOLE_PATH}Succeeded`));
    expect(now - START).toBeLessThan(9060_000);
  });

  test('has nothing more to do when the job ended in the first: the second sees it at once', async () => {
    const ResourceProperties = properties({ ContinuedJobId: JOB_ID });
    const result = await deploy(new FakeAws().onDescribe(jobRecord(), jobRecord()), {}, createEvent({ ResourceProperties }));
    expect(result).toMatchObject({ status: 'SUCCEEDED', seconds: 0 });
  });
});

describe('the end of the time', () => {
  test.each<[WaitPolicy['OnTimeout'], 'SUCCESS' | 'FAILED', number]>([[undefined, 'FAILED', 0], ['STOP', 'FAILED', 1], ['HAND_ON', 'SUCCESS', 0]])(
    'with %s gets the response %s, after the timeout', async (OnTimeout, Status, stops) => {
      const aws = jobOf(7200).onStop(undefined);
      const result = await deployWith({ OnTimeout, TimeoutSeconds: 600 }, aws);
      expect(result.seconds).toBe(600);
      expect(aws.stopCalls).toHaveLength(stops);
      expect(server.responses).toMatchObject([{ Status }]);
    });
});

describe('the record of an execution', () => {
  const History = '/cdk-on-demand-backup/orders/OrdersBackup';
  const THROTTLED = new ThrottledError('PutParameter: ThrottlingException: Rate exceeded');
  /** Parameter Store, which throttles for so many seconds. */
  const recordingAfter = (seconds: number, aws: FakeAws) => aws
    .onPutParameter(() => now < START + seconds * 1000 ? THROTTLED : 1)
    .onGetParameter(() => new NotFoundError('which?'));
  const deployRecorded = (aws: FakeAws, how: Partial<WaitPolicy> = {}, faults: Parameters<typeof functionOf>[0] = {}) => {
    const ResourceProperties = properties({ History, WaitPolicy: JSON.stringify(waitPolicy(how)) });
    return deploy(aws, faults, createEvent({ ResourceProperties }));
  };
  const recorded = (aws: FakeAws) => aws.putCalls.map(({ name, value }) => [name.slice(History.length + 1), readRecord(value)?.outcome]);

  test('takes no step of its own, and comes before the response', async () => {
    const aws = recordingAfter(0, jobOf(30));
    const result = await deployRecorded(aws);
    expect(shortPath(result)).toBe(`${WHOLE_PATH}Succeeded`);
    expect(recorded(aws)).toEqual([['on-deploy', 'succeeded'], ['latest', 'succeeded']]);
  });

  test('is repeated in the state machine while Parameter Store throttles, until the response has to go out', async () => {
    const aws = recordingAfter(300, jobOf(30));
    const result = await deployRecorded(aws);
    expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: 1, Finish: 1 } });
    expect(result.path.join(' > ')).toMatch(/Next\? > Wait to record > Record > Next\? > Finish > Succeeded\? > Succeeded$/);
    expect(result.seconds).toBeGreaterThanOrEqual(300);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Reason: `Backup job ${JOB_ID}: completed` }]);
  });

  test.each<[WaitPolicy['OnTimeout'], 'SUCCESS' | 'FAILED']>([[undefined, 'FAILED'], ['STOP', 'FAILED'], ['CONTINUE', 'SUCCESS'], ['HAND_ON', 'SUCCESS']])(
    'that is throttled for ever, of a job that never ends (%s): the response %s comes in time, and says what is missing', async (OnTimeout, Status) => {
      await deployRecorded(recordingAfter(Infinity, jobOf(Infinity)).onStop(undefined), { OnTimeout });
      const [seconds] = server.received.map(({ at }) => (at - START) / 1000);
      expect(seconds).toBeGreaterThanOrEqual(3420);
      expect(seconds).toBeLessThan(3520);
      expect(server.received).toHaveLength(1);
      expect(server.responses).toMatchObject([{ Status, Reason: expect.stringContaining('lacks this execution: /cdk-on-demand-backup/orders/OrdersBackup/on-deploy: PutParameter') }]);
    });

  test.each([new TryAgainLaterError('busy'), new RefusedError('no'), new TypeError('x'), named('Lambda.TooManyRequestsException'), named('States.Timeout'), named('Sandbox.Timedout')])(
    'whose step fails for good fails nothing: %p', async (error) => {
      const always = () => ({ Record: new Array<Error>(100).fill(error) });
      const atTheEnd = await deployRecorded(recordingAfter(100, jobOf(30)), {}, always());
      expect(shortPath(atTheEnd)).toBe('Start > Next? > Wait > Check > Next? > Wait to record > Record > Not recorded > Finish > Succeeded? > Succeeded');
      expect(atTheEnd.seconds).toBeLessThan(120);
      now = START;
      const atTheStart = await deployRecorded(recordingAfter(15, jobOf(30)), { Accepted: true }, always());
      expect(shortPath(atTheStart)).toMatch(/^Start > Next\? > Wait to record > Record > Not recorded > Respond > Wait > Check > .*Finish > Succeeded\? > Succeeded$/);
      server.responses.forEach(({ Status, Reason }) => expect([Status, Reason]).toEqual(['SUCCESS', expect.stringContaining(`lacks this execution: ${error.message}`)]));
      expect(server.responses).toHaveLength(2);
    });

  test('of a step that failed is written, too, and the response is about that step', async () => {
    const aws = recordingAfter(0, new FakeAws());
    const result = await deployRecorded(aws, {}, { Start: [new RefusedError('no')] });
    expect(shortPath(result)).toBe('Start > Record failure > Next? > Finish > Succeeded? > Failed');
    expect(recorded(aws)).toEqual([['on-deploy', 'failed']]);
    now = START;
    await deployRecorded(recordingAfter(60, new FakeAws()), {}, { Start: [new RefusedError('no')] });
    now = START;
    const failing = await deployRecorded(recordingAfter(0, new FakeAws()), {}, { Start: [new RefusedError('no')], Record: new Array<Error>(10).fill(named('Error')) });
    expect(shortPath(failing)).toBe('Start > Record failure > Finish > Succeeded? > Failed');
    expect(server.responses.map(({ Status, Reason }) => [Status, Reason.includes('No backup job was started'), Reason.includes('lacks this execution')]))
      .toEqual([['FAILED', true, false], ['FAILED', true, false], ['FAILED', true, true]]);
  });

  test('of a job that is accepted is written before the response, and again at its end', async () => {
    const aws = recordingAfter(0, jobOf(7200));
    await deployRecorded(aws, { Accepted: true });
    expect(recorded(aws)).toEqual([['on-deploy', ''], ['on-deploy', 'succeeded'], ['latest', 'succeeded']]);
  });
});

describe('what warns only', () => {
  test.each<[string, FakeAws, Partial<WaitPolicy>]>([
    ['a job that failed', jobOf(60, { State: 'FAILED' }), {}],
    ['a job with issues that fail it', jobOf(60, { MessageCategory: 'VSS_ERROR' }), { FailOnIssues: true }],
    ['a start that is refused', new FakeAws().onStart(new RefusedError('no')), {}],
  ])('%s: the deployment goes on, the execution fails', async (_what, aws, how) => {
    expect(await deployWith({ WarnOnFailure: true, ...how }, aws)).toMatchObject({ status: 'FAILED', error: 'BackupFailed' });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS' }]);
  });
});

describe('a rollback', () => {
  const before = properties(HISTORY);
  const event = updateEvent({ ResourceProperties: before, OldResourceProperties: { ...before, Request: requestJson({ Index: 'DISABLED' }) } });
  const recorded = (outcome: string, aws: FakeAws) => aws.onStack('UPDATE_ROLLBACK_IN_PROGRESS').onHistory(() => [writeRecord(recordFor(before, { outcome }))]);

  test.each<[string, FakeAws, object]>([
    ['ended well', recorded('succeeded', new FakeAws()), { State: 'COMPLETED', Outcome: 'succeeded', RecoveryPointArn: RECOVERY_POINT_ARN }],
    ['failed', recorded('failed', new FakeAws()), { State: 'FAILED', Outcome: 'failed' }],
    ['ended well, which nobody saw', recorded('', new FakeAws().onDescribe(() => jobRecord())), { State: 'COMPLETED', Outcome: 'succeeded' }],
    ['goes on', recorded('', jobOf(7200)), { State: 'RUNNING', Outcome: '' }],
    ['failed since', recorded('', new FakeAws().onDescribe(() => jobRecord({ State: 'FAILED' }))), { State: 'FAILED', Outcome: 'failed' }],
    ['is forgotten', recorded('', new FakeAws().onDescribe(() => new NotFoundError('which?'))), { State: '', Outcome: '', RecoveryPointArn: RECOVERY_POINT_ARN }],
    ['cannot be polled', recorded('', new FakeAws().onDescribe(() => new RefusedError('no'))), { Outcome: 'failed' }],
  ])('starts no job and succeeds with the one that exists, which %s', async (_what, aws, Data) => {
    await deploy(aws, {}, event);
    expect([aws.startCalls, aws.putCalls]).toEqual([[], []]);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data: { BackupJobId: JOB_ID, ...Data } }]);
  });
});

describe('a request whose stack must be asked', () => {
  const THROTTLED = new ThrottledError('DescribeStacks: Throttling: Rate exceeded');
  const changed = updateEvent({ PhysicalResourceId: PHYSICAL_ID, ResourceProperties: properties({ Request: requestJson({ Index: 'DISABLED' }) }) });
  const last = deleteEvent({ PhysicalResourceId: PHYSICAL_ID, ResourceProperties: properties({ Trigger: 'ON_DELETE' }) });
  /** The answer of CloudFormation, which throttles for so many seconds. */
  const answersAfter = (seconds: number, status: string, aws = new FakeAws()) => aws.onStack(() => now < START + seconds * 1000 ? THROTTLED : status);

  test('waits in the state machine, and starts no job in a rollback', async () => {
    const aws = answersAfter(1200, 'UPDATE_ROLLBACK_IN_PROGRESS');
    const result = await deploy(aws, {}, changed);
    expect(shortPath(result)).toBe('Start > Next? > Wait > Check > Next? > Finish > Succeeded? > Succeeded');
    expect(result.seconds).toBeGreaterThanOrEqual(1200);
    expect(aws.startCalls).toEqual([]);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID }]);
  });

  test('ends without a job when there is nothing to do', async () => {
    const result = await deploy(answersAfter(0, 'ROLLBACK_IN_PROGRESS'), {}, last);
    expect(result).toMatchObject({ status: 'SUCCEEDED', seconds: 0, path: ['Start', 'Next?', 'Finish', 'Succeeded?', 'Succeeded'] });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data: { BackupJobId: '' } }]);
  });

  test('does not count the wait for the answer as time waited for the job', async () => {
    const WaitPolicy = JSON.stringify(waitPolicy({ TimeoutSeconds: 60 }));
    const event = { ...changed, ResourceProperties: { ...changed.ResourceProperties, WaitPolicy } };
    const endsAfter = (seconds: number) => answersAfter(600, 'UPDATE_IN_PROGRESS', new FakeAws().onStart(JOB_ID)
      .onDescribe(() => now >= START + seconds * 1000 ? jobRecord() : runningJob()));
    expect(await deploy(endsAfter(640), {}, event)).toMatchObject({ status: 'SUCCEEDED' });
    now = START;
    expect(await deploy(endsAfter(9000), {}, event)).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('still RUNNING after 1 minutes') });
  });

  test.each<[string, ReturnType<typeof deleteEvent>, number, 'SUCCESS' | 'FAILED']>([
    ['makes the final backup, in the time that is left', last, 1, 'SUCCESS'],
    ['deletes nothing', deleteEvent({ ResourceProperties: properties({ ...HISTORY, WaitPolicy: '{"Destroy":true}' }) }), 0, 'FAILED'],
  ])('that is never answered %s', async (_what, event, starts, Status) => {
    const aws = answersAfter(Infinity, '', new FakeAws().onStart(JOB_ID).onDescribe(() => jobRecord())).onHistory(() => [writeRecord(RECORD)]);
    const result = await deploy(aws, {}, event);
    expect(result.seconds).toBeGreaterThan(2000);
    expect(result.seconds).toBeLessThan(HOUR - 600);
    expect(aws.startCalls).toHaveLength(starts);
    expect(server.responses).toMatchObject([{ Status }]);
  });

  test('is not asked again by a start that is tried again', async () => {
    const aws = answersAfter(0, 'UPDATE_IN_PROGRESS', new FakeAws().onStart(new TryAgainLaterError('busy'), new NotYetPermittedError('denied'), JOB_ID).onDescribe(() => jobRecord()));
    expect(await deploy(aws, {}, changed)).toMatchObject({ status: 'SUCCEEDED' });
    expect([aws.stackCalls.length, aws.startCalls.length]).toEqual([1, 3]);
  });
});

describe('a removal', () => {
  const event = deleteEvent({
    PhysicalResourceId: PHYSICAL_ID, ResourceProperties: properties({ ...HISTORY, WaitPolicy: JSON.stringify(waitPolicy({ Destroy: true, TimeoutSeconds: 60, OnTimeout: 'HAND_ON' })) }),
  });
  const point = (Status: string) => ({ Status, StatusMessage: '', ResourceArn: RESOURCE_ARN, IamRoleArn: REQUEST.IamRoleArn, CreationDate: new Date(START) });
  /** A job that runs for so long, or until it is stopped, if it can be; the deletion of its recovery point takes a minute. */
  function removable(seconds: number, canStop: boolean): FakeAws {
    let endsAt = START + seconds * 1000;
    let goneAt = Infinity;
    const CreationDate = new Date(START).toISOString();
    const record = recordOf(executionState({ Job: { ...runningJob(), CreationDate } }), recordedTrigger(event.ResourceProperties, event));
    return new FakeAws()
      .onParameterNames(() => [`${HISTORY.History}/on-deploy`]).onHistory(() => [writeRecord({ ...record, recoveryPointArn: '' })])
      .onGetParameter(() => new NotFoundError('no parameter')).onDeleteParameter(() => undefined)
      .onDescribe(() => now >= endsAt ? jobRecord({ CreationDate, CompletionDate: new Date(now).toISOString() }) : runningJob())
      .onStop(() => {
        if (!canStop) { return new RefusedError('not this type'); }
        endsAt = now + 10_000;
        return undefined;
      })
      .onDescribePoint(() => now >= goneAt ? new NotFoundError('gone') : point(goneAt === Infinity ? 'COMPLETED' : 'DELETING'))
      .onDelete(() => { goneAt = now + 60_000; });
  }

  test.each<[string, FakeAws, number, number]>([
    ['ended', removable(0, true), 60, 95],
    ['goes on and is stopped', removable(3000, true), 70, 130],
    ['goes on and cannot be stopped, longer than its timeout', removable(1800, false), 1860, 1980],
  ])('of a job that %s gets one response, when the recovery point is gone', async (_what, aws, least, most) => {
    const result = await deploy(aws, {}, event);
    expect(result).toMatchObject({ status: 'SUCCEEDED' });
    expect(result.seconds).toBeGreaterThanOrEqual(least);
    expect(result.seconds).toBeLessThanOrEqual(most);
    expect(aws.startCalls).toEqual([]);
    expect(aws.deleteCalls).toEqual([['vault', RECOVERY_POINT_ARN]]);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID }]);
  });

  test.each<[string, FakeAws]>([
    ['that is never done', removable(0, true).onDescribePoint(() => point('DELETING'))],
    ['of a job that never ends', removable(7200, false)],
    ['that is throttled for ever', removable(0, true).onDescribePoint(() => new ThrottledError('slow down'))],
    ['that is denied', removable(0, true).onDescribePoint(() => new NotYetPermittedError('denied'))],
    ['that is refused', removable(0, true).onDelete(() => new RefusedError('locked'))],
    ['that AWS Backup cannot do', removable(0, true).onDescribePoint(() => point('EXPIRED'))],
  ])('%s fails in time, once', async (_what, aws) => {
    const result = await deploy(aws, {}, event);
    expect(result).toMatchObject({ status: 'FAILED' });
    expect(result.seconds).toBeLessThan(HOUR);
    expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: result.cause, PhysicalResourceId: PHYSICAL_ID }]);
  });
});

test('a status call that is throttled for half an hour does not fail the deployment', async () => {
  const aws = new FakeAws().onStart(JOB_ID).onDescribe(() => now < START + 1800_000 ? new TryAgainLaterError('ThrottlingException') : jobRecord());
  const result = await deploy(aws);
  expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: 1, Finish: 1 } });
  expect(server.responses).toMatchObject([{ Status: 'SUCCESS' }]);
});

test('a start whose response got lost is repeated with the same token', async () => {
  const aws = jobOf(30).onStart(new TryAgainLaterError('ECONNRESET'), JOB_ID);
  await deploy(aws);
  expect(aws.startCalls).toHaveLength(2);
  expect(aws.startCalls[0]).toEqual(aws.startCalls[1]);
});

test('a response that CloudFormation did not accept is sent again', async () => {
  server.behaviours = new Array(12).fill(500);
  const result = await deploy(jobOf(1));
  expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Finish: 3 } });
  expect(new Set(server.received.map(({ body }) => body)).size).toBe(1);
});

test('a malformed request gets a failure response that names the problem, and nothing is started', async () => {
  const result = await deploy(new FakeAws(), {}, createEvent({ ResourceProperties: properties({ Request: '{"ResourceArn":' }) }));
  expect(result).toMatchObject({ status: 'FAILED', calls: { Start: 1, Finish: 1 } });
  expect(server.responses).toMatchObject([
    { Status: 'FAILED', Reason: expect.stringContaining('the request is not JSON'), PhysicalResourceId: FAILED_ID },
  ]);
});

test('all problems of a request reach CloudFormation', async () => {
  const Request = requestJson({ BackupVaultName: '?', StartWindowMinutes: 5 });
  await deploy(new FakeAws(), {}, createEvent({ ResourceProperties: properties({ Request }) }));
  expect(server.responses[0].Reason).toMatch(/backupVault[^]*startWindow/);
});

test('an update of anything except the backup responds with the existing job, and starts none', async () => {
  const before = properties(HISTORY);
  const aws = new FakeAws().onHistory([writeRecord(recordFor(before))]);
  const result = await deploy(aws, {}, updateEvent({ ResourceProperties: { ...before, ResourceType: 'EFS' }, OldResourceProperties: before }));
  expect(result).toMatchObject({ status: 'SUCCEEDED', seconds: 0 });
  expect(aws.startCalls).toEqual([]);
  expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data: { State: 'COMPLETED' } }]);
});

test('an execution that nobody waits for sends no response, and gives its reason to the state machine', async () => {
  const input = { Request: requestJson(), WaitPolicy: waitPolicy(), IdempotencyKey: 'schedule', Deadline: new Date(START + 86_400_000).toISOString() };
  expect(await run(jobOf(7200), input)).toMatchObject({ status: 'SUCCEEDED' });
  now = START;
  expect(await run(jobOf(60, { State: 'FAILED', StatusMessage: 'no' }), input)).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('no') });
  expect(server.received).toEqual([]);
});

test('the logs of an execution tell its story by the same job id', async () => {
  await deploy(jobOf(30));
  expect(lines.map(({ step }) => step)).toEqual([undefined, 'Start', 'Check', 'Check', 'Check', 'Finish']);
  expect(new Set(lines.slice(1).map(({ jobId }) => jobId))).toEqual(new Set([JOB_ID]));
});

describe('the interpreter of these tests', () => {
  const invoke: StepFunction = async ({ State }) => State;
  test.each<[string, object, string]>([
    ['a word of the state machine', { StartAt: 'A', QueryLanguage: 'JSONata', States: {} }, 'QueryLanguage'],
    ['a missing state', { StartAt: 'A', States: {} }, 'state A does not exist'],
    ['a type', { StartAt: 'A', States: { A: { Type: 'Map' } } }, 'Map'],
    ['a word of a state', { StartAt: 'A', States: { A: { Type: 'Succeed', OutputPath: '$' } } }, 'OutputPath'],
    ['a path', { StartAt: 'A', States: { A: { Type: 'Task', Parameters: { 'x.$': '$.y' } } } }, '$.y'],
    ['a wait without a number', { StartAt: 'A', States: { A: { Type: 'Wait', SecondsPath: '$.nothing' } } }, 'States.Runtime'],
    ['a part of a second', { StartAt: 'A', States: { A: { Type: 'Wait', SecondsPath: '$.half' } } }, 'States.Runtime'],
    ['an operator', { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Variable: '$.half', IsNull: true, Next: 'A' }] } } }, 'IsNull'],
    ['a value that is not a string', { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Variable: '$.half', StringEquals: 'x', Next: 'A' }] } } }, 'States.Runtime'],
    ['a loop', { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [], Default: 'A' } } }, 'does not end'],
  ])('does not pass over %s that it does not understand', async (_what, definition, text) => {
    await expect(runStateMachine(definition, { input: { half: 0.5 }, invoke })).rejects.toThrow(text);
  });
});
