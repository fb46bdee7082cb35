import { checkStep } from '../../lambda/check-step';
import { InvalidDefinitionError, JobNotFoundError, NotYetPermittedError, RefusedError, TryAgainLaterError } from '../../lambda/errors';
import { finishStep } from '../../lambda/finish-step';
import { onCloudFormation } from '../../lambda/on-cloudformation';
import { notStartedId } from '../../lambda/physical-id';
import { startStep } from '../../lambda/start-step';
import { machineDefinition } from '../../src/private/machine-definition';
import type { JobRecord, MachineState } from '../../src/request/machine-state';
import { answerServer } from '../util/answer-server';
import { createEvent, JOB_ID, jobRecord, properties, REQUEST_ID, requestText, runningJob, updateEvent } from '../util/events';
import { FakeAws } from '../util/fake-aws';
import { captureLogs } from '../util/logs';
import { type Run, runMachine, type StepFunction } from '../util/run-machine';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

const lines = captureLogs();
const server = answerServer();
const START = Date.parse('2025-11-23T04:00:00.000Z');
let now = START;

beforeEach(() => {
  now = START;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});

type Step = 'Start' | 'Check' | 'Finish';

/** The function, as the machine calls it. `faults` are thrown in place of the step, one for each call. */
function functionOf(aws: FakeAws, faults: Partial<Record<Step, (Error | undefined)[]>> = {}): StepFunction {
  return async ({ Step, State }) => {
    const fault = faults[Step as Step]?.shift();
    if (fault) { throw fault; }
    switch (Step) {
      case 'Start': return startStep(State as MachineState, aws.client);
      case 'Check': return checkStep(State as MachineState, aws.client);
      case 'Finish': return finishStep(State as MachineState);
      default: throw new Error(`unknown step ${String(Step)}`);
    }
  };
}

/** From the request of CloudFormation to the end of the run that it starts. */
async function deploy(aws: FakeAws, faults: Parameters<typeof functionOf>[1] = {}, event = createEvent()): Promise<Run> {
  await onCloudFormation({ ...event, ResponseURL: server.url }, aws.onStartMachine(undefined).client);
  return run(aws, aws.machineCalls[0].input, faults);
}

async function run(aws: FakeAws, input: object, faults: Parameters<typeof functionOf>[1] = {}): Promise<Run> {
  return runMachine(machineDefinition('fn'), { input, invoke: functionOf(aws, faults), onWait: (seconds) => { now += seconds * 1000; } });
}

/** A job that takes so many seconds; `told` says its progress. */
function jobOf(duration: number, ended: Partial<JobRecord> = {}, told = false): FakeAws {
  const seconds = () => (now - START) / 1000;
  return new FakeAws().onStart(JOB_ID).onDescribe(() => seconds() >= duration
    ? jobRecord(ended)
    : runningJob({ PercentDone: told ? (100 * seconds() / duration).toFixed(1) : '' }));
}

function named(name: string): Error {
  return Object.assign(new Error('of the test'), { name });
}

/** The path without repetitions of waiting and checking. */
function shortPath({ path }: Run): string {
  return path.join(' > ').replace(/(Wait > Check > Done\? > )+/, 'Wait > Check > Done? > ');
}

const WHOLE_PATH = 'Start > Wait > Check > Done? > Finish > Succeeded? > ';

describe.each([['no', false], ['linear', true]])('with %s progress told', (_name, told) => {
  test.each([[1, 1, 5], [30, 3, 45], [600, 22, 660], [3300, 67, 3360]])(
    'a job of %i seconds is one start, at most %i checks, one answer, and over within %i seconds', async (duration, checks, most) => {
      const result = await deploy(jobOf(duration, {}, told));
      expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: 1, Finish: 1 } });
      expect(result.calls.Check).toBeLessThanOrEqual(checks);
      expect(result.seconds).toBeGreaterThanOrEqual(duration);
      expect(result.seconds).toBeLessThanOrEqual(most);
      expect(shortPath(result)).toBe(`${WHOLE_PATH}Succeeded`);
      expect(server.answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: JOB_ID }]);
    });
});

test.each(['FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'])('a job that ends %s fails the run and the deployment, with the reason', async (State) => {
  const result = await deploy(jobOf(100, { State, StatusMessage: 'disk on fire' }));
  expect(result).toMatchObject({ status: 'FAILED', error: 'BackupFailed', cause: expect.stringContaining('disk on fire') });
  expect(shortPath(result)).toBe(`${WHOLE_PATH}Failed`);
  expect(server.answers).toMatchObject([{ Status: 'FAILED', Reason: result.cause, PhysicalResourceId: JOB_ID }]);
});

