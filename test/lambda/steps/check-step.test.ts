import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { idempotencyToken } from '../../../lambda/job/idempotency-token';
import { checkStep } from '../../../lambda/steps/check-step';
import type { ExecutionState, Outcome } from '../../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import { responseAddress, waitPolicy, JOB_ID, jobRecord, executionState, OTHER_JOB_ID, requestJson, RESOURCE_ARN, runningJob, startedJob } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const BEFORE = startedJob();
const DAYS_14 = 14 * 24 * 3600;
const NOW = Date.now();
beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });

/** An execution for which CloudFormation waits. */
function waiting(waited: number, wait: number, deadlineIn = 3000, how: Partial<WaitPolicy> = {}, more: Partial<ExecutionState> = {}): ExecutionState {
  const Deadline = new Date(Date.now() + deadlineIn * 1000).toISOString();
  return executionState({
    Job: BEFORE, WaitedSeconds: waited, WaitSeconds: wait, Deadline, WaitPolicy: waitPolicy(how), ResponseAddress: responseAddress(), ...more,
  });
}

/** An execution for which nobody waits, or nobody waits any longer. */
const watching = (waited: number, wait: number, how: Partial<WaitPolicy> = {}) => waiting(waited, wait, -1, how, { ResponseAddress: undefined });

test.each<[string, Outcome]>([
  ['COMPLETED', 'succeeded'], ['FAILED', 'failed'], ['EXPIRED', 'expired'], ['ABORTED', 'aborted'],
])('a job that is %s ends the wait', async (State, Outcome) => {
  for (const state of [waiting(60, 15), watching(60, 15)]) {
    lines.length = 0;
    const aws = new FakeAws().onDescribe(jobRecord({ State }));
    expect(await checkStep(state, aws.client)).toEqual({ ...state, Job: jobRecord({ State }), Outcome, Next: 'FINISH', WaitedSeconds: 75 });
    expect(aws.describeCalls).toEqual([JOB_ID]);
    expect(lines).toEqual([
      { level: 'info', message: Outcome, step: 'Check', jobId: JOB_ID, resourceArn: RESOURCE_ARN, state: State, percentDone: '100.0' },
    ]);
  }
});

test('a job that is COMPLETED with issues says so', async () => {
  const Job = jobRecord({ MessageCategory: 'VSS_ERROR' });
  expect(await checkStep(waiting(60, 15), new FakeAws().onDescribe(Job).client)).toMatchObject({ Next: 'FINISH', Outcome: 'succeededWithIssues' });
});

test.each(['CREATED', 'PENDING', 'RUNNING', 'ABORTING', 'NEW_STATE'])('a job that is %s does not', async (State) => {
  const Job = runningJob({ State });
  const state = waiting(240, 60);
  expect(await checkStep(state, new FakeAws().onDescribe(Job).client)).toEqual({ ...state, Job, Next: 'WAIT', WaitedSeconds: 300, WaitSeconds: 60 });
  expect(lines).toMatchObject([{ level: 'info', message: 'not finished yet', state: State }]);
});

test.each([
  ['at first', undefined, undefined, '', 0, 5, 5],
  ['after five seconds', 0, 5, '', 5, 10, 10],
  ['after a minute', 45, 15, '', 60, 15, 15],
  ['after an hour', 3300, 60, '', 3360, 60, 600],
  ['when the job reports its progress', 540, 60, '95.0', 600, 32, 150],
  ['when the job reports an odd progress', 540, 60, '95 %', 600, 60, 150],
])('counts the waits and plans the next one %s', async (_when, waited, wait, PercentDone, WaitedSeconds, WaitSeconds, watched) => {
  const job = runningJob({ PercentDone });
  const times = { WaitedSeconds: waited, WaitSeconds: wait };
  expect(await checkStep({ ...waiting(0, 0), ...times }, new FakeAws().onDescribe(job).client)).toMatchObject({ WaitedSeconds, WaitSeconds });
  const unawaited = await checkStep({ ...watching(0, 0), ...times }, new FakeAws().onDescribe(job).client);
  expect(unawaited).toMatchObject({ WaitedSeconds, WaitSeconds: watched });
});

