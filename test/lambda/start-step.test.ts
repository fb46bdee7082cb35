import { InvalidDefinitionError, JobNotFoundError, NotYetPermittedError, RefusedError, TryAgainLaterError } from '../../lambda/errors';
import { idempotencyToken } from '../../lambda/idempotency-token';
import { startStep } from '../../lambda/start-step';
import { answerAddress, FULL_REQUEST, JOB_ID, jobRecord, machineState, OTHER_JOB_ID, REQUEST, requestText, RESOURCE_ARN } from '../util/events';
import { FakeAws } from '../util/fake-aws';
import { captureLogs } from '../util/logs';

const lines = captureLogs();
const FAILURES = [new TryAgainLaterError('busy'), new NotYetPermittedError('not spread'), new RefusedError('no'), new Error('boom')];

describe('without a job', () => {
  test('starts one and knows its id and resource, and nothing else yet', async () => {
    const aws = new FakeAws().onStart(JOB_ID);
    const state = machineState({ Answer: answerAddress(), ResourceType: 'EFS' });
    const after = await startStep(state, aws.client);
    expect(after).toEqual({ ...state, Job: expect.any(Object), WaitedSeconds: 0, WaitSeconds: 5 });
    const nothing = Object.fromEntries(Object.keys(jobRecord()).map((member) => [member, '']));
    expect(after.Job).toEqual({ ...nothing, BackupJobId: JOB_ID, ResourceArn: RESOURCE_ARN });
    expect(lines).toEqual([{ level: 'info', message: 'job started', step: 'Start', jobId: JOB_ID, resourceArn: RESOURCE_ARN }]);
  });

  test.each([['the shortest', REQUEST], ['a long', { ...REQUEST, StartWindowMinutes: 60, CompleteWindowMinutes: 180, RecoveryPointTags: { a: 'b' }, Lifecycle: { DeleteAfterDays: 30 } }]])(
    'asks for what %s request says, with a token', async (_what, request) => {
      const aws = new FakeAws().onStart(JOB_ID);
      const state = machineState({ Request: JSON.stringify(request) });
      await startStep(state, aws.client);
      expect(aws.startCalls).toEqual([{ ...request, IdempotencyToken: idempotencyToken(state.Occasion, RESOURCE_ARN) }]);
    });

  test('the token is the same for the same occasion and another for the next', async () => {
    const aws = new FakeAws().onStart(JOB_ID, JOB_ID, JOB_ID, JOB_ID);
    await startStep(machineState({ Occasion: 'one' }), aws.client);
    await startStep(machineState({ Occasion: 'one', Deadline: '2030-01-01T00:00:00Z' }), aws.client);
    await startStep(machineState({ Occasion: 'two' }), aws.client);
    await startStep(machineState({ Occasion: 'one', Request: requestText({ ResourceArn: RESOURCE_ARN.replace('fs-0', 'fs-1') }) }), aws.client);
    const [first, again, next, elsewhere] = aws.startCalls.map(({ IdempotencyToken }) => IdempotencyToken);
    expect(again).toBe(first);
    expect(new Set([first, next, elsewhere]).size).toBe(3);
  });

  test('the token of the user wins', async () => {
    const aws = new FakeAws().onStart(JOB_ID);
    await startStep(machineState({ Request: requestText({ IdempotencyToken: FULL_REQUEST.IdempotencyToken }) }), aws.client);
    expect(aws.startCalls[0].IdempotencyToken).toBe('my-own-token');
  });

  test.each(FAILURES)('hands on what the start throws: %p', async (error) => {
    await expect(startStep(machineState(), new FakeAws().onStart(error).client)).rejects.toBe(error);
  });
});

describe('a request that is wrong', () => {
  /** What the step throws; no call to AWS is planned, so one would show. */
  async function messageOf(Request: string, more: object = {}): Promise<string> {
    const error: unknown = await startStep(machineState({ Request, ...more }), new FakeAws().client).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidDefinitionError);
    return (error as Error).message;
  }

  test.each([['{', 'not JSON'], ['[]', 'object'], ['null', 'object'], ['"text"', 'object'], ['', 'not JSON'], ['5', 'object']])('%s is told', async (Request, text) => {
    expect(await messageOf(Request)).toContain(text);
  });

  test('a missing request is told', async () => {
    expect(await messageOf(undefined as unknown as string)).toContain('not JSON');
  });

  test('one problem is one sentence', async () => {
    expect(await messageOf(requestText({ StartWindowMinutes: 5 }))).toMatch(/^`startWindow` is 5.*[^.]$/);
  });

  test('all problems are told at once, warnings are not among them', async () => {
    const message = await messageOf(requestText({ ...WARNED, BackupVaultName: '?', StartWindowMinutes: 5 }));
    expect(message.split('\n')).toEqual([expect.stringMatching(/^- .*backupVault/), expect.stringMatching(/^- .*startWindow/)]);
    expect(lines).toEqual([]);
  });

  test('the resource type that was told counts', async () => {
    expect(await messageOf(requestText(), { ResourceType: 'S3' })).toContain('`resourceType` is "S3"');
  });

  test('the stack being deployed counts', async () => {
    const Answer = answerAddress();
    expect(await messageOf(requestText({ ResourceArn: Answer.StackId }), { Answer })).toContain('the stack of this backup');
  });

  test('counts also when a job exists', async () => {
    expect(await messageOf('{', { ExistingJobId: JOB_ID })).toContain('not JSON');
  });
});

/** FSx knows no complete window: a warning, because AWS Backup takes the request. */
const WARNED = { ResourceArn: 'arn:aws:fsx:eu-west-1:111122223333:file-system/fs-0123456789abcdef0', StartWindowMinutes: 60, CompleteWindowMinutes: 180 };

test('a warning is logged, and the job is started', async () => {
  const aws = new FakeAws().onStart(JOB_ID);
  await startStep(machineState({ Request: requestText(WARNED) }), aws.client);
  expect(aws.startCalls).toHaveLength(1);
  expect(lines).toMatchObject([
    { level: 'warn', message: expect.stringContaining('completionWindow'), step: 'Start', resourceArn: WARNED.ResourceArn },
    { level: 'info', message: 'job started' },
  ]);
});

describe('with a job that exists', () => {
  test.each([['goes on', jobRecord({ State: 'RUNNING' })], ['ended', jobRecord()]])('takes it up when it %s, and starts none', async (_what, Job) => {
    const aws = new FakeAws().onDescribe(Job);
    const state = machineState({ ExistingJobId: JOB_ID });
    expect(await startStep(state, aws.client)).toEqual({ ...state, Job, WaitedSeconds: 0, WaitSeconds: 5 });
    expect(aws.describeCalls).toEqual([JOB_ID]);
    expect(aws.startCalls).toEqual([]);
  });

  test('starts another when AWS Backup no longer knows it, and says so', async () => {
    const aws = new FakeAws().onDescribe(new JobNotFoundError('gone')).onStart(OTHER_JOB_ID);
    const { Job } = await startStep(machineState({ ExistingJobId: JOB_ID }), aws.client);
    expect(Job?.BackupJobId).toBe(OTHER_JOB_ID);
    expect(lines).toMatchObject([{ level: 'warn', jobId: JOB_ID }, { level: 'info', jobId: OTHER_JOB_ID }]);
  });

  test.each(FAILURES)('hands on what the question throws, and starts none: %p', async (error) => {
    const aws = new FakeAws().onDescribe(error);
    await expect(startStep(machineState({ ExistingJobId: JOB_ID }), aws.client)).rejects.toBe(error);
    expect(aws.startCalls).toEqual([]);
  });
});