test('a job longer than CloudFormation waits is answered in time, with the reason', async () => {
  const result = await deploy(jobOf(7200));
  expect(result).toMatchObject({ status: 'FAILED', seconds: 3420, cause: expect.stringContaining('still RUNNING') });
  expect(server.answers).toMatchObject([{ Status: 'FAILED', Reason: result.cause }]);
});

describe('a step that throws for good', () => {
  const ERRORS = [
    new TryAgainLaterError('busy'), new NotYetPermittedError('not spread'), new RefusedError('no'), new JobNotFoundError('which?'),
    new InvalidDefinitionError(['wrong']), new TypeError('x is undefined'), named('Error'), named('Lambda.ServiceException'),
    named('Lambda.TooManyRequestsException'), named('Lambda.Unknown'), named('Sandbox.Timedout'), named('States.Timeout'),
    named('States.TaskFailed'), named('Runtime.ExitError'),
  ];

  test.each(ERRORS)('in Start: the run reaches Finish, and one answer says why: %p', async (error) => {
    const result = await deploy(new FakeAws(), { Start: new Array(100).fill(error) });
    expect(shortPath(result)).toBe('Start > Finish > Succeeded? > Failed');
    expect(server.answers).toMatchObject([
      { Status: 'FAILED', Reason: expect.stringContaining(error.message), PhysicalResourceId: notStartedId(REQUEST_ID) },
    ]);
    expect(result).toMatchObject({ status: 'FAILED', cause: server.answers[0].Reason });
  });

  test.each(ERRORS)('in Check: the run reaches Finish, and one answer names the job: %p', async (error) => {
    const result = await deploy(jobOf(1), { Check: new Array(100).fill(error) });
    expect(shortPath(result)).toBe('Start > Wait > Check > Finish > Succeeded? > Failed');
    expect(server.answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining(JOB_ID), PhysicalResourceId: JOB_ID }]);
    expect(server.answers[0].Reason).toContain(error.message);
  });

  test.each(ERRORS)('in Finish, but not ten times: the answer goes out: %p', async (error) => {
    const result = await deploy(jobOf(1), { Finish: new Array(10).fill(error) });
    expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Finish: 11 } });
    expect(server.answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  test.each([
    [new TryAgainLaterError('busy'), 61],
    [new NotYetPermittedError('not spread'), 8],
    [named('Lambda.TooManyRequestsException'), 7],
    [new RefusedError('no'), 1],
  ])('is tried again only when that may help: %p', async (error, attempts) => {
    expect((await deploy(new FakeAws(), { Start: new Array(100).fill(error) })).calls).toEqual({ Start: attempts, Finish: 1 });
  });

  test('leaves time for the answer before CloudFormation gives up', async () => {
    const result = await deploy(new FakeAws(), { Start: new Array(100).fill(new TryAgainLaterError('busy')) });
    expect(result.seconds).toBeLessThan(3600);
  });
});

test.each<[string, Error[]]>([
  ['throttling', new Array<Error>(50).fill(new TryAgainLaterError('busy'))],
  ['a role that IAM spreads slowly', new Array<Error>(7).fill(new NotYetPermittedError('not spread'))],
  ['faults of Lambda', new Array<Error>(6).fill(named('Lambda.ServiceException'))],
  ['all of them in turn', [new TryAgainLaterError('busy'), new NotYetPermittedError('not spread'), named('Lambda.SdkClientException')]],
])('%s at the start does not fail the deployment', async (_what, faults) => {
  const result = await deploy(jobOf(1), { Start: [...faults] });
  expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: faults.length + 1 } });
  expect(server.answers).toMatchObject([{ Status: 'SUCCESS' }]);
});

test('a status call that is throttled for half an hour does not fail the deployment', async () => {
  const aws = new FakeAws().onStart(JOB_ID).onDescribe(() => now < START + 1800_000 ? new TryAgainLaterError('ThrottlingException') : jobRecord());
  const result = await deploy(aws);
  expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Start: 1, Finish: 1 } });
  expect(server.answers).toMatchObject([{ Status: 'SUCCESS' }]);
});