test('the progress of a followed job is not about the waits of this execution', async () => {
  const state = { ...waiting(540, 60), ExistingJob: { BackupJobId: JOB_ID } };
  expect(await checkStep(state, new FakeAws().onDescribe(runningJob({ PercentDone: '95.0' })).client)).toMatchObject({ WaitSeconds: 60 });
});

describe.each([
  ['clock', (left: number, how: Partial<WaitPolicy> = {}) => waiting(3240, 60, left + 0.5, how)],
  ['timeout', (left: number, how: Partial<WaitPolicy> = {}) => waiting(540, 60, 3000, { TimeoutSeconds: 600 + left, ...how })],
])('the end of the time, by the %s,', (_by, ending) => {
  test('is never waited past', async () => {
    expect(await checkStep(ending(20), new FakeAws().onDescribe(runningJob()).client)).toMatchObject({ Next: 'WAIT', WaitSeconds: 20 });
  });

  test.each<[string, number, WaitPolicy['OnTimeout'], string]>([
    ['fails', 0, undefined, 'FINISH'],
    ['fails, also when it has passed', -100, undefined, 'FINISH'],
    ['hands on to the next custom resource', 0, 'HAND_ON', 'FINISH'],
    ['continues the deployment', 0, 'CONTINUE', 'RESPOND'],
  ])('%s', async (_what, left, OnTimeout, Next) => {
    const state = ending(left, { OnTimeout });
    const aws = new FakeAws().onDescribe(runningJob());
    const WaitedSeconds = (state.WaitedSeconds as number) + 60;
    expect(await checkStep(state, aws.client)).toEqual({ ...state, Job: runningJob(), Outcome: 'timedOut', Next, WaitedSeconds, WaitSeconds: 0 });
    expect(aws.stopCalls).toEqual([]);
  });

  test.each([['is stopped', undefined, 'was asked to stop', true], ['cannot be stopped', new RefusedError('not this type'), 'cannot be stopped', false]])(
    'stops the job, which %s', async (_what, reply, message, Stopped) => {
      const aws = new FakeAws().onDescribe(runningJob()).onStop(reply);
      expect(await checkStep(ending(0, { OnTimeout: 'STOP' }), aws.client)).toMatchObject({ Stopped, Outcome: 'timedOut', Next: 'FINISH' });
      expect(aws.stopCalls).toEqual([JOB_ID]);
      expect(lines[1]).toMatchObject({ level: 'warn', message: expect.stringContaining(message), jobId: JOB_ID });
    });

  test.each([new TryAgainLaterError('busy'), new NotYetPermittedError('denied'), new TypeError('x is undefined')])(
    'fails the step when the job cannot be asked to stop: %p', async (error) => {
      const aws = new FakeAws().onDescribe(runningJob()).onStop(error);
      await expect(checkStep(ending(0, { OnTimeout: 'STOP' }), aws.client)).rejects.toBe(error);
    });

  test('counts also when the status call fails', async () => {
    const aws = new FakeAws().onDescribe(new TryAgainLaterError('busy'));
    expect(await checkStep(ending(0), aws.client)).toMatchObject({ Outcome: 'timedOut', Next: 'FINISH', Job: BEFORE });
  });

  test('does not undo a job that ended in time', async () => {
    const aws = new FakeAws().onDescribe(jobRecord());
    expect(await checkStep(ending(0, { OnTimeout: 'STOP' }), aws.client)).toMatchObject({ Next: 'FINISH', Outcome: 'succeeded', Job: jobRecord() });
  });

  test.each<WaitPolicy['OnTimeout']>([undefined, 'CONTINUE', 'STOP', 'HAND_ON'])('fails while the start is still throttled, whatever the wait policy says: %s', async (OnTimeout) => {
    const { Job, ...state } = ending(0, { OnTimeout });
    const aws = new FakeAws();
    expect(await checkStep(state, aws.client)).toEqual({
      ...state, Outcome: 'timedOut', Next: 'FINISH', WaitedSeconds: expect.any(Number), WaitSeconds: 0,
    });
    expect(aws.startCalls).toEqual([]);
  });
});

