import { ThrottledError } from '../../../lambda/aws/errors';
import { checkStep } from '../../../lambda/steps/check-step';
import { startStep } from '../../../lambda/steps/start-step';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import { type WaitPolicy, LONGEST_WATCH_SECONDS } from '../../../src/request/execution/wait-policy';
import { waitPolicy, JOB_ID, jobRecord, executionState, runningJob, startedJob } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

captureLogs();

/** An execution of a schedule or an event, which has no response to send and so no deadline. */
function unawaited(WaitedSeconds: number, TimeoutSeconds: number, OnTimeout?: WaitPolicy['OnTimeout']): ExecutionState {
  const policy = waitPolicy({ TimeoutSeconds, OnTimeout });
  return executionState({ Job: startedJob(), WaitedSeconds, WaitSeconds: 60, Deadline: undefined, WaitPolicy: policy });
}

describe('an execution that nobody ever waited for', () => {
  test.each([60, 7200, 86_400, LONGEST_WATCH_SECONDS])('goes on for its whole timeout, and no longer: %i seconds', async (timeout) => {
    const check = (waited: number) => checkStep(unawaited(waited, timeout), new FakeAws().onDescribe(runningJob()).client);
    expect(await check(timeout - 61)).toMatchObject({ Next: 'WAIT', WaitSeconds: 1 });
    expect(await check(timeout - 60)).toMatchObject({ Next: 'FINISH', Outcome: 'timedOut' });
  });

  test('ends when its history would be full, whatever its timeout', async () => {
    const check = (waited: number) => checkStep(unawaited(waited, 30 * 24 * 3600), new FakeAws().onDescribe(runningJob()).client);
    expect(await check(LONGEST_WATCH_SECONDS - 61)).toMatchObject({ Next: 'WAIT', WaitSeconds: 1 });
    expect(await check(LONGEST_WATCH_SECONDS - 60)).toMatchObject({ Next: 'FINISH', Outcome: 'timedOut' });
  });

  test('stops its job then, if the wait policy says so', async () => {
    const aws = new FakeAws().onDescribe(runningJob()).onStop(undefined);
    expect(await checkStep(unawaited(7200, 7200, 'STOP'), aws.client)).toMatchObject({ Next: 'FINISH', Outcome: 'timedOut', Stopped: true });
    expect(aws.stopCalls).toEqual([JOB_ID]);
  });

  test.each(['CONTINUE', 'HAND_ON', undefined] as const)('sends no response, and stops no job: %s', async (OnTimeout) => {
    const aws = new FakeAws().onDescribe(runningJob());
    expect(await checkStep(unawaited(7200, 7200, OnTimeout), aws.client)).toMatchObject({ Next: 'FINISH', Outcome: 'timedOut' });
    expect(aws.stopCalls).toEqual([]);
  });

  test('polls a long job rarely', async () => {
    const aws = new FakeAws().onDescribe(runningJob());
    expect(await checkStep(unawaited(86_400, LONGEST_WATCH_SECONDS), aws.client)).toMatchObject({ WaitSeconds: 600 });
  });

  test('ends with its job', async () => {
    expect(await checkStep(unawaited(0, 7200), new FakeAws().onDescribe(jobRecord()).client)).toMatchObject({ Next: 'FINISH', Outcome: 'succeeded' });
  });

  test('gives up a start that is still throttled then', async () => {
    const { Job, ...state } = unawaited(0, 100);
    const throttled = await startStep({ ...state, WaitSeconds: undefined }, new FakeAws().onStart(new ThrottledError('slow down')).client);
    expect(throttled).toMatchObject({ Next: 'WAIT', Attempt: 1 });
    expect(await checkStep({ ...throttled, WaitedSeconds: 100 }, new FakeAws().client)).toMatchObject({ Next: 'FINISH', Outcome: 'timedOut' });
  });
});
