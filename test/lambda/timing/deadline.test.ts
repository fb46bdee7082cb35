import { responseDeadline, secondsLeft, secondsToDeadline } from '../../../lambda/timing/deadline';
import { waitPolicy, executionState } from '../../util/events';

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