describe('when nobody waits any longer', () => {
  test.each([['the timeout', 3600], ['the deadline', 0], ['a week', 7 * 24 * 3600]])('%s is no end', async (_what, waited) => {
    expect(await checkStep(watching(waited, 60, { TimeoutSeconds: 60 }), new FakeAws().onDescribe(runningJob()).client)).toMatchObject({ Next: 'WAIT' });
  });

  test.each<[number, string]>([[-61, 'WAIT'], [-60, 'FINISH'], [0, 'FINISH']])('no execution can watch longer than 14 days (%i seconds): the end', async (more, Next) => {
    const aws = new FakeAws().onDescribe(runningJob());
    expect(await checkStep(watching(DAYS_14 + more, 60, { OnTimeout: 'CONTINUE' }), aws.client)).toMatchObject({ Next });
  });

  test('the last wait ends with those days', async () => {
    expect(await checkStep(watching(DAYS_14 - 100, 60), new FakeAws().onDescribe(runningJob()).client)).toMatchObject({ WaitSeconds: 40 });
  });
});

describe('a job that was never started', () => {
  const { Job, ...throttled } = waiting(10, 41, 3000, {}, { Attempt: 1 });

  test('is started now', async () => {
    const aws = new FakeAws().onStart(JOB_ID);
    expect(await checkStep(throttled, aws.client)).toEqual({ ...throttled, Job: BEFORE, Attempt: 0, Next: 'WAIT', WaitedSeconds: 51, WaitSeconds: 15 });
    expect(aws.startCalls).toMatchObject([{ IdempotencyToken: idempotencyToken(throttled.IdempotencyKey, RESOURCE_ARN) }]);
  });

  test('is started now, which is all that the deployment waits for', async () => {
    const state = { ...throttled, WaitPolicy: waitPolicy({ Accepted: true }) };
    expect(await checkStep(state, new FakeAws().onStart(JOB_ID).client)).toMatchObject({ Next: 'RESPOND', Job: BEFORE });
  });

  test('waits again when it is throttled again', async () => {
    const aws = new FakeAws().onStart(new ThrottledError('slow down'));
    const after = await checkStep(throttled, aws.client);
    expect(after).toMatchObject({ Attempt: 2, Next: 'WAIT', WaitedSeconds: 51 });
    expect(after.Job).toBeUndefined();
    expect(after.WaitSeconds).toBeLessThanOrEqual(6);
  });

  test('fails the step for any other reason', async () => {
    const error = new RefusedError('no');
    await expect(checkStep(throttled, new FakeAws().onStart(error).client)).rejects.toBe(error);
  });
});

