import { NotYetPermittedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { askAgain } from '../../../lambda/timing/ask-again';
import { Environment } from '../../../src/request/names';
import { executionState } from '../../util/events';

const THROTTLED = new ThrottledError('Rate exceeded');
const NOW = Date.parse('2025-11-23T04:00:00.000Z');

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => { delete process.env[Environment.BACKUPS]; });

test.each([
  ['throttled, one of many', THROTTLED, '400', 121],
  ['throttled, alone', THROTTLED, undefined, 3],
  ['throttled, with an invalid number', THROTTLED, 'many', 3],
  ['a fault of the service, one of many', new TryAgainLaterError('busy'), '400', 121],
  ['denied, one of many', new NotYetPermittedError('denied'), '400', 3],
])('waits: %s', (_what, error, backups, WaitSeconds) => {
  if (backups !== undefined) { process.env[Environment.BACKUPS] = backups; }
  const state = executionState();
  expect(askAgain(state, error)).toEqual({ ...state, Asking: { Attempt: 1, Seconds: WaitSeconds }, Next: 'WAIT', WaitSeconds });
});

test('counts attempts and seconds, which are not those of the job', () => {
  const state = executionState({ Asking: { Attempt: 3, Seconds: 100 }, WaitedSeconds: 7 });
  expect(askAgain(state, THROTTLED)).toEqual({ ...state, Asking: { Attempt: 4, Seconds: 109 }, Next: 'WAIT', WaitSeconds: 9 });
});

test.each([[2500, 2], [300, 1], [-1000, 1]])('waits no longer than the deadline allows: %i ms left, %i s', (left, WaitSeconds) => {
  expect(askAgain(executionState({ Deadline: new Date(NOW + left).toISOString() }), THROTTLED).WaitSeconds).toBe(WaitSeconds);
});
