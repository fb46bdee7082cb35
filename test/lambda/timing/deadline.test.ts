import { responseDeadline, secondsLeft, secondsToDeadline } from '../../../lambda/timing/deadline';
import type { ExecutionHistory } from '../../../src/request/execution/execution-state';
import { EMPTY_RECORD } from '../../../src/request/history/history-record';
import { waitPolicy, executionState, responseAddress } from '../../util/events';

const NOW = Date.parse('2025-11-23T04:00:00.000Z');

test('is a minute and a half before CloudFormation gives up', () => {
  expect(responseDeadline(NOW)).toBe('2025-11-23T04:58:30.000Z');
});

test.each([
  ['2025-11-23T04:57:00.000Z', 3420],
  ['2025-11-23T04:00:01.999Z', 1],
  ['2025-11-23T04:00:00.999Z', 0],
  ['2025-11-23T04:00:00.000Z', 0],
  ['2025-11-23T03:59:59.000Z', -1],
  ['soon', Infinity],
  ['', Infinity],
])('until %p the clock leaves %p seconds', (Deadline, seconds) => {
  expect(secondsToDeadline(executionState({ Deadline }), NOW)).toBe(seconds);
});

test.each([
  ['the timeout, when it is sooner', '2025-11-23T04:57:00.000Z', 600, 100, 500],
  ['the timeout, to its last second', '2025-11-23T04:57:00.000Z', 600, 599, 1],
  ['the timeout that is reached', '2025-11-23T04:57:00.000Z', 600, 600, 0],
  ['the timeout that has passed', '2025-11-23T04:57:00.000Z', 600, 700, 0],
  ['the clock, when it is sooner', '2025-11-23T04:01:00.000Z', 600, 100, 60],
  ['the clock, in whole seconds', '2025-11-23T04:00:01.999Z', 600, 0, 1],
  ['the clock that has passed', '2024-11-23T04:00:00.000Z', 600, 0, 0],
  ['the timeout alone, when the deadline is not a time', 'soon', 600, 100, 500],
  ['the timeout alone, when it has passed and the deadline is not a time', 'soon', 600, 700, 0],
])('the time left is that of %s', (_what, Deadline, TimeoutSeconds, waited, left) => {
  expect(secondsLeft(executionState({ Deadline, WaitPolicy: waitPolicy({ TimeoutSeconds }) }), waited, NOW)).toBe(left);
});

describe('the record of the execution', () => {
  const History: ExecutionHistory = { Path: '/x', Recorded: EMPTY_RECORD };
  afterEach(() => { delete process.env.BACKUPS; });

  test.each([['1', 0], ['100', 0], ['168', 0], ['200', 17], ['400', 124]])('of one of %s backups takes %i seconds of the longest timeout', (backups, seconds) => {
    process.env.BACKUPS = backups;
    const state = executionState({ Deadline: responseDeadline(NOW), History, ResponseAddress: responseAddress() });
    expect(secondsLeft(state, 0, NOW)).toBe(3420 - seconds);
    expect(secondsLeft({ ...state, WaitPolicy: waitPolicy({ TimeoutSeconds: 600 }) }, 0, NOW)).toBe(600);
  });

  test.each([['that is not asked for', { History: undefined }], ['when nobody waits', { ResponseAddress: undefined }]])('%s takes no time', (_what, members) => {
    process.env.BACKUPS = '400';
    const state = executionState({ Deadline: responseDeadline(NOW), History, ResponseAddress: responseAddress(), ...members });
    expect(secondsLeft(state, 0, NOW)).toBe(3420);
  });
});