describe('a job that gave way to another one of the same resource', () => {
  const GONE = jobRecord({ State: 'EXPIRED', MessageCategory: 'CONCURRENT_JOB', RecoveryPointArn: '' });
  const gaveWay = () => new FakeAws().onDescribe(GONE).onStart(OTHER_JOB_ID);

  test.each([['somebody waits', waiting(60, 15)], ['nobody waits', watching(60, 15)]])('is started again, with another token, when %s', async (_what, state) => {
    const aws = gaveWay();
    const IdempotencyKey = `${state.IdempotencyKey}\nafter ${JOB_ID}`;
    expect(await checkStep(state, aws.client)).toEqual({
      ...state, Job: startedJob({ BackupJobId: OTHER_JOB_ID }), IdempotencyKey, Attempt: 0, Next: 'WAIT', WaitedSeconds: 75, WaitSeconds: 19,
    });
    expect(aws.startCalls).toMatchObject([{ IdempotencyToken: idempotencyToken(IdempotencyKey, RESOURCE_ARN) }]);
    expect(lines.at(-2)).toMatchObject({ level: 'warn', jobId: JOB_ID, message: expect.stringContaining('started again') });
  });

  test('is started again with the same token when the step is repeated', async () => {
    const aws = new FakeAws().onDescribe(GONE, GONE).onStart(OTHER_JOB_ID, OTHER_JOB_ID);
    const state = waiting(60, 15);
    await checkStep(state, aws.client);
    await checkStep(state, aws.client);
    expect(aws.startCalls[1]).toEqual(aws.startCalls[0]);
  });

  test('stays until the next one has started, when that start is throttled, which is retried with the new token', async () => {
    const aws = gaveWay().onStart(new ThrottledError('slow down'), OTHER_JOB_ID);
    const throttled = await checkStep(waiting(60, 15), aws.client);
    expect(throttled).toMatchObject({ Next: 'WAIT', Attempt: 1, StartAgain: true, Job: { BackupJobId: JOB_ID } });
    expect(await checkStep(throttled, aws.client)).toMatchObject({ Next: 'WAIT', Job: { BackupJobId: OTHER_JOB_ID } });
    expect(aws.startCalls[1]).toEqual(aws.startCalls[0]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['by its name', { IdempotencyToken: 'release-1' }],
    ['by its value', { note: '{"IdempotencyToken":"release-1"}' }],
  ])('is started again when a tag only looks like a token, %s', async (_how, RecoveryPointTags) => {
    const aws = gaveWay();
    expect(await checkStep(waiting(60, 15, 3000, {}, { Request: requestJson({ RecoveryPointTags }) }), aws.client)).toMatchObject({ Next: 'WAIT' });
    expect(aws.startCalls).toMatchObject([{ RecoveryPointTags }]);
  });

  test.each<[string, ExecutionState]>([
    ['it was followed', waiting(60, 15, 3000, {}, { ExistingJob: { BackupJobId: JOB_ID } })],
    ['the token is the user\'s, which would bring the same job back', waiting(60, 15, 3000, {}, { Request: requestJson({ IdempotencyToken: 'mine' }) })],
    ['the clock leaves no time', waiting(60, 15, 0)],
    ['the timeout leaves no time', waiting(60, 15, 3000, { TimeoutSeconds: 75 })],
  ])('is not when %s', async (_what, state) => {
    const aws = gaveWay();
    expect(await checkStep(state, aws.client)).toMatchObject({ Next: 'FINISH', Outcome: 'expired', Job: GONE });
    expect(aws.startCalls).toEqual([]);
  });

  test('a job that failed for a reason of its own is not started again', async () => {
    const aws = gaveWay().onDescribe(jobRecord({ State: 'EXPIRED', MessageCategory: 'JOB_EXPIRED' }));
    expect(await checkStep(waiting(60, 15), aws.client)).toMatchObject({ Next: 'FINISH', Outcome: 'expired' });
    expect(aws.startCalls).toEqual([]);
  });
});

describe('a status call that fails', () => {
  const YOUNG = () => startedJob({ CreationDate: new Date(Date.now() - 55_000).toISOString() });
  const OLD = () => startedJob({ CreationDate: new Date(Date.now() - 65_000).toISOString() });

  test.each([
    ['throttled, at first', new ThrottledError('ThrottlingException'), 0, 5, BEFORE],
    ['throttled, after an hour', new ThrottledError('ThrottlingException'), 3300, 60, BEFORE],
    ['a fault of the service', new TryAgainLaterError('ServiceUnavailableException'), 3300, 60, BEFORE],
    ['job not known, right after its start', new NotFoundError('which job?'), 0, 5, BEFORE],
    ['job not known, just within the minute', new NotFoundError('which job?'), 45, 14, BEFORE],
    ['job not known, right after a start that was throttled for long', new NotFoundError('which job?'), 1000, 60, YOUNG()],
  ])('for a passing reason means "not yet": %s', async (_what, error, waited, wait, Job) => {
    const after = await checkStep(waiting(waited, wait, 3000, {}, { Job }), new FakeAws().onDescribe(error).client);
    expect(after).toMatchObject({ Next: 'WAIT', Job, WaitedSeconds: waited + wait });
    expect(after.WaitSeconds).toBeGreaterThanOrEqual(5);
    expect(lines).toMatchObject([
      { level: 'warn', step: 'Check', jobId: JOB_ID, reason: error.message },
      { level: 'info', message: 'not finished yet' },
    ]);
  });

  test.each([
    ['job not known after a minute', new NotFoundError('which job?'), 45, 15, OLD()],
    ['job not known after a minute, of no known age', new NotFoundError('which job?'), 45, 15, startedJob({ CreationDate: '' })],
    ['not permitted', new NotYetPermittedError('AccessDenied'), 0, 5, YOUNG()],
    ['refused', new RefusedError('no'), 0, 5, YOUNG()],
    ['a mistake of ours', new TypeError('x is undefined'), 0, 5, YOUNG()],
  ])('for another reason fails the step: %s', async (_what, error, waited, wait, Job) => {
    await expect(checkStep(waiting(waited, wait, 3000, {}, { Job }), new FakeAws().onDescribe(error).client)).rejects.toBe(error);
  });
});
