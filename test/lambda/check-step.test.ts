import { checkStep } from '../../lambda/check-step';
import { JobNotFoundError, NotYetPermittedError, RefusedError, TryAgainLaterError } from '../../lambda/errors';
import { JOB_ID, jobRecord, machineState, RESOURCE_ARN, runningJob } from '../util/events';
import { FakeAws } from '../util/fake-aws';
import { captureLogs } from '../util/logs';

const lines = captureLogs();
const BEFORE = runningJob({ State: '', RecoveryPointArn: '' });

function waiting(waited: number, wait: number, deadlineIn = 3000) {
  return machineState({ Job: BEFORE, WaitedSeconds: waited, WaitSeconds: wait, Deadline: new Date(Date.now() + deadlineIn * 1000).toISOString() });
}

test.each(['COMPLETED', 'FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'])('a job that is %s is done', async (State) => {
  const aws = new FakeAws().onDescribe(jobRecord({ State }));
  const state = waiting(60, 15);
  const after = { ...state, Job: jobRecord({ State }), Done: true, WaitedSeconds: 75, WaitSeconds: expect.any(Number) as number };
  expect(await checkStep(state, aws.client)).toEqual(after);
  expect(aws.describeCalls).toEqual([JOB_ID]);
  expect(lines).toEqual([{
    level: 'info',
    message: 'nothing more to wait for',
    step: 'Check',
    jobId: JOB_ID,
    resourceArn: RESOURCE_ARN,
    state: State,
    percentDone: '100.0',
  }]);
});

test.each(['CREATED', 'PENDING', 'RUNNING', 'ABORTING', 'NEW_STATE'])('a job that is %s is not', async (State) => {
  const Job = runningJob({ State });
  const state = waiting(240, 60);
  expect(await checkStep(state, new FakeAws().onDescribe(Job).client)).toEqual({ ...state, Job, Done: false, WaitedSeconds: 300, WaitSeconds: 60 });
  expect(lines).toMatchObject([{ level: 'info', message: 'not finished yet', state: State }]);
});

test.each([
  ['at first', undefined, undefined, '', 0, 5],
  ['after five seconds', 0, 5, '', 5, 10],
  ['after a minute', 45, 15, '', 60, 15],
  ['when the job tells how far it is', 540, 60, '95.0', 600, 32],
  ['when the job tells an odd progress', 540, 60, '95 %', 600, 60],
])('counts the waits and plans the next one %s', async (_when, waited, wait, PercentDone, WaitedSeconds, WaitSeconds) => {
  const state = { ...waiting(0, 0), WaitedSeconds: waited, WaitSeconds: wait };
  const after = await checkStep(state, new FakeAws().onDescribe(runningJob({ PercentDone })).client);
  expect(after).toMatchObject({ WaitedSeconds, WaitSeconds });
});

describe('the deadline', () => {
  test('is never waited past', async () => {
    const { Done, WaitSeconds } = await checkStep(waiting(3300, 60, 20.5), new FakeAws().onDescribe(runningJob()).client);
    expect({ Done, WaitSeconds }).toEqual({ Done: false, WaitSeconds: 20 });
  });

  test.each([['is reached', 0], ['is reached in less than a second', 0.9], ['has passed', -100]])('ends the wait when it %s', async (_what, seconds) => {
    const Job = runningJob();
    expect(await checkStep(waiting(3300, 60, seconds), new FakeAws().onDescribe(Job).client)).toMatchObject({ Done: true, Job });
    expect(lines).toMatchObject([{ message: 'nothing more to wait for' }]);
  });

  test('counts also when the job cannot be asked for', async () => {
    const aws = new FakeAws().onDescribe(new TryAgainLaterError('busy'));
    expect(await checkStep(waiting(3300, 60, 0), aws.client)).toMatchObject({ Done: true, Job: BEFORE });
  });

  test('does not undo a job that ended in time', async () => {
    expect(await checkStep(waiting(3300, 60, 0), new FakeAws().onDescribe(jobRecord()).client)).toMatchObject({ Done: true, Job: jobRecord() });
  });
});

describe('a question that fails', () => {
  test.each([
    ['throttled, at first', new TryAgainLaterError('ThrottlingException'), 0, 5],
    ['throttled, after an hour', new TryAgainLaterError('ThrottlingException'), 3540, 60],
    ['job not known, right after its start', new JobNotFoundError('which job?'), 0, 5],
    ['job not known, just within the minute', new JobNotFoundError('which job?'), 45, 14],
  ])('for a passing reason means "not yet": %s', async (_what, error, waited, wait) => {
    const after = await checkStep(waiting(waited, wait), new FakeAws().onDescribe(error).client);
    expect(after).toMatchObject({ Done: false, Job: BEFORE, WaitedSeconds: waited + wait });
    expect(after.WaitSeconds).toBeGreaterThanOrEqual(5);
    expect(lines).toMatchObject([
      { level: 'warn', step: 'Check', jobId: JOB_ID, reason: error.message },
      { level: 'info', message: 'not finished yet' },
    ]);
  });

  test.each([
    ['job not known after a minute', new JobNotFoundError('which job?'), 45, 15],
    ['not permitted', new NotYetPermittedError('AccessDenied'), 0, 5],
    ['refused', new RefusedError('no'), 0, 5],
    ['a mistake of ours', new TypeError('x is undefined'), 0, 5],
  ])('for another reason fails the step: %s', async (_what, error, waited, wait) => {
    await expect(checkStep(waiting(waited, wait), new FakeAws().onDescribe(error).client)).rejects.toBe(error);
  });
});