test('a start whose answer got lost is repeated with the same token', async () => {
  const aws = jobOf(30).onStart(new TryAgainLaterError('ECONNRESET'), JOB_ID);
  await deploy(aws);
  expect(aws.startCalls).toHaveLength(2);
  expect(aws.startCalls[0]).toEqual(aws.startCalls[1]);
});

test('an answer that CloudFormation did not take is sent again', async () => {
  server.behaviours = new Array(12).fill(500);
  const result = await deploy(jobOf(1));
  expect(result).toMatchObject({ status: 'SUCCEEDED', calls: { Finish: 3 } });
  expect(new Set(server.received.map(({ body }) => body)).size).toBe(1);
});

test('a malformed request is answered as a failure that names the problem, and nothing is started', async () => {
  const result = await deploy(new FakeAws(), {}, createEvent({ ResourceProperties: properties({ Request: '{"ResourceArn":' }) }));
  expect(result).toMatchObject({ status: 'FAILED', calls: { Start: 1, Finish: 1 } });
  expect(server.answers).toMatchObject([
    { Status: 'FAILED', Reason: expect.stringContaining('the request is not JSON'), PhysicalResourceId: notStartedId(REQUEST_ID) },
  ]);
});

test('all problems of a request reach CloudFormation', async () => {
  const Request = requestText({ BackupVaultName: '?', StartWindowMinutes: 5 });
  await deploy(new FakeAws(), {}, createEvent({ ResourceProperties: properties({ Request }) }));
  expect(server.answers[0].Reason).toMatch(/backupVault[^]*startWindow/);
});

test('an update of anything but the definition tells of the job that exists, and starts none', async () => {
  const aws = new FakeAws().onDescribe(jobRecord(), jobRecord());
  const result = await deploy(aws, {}, updateEvent({ ResourceProperties: properties({ ResourceType: 'EFS' }) }));
  expect(result).toMatchObject({ status: 'SUCCEEDED', seconds: 5 });
  expect(aws.startCalls).toEqual([]);
  expect(server.answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: JOB_ID, Data: { State: 'COMPLETED' } }]);
});

test('a run for nobody answers nobody, and tells its reason to the machine', async () => {
  const input = { Request: requestText(), Occasion: 'schedule', Deadline: new Date(START + 86_400_000).toISOString() };
  expect(await run(jobOf(7200), input)).toMatchObject({ status: 'SUCCEEDED' });
  now = START;
  expect(await run(jobOf(60, { State: 'FAILED', StatusMessage: 'no' }), input)).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('no') });
  expect(server.received).toEqual([]);
});

test('the logs of a run tell its story by the same job id', async () => {
  await deploy(jobOf(30));
  expect(lines.map(({ step }) => step)).toEqual([undefined, 'Start', 'Check', 'Check', 'Check', 'Finish']);
  expect(new Set(lines.slice(1).map(({ jobId }) => jobId))).toEqual(new Set([JOB_ID]));
});

describe('the interpreter of these tests', () => {
  const invoke: StepFunction = async ({ State }) => State;
  test.each<[string, object, string]>([
    ['a word of the machine', { StartAt: 'A', QueryLanguage: 'JSONata', States: {} }, 'QueryLanguage'],
    ['a missing state', { StartAt: 'A', States: {} }, 'no state A'],
    ['a type', { StartAt: 'A', States: { A: { Type: 'Map' } } }, 'Map'],
    ['a word of a state', { StartAt: 'A', States: { A: { Type: 'Succeed', OutputPath: '$' } } }, 'OutputPath'],
    ['a path', { StartAt: 'A', States: { A: { Type: 'Task', Parameters: { 'x.$': '$.y' } } } }, '$.y'],
    ['a wait without a number', { StartAt: 'A', States: { A: { Type: 'Wait', SecondsPath: '$.nothing' } } }, 'States.Runtime'],
    ['a part of a second', { StartAt: 'A', States: { A: { Type: 'Wait', SecondsPath: '$.half' } } }, 'States.Runtime'],
    ['an operator', { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Variable: '$.half', IsPresent: true, Next: 'A' }] } } }, 'IsPresent'],
    ['a text that is none', { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Variable: '$.half', StringEquals: 'x', Next: 'A' }] } } }, 'States.Runtime'],
    ['a loop', { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [], Default: 'A' } } }, 'does not end'],
  ])('does not pass over %s that it does not understand', async (_what, definition, text) => {
    await expect(runMachine(definition, { input: { half: 0.5 }, invoke })).rejects.toThrow(text);
  });
});
