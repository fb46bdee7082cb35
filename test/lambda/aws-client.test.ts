import { setImmediate as nextTurn } from 'node:timers/promises';
import { AwsClient } from '../../lambda/aws-client';
import { JobNotFoundError, NotYetPermittedError, RefusedError, TryAgainLaterError } from '../../lambda/errors';
import type { MachineInput } from '../../src/request/machine-state';
import { BackupStandIn, type FaultSpec } from '../../stand-in';
import { FULL_REQUEST, JOB_ID, MACHINE_ARN, machineState, REQUEST, REQUEST_ID, RESOURCE_ARN } from '../util/events';
import { FakeStates } from '../util/fake-states';
import { recogniseNodeErrors } from '../util/node-errors';

recogniseNodeErrors();

/** The real SDK, over HTTP, against an imitation of AWS Backup and one of Step Functions. */
const standIn = new BackupStandIn({ clock: { manual: true }, quotas: false });
const states = new FakeStates();
const WITH_TOKEN = { ...REQUEST, IdempotencyToken: 'token' };
let aws: AwsClient;

beforeAll(async () => {
  await states.open();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_BACKUP: await standIn.start(),
    AWS_ENDPOINT_URL_SFN: states.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
});
beforeEach(() => {
  standIn.reset();
  states.reset();
  aws = new AwsClient();
});
afterAll(() => Promise.all([standIn.stop(), states.close()]));

type ErrorClass = new (message: string) => Error;

