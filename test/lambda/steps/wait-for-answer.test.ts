import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { waitForAnswer } from '../../../lambda/steps/wait-for-answer';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import { executionState, startedJob } from '../../util/events';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const THROTTLED = new ThrottledError('DescribeStackResource: Throttling: Rate exceeded');
const failing = (error: Error) => () => Promise.reject(error);

beforeEach(() => { jest.spyOn(Math, 'random').mockReturnValue(0.5); });

test('returns what the step returns', async () => {
  const after = executionState({ Next: 'WAIT' });
  await expect(waitForAnswer(executionState(), async () => after)).resolves.toBe(after);
});

test('forgets the question once it is answered', async () => {
  const Asking = { Attempt: 2, Seconds: 40 };
  const after = await waitForAnswer(executionState({ Asking }), async (state) => ({ ...state, Job: startedJob() }));
  expect([after.Asking, after.Job]).toEqual([undefined, startedJob()]);
});

test('a throttled question waits, and the step is not lost', async () => {
  const state = executionState({ WaitedSeconds: 7, WaitSeconds: 4 });
  expect(await waitForAnswer(state, failing(THROTTLED))).toEqual({ ...state, WaitedSeconds: 11, Asking: { Attempt: 1, Seconds: 3 }, Next: 'WAIT', WaitSeconds: 3 });
  expect(lines).toEqual([{ level: 'warn', message: 'throttled, asks again', step: 'Start', reason: THROTTLED.message }]);
});

test('a question that is asked again counts on', async () => {
  const state = executionState({ Asking: { Attempt: 1, Seconds: 3 }, WaitSeconds: 0 });
  expect(await waitForAnswer(state, failing(THROTTLED))).toMatchObject({ Asking: { Attempt: 2, Seconds: 8 }, WaitedSeconds: 0 });
});

test.each<[string, Error, Partial<ExecutionState>]>([
  ['a fault of the service, which the state machine retries', new TryAgainLaterError('busy'), {}],
  ['a denied call, which the state machine retries', new NotYetPermittedError('denied'), {}],
  ['a refused call', new RefusedError('no'), {}],
  ['an unknown stack', new NotFoundError('which?'), {}],
  ['a bug', new TypeError('x is undefined'), {}],
  ['a throttled call about a job', THROTTLED, { Job: startedJob() }],
  ['a throttled call past the deadline', THROTTLED, { Deadline: new Date(Date.now() - 1000).toISOString() }],
  ['a throttled call when too little time is left for a job', THROTTLED, { Deadline: new Date(Date.now() + 899_000).toISOString() }],
])('%s is thrown', async (_what, error, more) => {
  await expect(waitForAnswer(executionState(more), failing(error))).rejects.toBe(error);
});