async function failureOf(call: Promise<unknown>): Promise<Error> {
  const error: unknown = await call.then(() => 'no error', (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}

/** What both operations of AWS Backup may answer, beside errors of their own. */
const BOTH: [string, FaultSpec, ErrorClass, number][] = [
  ['InvalidParameterValueException', { kind: 'error', error: 'InvalidParameterValueException' }, RefusedError, 1],
  ['MissingParameterValueException', { kind: 'error', error: 'MissingParameterValueException' }, RefusedError, 1],
  ['ServiceUnavailableException', { kind: 'error', error: 'ServiceUnavailableException' }, TryAgainLaterError, 3],
  ['AccessDeniedException', { kind: 'error', error: 'AccessDeniedException' }, NotYetPermittedError, 1],
  ['UnrecognizedClientException', { kind: 'error', error: 'UnrecognizedClientException' }, NotYetPermittedError, 1],
  ['OptInRequired', { kind: 'error', error: 'OptInRequired' }, RefusedError, 1],
  ['ThrottlingException', { kind: 'throttle' }, TryAgainLaterError, 3],
  ['InternalFailure', { kind: 'error', error: 'InternalFailure' }, TryAgainLaterError, 3],
  ['RequestTimeoutException', { kind: 'error', error: 'RequestTimeoutException' }, TryAgainLaterError, 3],
  ['a reset', { kind: 'reset' }, TryAgainLaterError, 3],
  ['a 502 in HTML', { kind: 'http', status: 502 }, TryAgainLaterError, 3],
  ['a 429 in HTML', { kind: 'http', status: 429 }, TryAgainLaterError, 3],
  ['a body that is no JSON', { kind: 'malformed', body: 'invalid-json' }, TryAgainLaterError, 1],
  ['an empty body', { kind: 'malformed', body: 'empty' }, TryAgainLaterError, 1],
];

describe('startBackupJob', () => {
  test('sends all eleven members as they were given, and no other', async () => {
    standIn.faults.add({ kind: 'http', status: 200, body: `{"BackupJobId":"${JOB_ID}"}`, contentType: 'application/json' });
    await expect(aws.startBackupJob(FULL_REQUEST)).resolves.toBe(JOB_ID);
    const [{ method, path, query, body, headers }] = standIn.requests;
    expect({ method, path, query }).toEqual({ method: 'PUT', path: '/backup-jobs', query: {} });
    expect(JSON.parse(body)).toStrictEqual(FULL_REQUEST);
    expect(Object.keys(JSON.parse(body) as object)).toHaveLength(11);
    expect(headers['user-agent']).toContain('cdk-on-demand-backup');
  });

  test('sends nothing that was not given', async () => {
    await aws.startBackupJob(WITH_TOKEN);
    expect(JSON.parse(standIn.requests[0].body)).toStrictEqual(WITH_TOKEN);
  });

  test('gives the id of the job, the same for a repeated token', async () => {
    const id = await aws.startBackupJob(WITH_TOKEN);
    await expect(aws.startBackupJob(WITH_TOKEN)).resolves.toBe(id);
    expect(standIn.jobs.map(({ BackupJobId }) => BackupJobId)).toEqual([id]);
  });

  test('starts one job when the answer got lost', async () => {
    standIn.faults.add({ kind: 'reset', when: 'after', times: 1 });
    await aws.startBackupJob(WITH_TOKEN);
    expect(standIn.requests).toHaveLength(2);
    expect(standIn.jobs).toHaveLength(1);
  });

  test.each<[string, FaultSpec, ErrorClass, number]>([
    ...BOTH,
    ['InvalidRequestException', { kind: 'error', error: 'InvalidRequestException' }, RefusedError, 1],
    ['LimitExceededException', { kind: 'error', error: 'LimitExceededException' }, RefusedError, 3],
    ['ResourceNotFoundException', { kind: 'error', error: 'ResourceNotFoundException' }, RefusedError, 1],
    ['a role that IAM has not spread', { kind: 'error', error: 'InvalidParameterValueException', message: 'IAM Role x cannot be assumed by AWS Backup' }, NotYetPermittedError, 1],
    ['an answer without an id', { kind: 'missing', members: ['BackupJobId'] }, TryAgainLaterError, 1],
  ])('%s', async (_name, fault, ErrorClass, attempts) => {
    standIn.faults.add(fault);
    const error = await failureOf(aws.startBackupJob(WITH_TOKEN));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^StartBackupJob: \w+: ./);
    expect(standIn.requests).toHaveLength(attempts);
  });

  test('tells what the service said', async () => {
    standIn.faults.add({ kind: 'error', error: 'InvalidRequestException', message: 'the moon is full' });
    const { message } = await failureOf(aws.startBackupJob(WITH_TOKEN));
    expect(message).toBe('StartBackupJob: InvalidRequestException: the moon is full');
  });
});

describe('describeBackupJob', () => {
  let id: string;
  beforeEach(async () => {
    standIn.script(RESOURCE_ARN, { createdSeconds: 10, pendingSeconds: 0, runningSeconds: 100, messageCategory: 'SUCCESS', backupSizeInBytes: 2 ** 40 });
    id = await aws.startBackupJob(WITH_TOKEN);
  });

  test('asks for the job and tells of it in plain texts', async () => {
    standIn.advance(60);
    await expect(aws.describeBackupJob(id)).resolves.toMatchObject({ BackupJobId: id, State: 'RUNNING', PercentDone: '50.0', CompletionDate: '' });
    standIn.advance(60);
    const job = await aws.describeBackupJob(id);
    expect(job).toMatchObject({
      BackupJobId: id,
      State: 'COMPLETED',
      MessageCategory: 'SUCCESS',
      ResourceArn: RESOURCE_ARN,
      ResourceType: 'EFS',
      BackupSizeInBytes: '1099511627776',
      RecoveryPointArn: expect.stringMatching(/^arn:aws:backup:.*:recovery-point:/),
      CompletionDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(Object.values(job).filter((value) => typeof value !== 'string')).toEqual([]);
    expect(standIn.requests.at(-1)).toMatchObject({ method: 'GET', path: `/backup-jobs/${id}`, body: '' });
  });

  test('keeps the id it was asked for when the answer lacks it', async () => {
    standIn.faults.add({ kind: 'missing', members: ['BackupJobId'] });
    await expect(aws.describeBackupJob(id)).resolves.toMatchObject({ BackupJobId: id });
  });

  test.each<[string, FaultSpec, ErrorClass, number]>([
    ...BOTH,
    ['ResourceNotFoundException', { kind: 'error', error: 'ResourceNotFoundException' }, JobNotFoundError, 1],
    ['DependencyFailureException', { kind: 'error', error: 'DependencyFailureException' }, TryAgainLaterError, 3],
    ['an answer without a state', { kind: 'missing', members: ['State'] }, TryAgainLaterError, 1],
  ])('%s', async (_name, fault, ErrorClass, attempts) => {
    standIn.faults.add({ ...fault, operation: 'DescribeBackupJob' });
    const error = await failureOf(aws.describeBackupJob(id));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^DescribeBackupJob: \w+: ./);
    expect(standIn.requests.filter(({ operation }) => operation === 'DescribeBackupJob')).toHaveLength(attempts);
  });

  test('a job that nobody started is not found', async () => {
    await expect(aws.describeBackupJob(JOB_ID)).rejects.toBeInstanceOf(JobNotFoundError);
  });
});

describe('startMachine', () => {
  const INPUT: MachineInput = machineState({ ExistingJobId: undefined });
  const start = () => aws.startMachine(MACHINE_ARN, REQUEST_ID, INPUT);

  test('starts a run of this name, with the input as JSON', async () => {
    await start();
    expect(states.received).toEqual([{
      target: 'AWSStepFunctions.StartExecution',
      input: { stateMachineArn: MACHINE_ARN, name: REQUEST_ID, input: JSON.stringify(INPUT) },
    }]);
  });

  test('a run of this name is the same occasion: nothing to do', async () => {
    states.answer = [400, 'ExecutionAlreadyExists'];
    await expect(start()).resolves.toBeUndefined();
    expect(states.received).toHaveLength(1);
  });

  test.each<[string, number, string, ErrorClass, number]>([
    ['AccessDeniedException', 400, 'AccessDeniedException', NotYetPermittedError, 1],
    ['StateMachineDoesNotExist', 400, 'StateMachineDoesNotExist', RefusedError, 1],
    ['InvalidName', 400, 'InvalidName', RefusedError, 1],
    ['InvalidExecutionInput', 400, 'InvalidExecutionInput', RefusedError, 1],
    ['ExecutionLimitExceeded', 400, 'ExecutionLimitExceeded', RefusedError, 1],
    ['ThrottlingException', 400, 'ThrottlingException', TryAgainLaterError, 3],
    ['an InternalFailure', 500, 'InternalFailure', TryAgainLaterError, 3],
  ])('%s', async (_name, status, type, ErrorClass, attempts) => {
    states.answer = [status, type];
    const error = await failureOf(start());
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toBe(`StartExecution: ${type}: said by the test`);
    expect(states.received).toHaveLength(attempts);
  });
});

test.each<[string, () => Promise<unknown>, number]>([
  ['AWS Backup', () => aws.startBackupJob(WITH_TOKEN), 45],
  ['Step Functions', () => aws.startMachine(MACHINE_ARN, REQUEST_ID, machineState()), 15],
])('a silent %s is given up well within the three minutes of the function', async (_service, send, seconds) => {
  process.env.AWS_ENDPOINT_URL_BACKUP = states.endpoint;
  states.answer = 'silent';
  // The limits and pauses of the SDK pass as fast as the calls arrive; the connections are real
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime'] });
  try {
    const start = Date.now();
    const failure = failureOf(send());
    for (let attempt = 1; attempt <= 3; attempt++) {
      while (states.received.length < attempt && Date.now() - start < 180_000) {
        await nextTurn();
        jest.advanceTimersByTime(10);
      }
      jest.advanceTimersByTime(seconds * 1000 / 3);
    }
    expect(await failure).toBeInstanceOf(TryAgainLaterError);
    expect((Date.now() - start) / 1000).toBeLessThan(seconds + 30);
  } finally {
    jest.useRealTimers();
    process.env.AWS_ENDPOINT_URL_BACKUP = standIn.endpoint;
  }
});
