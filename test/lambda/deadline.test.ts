import { answerDeadline, secondsUntil } from '../../lambda/deadline';

const NOW = Date.parse('2025-11-23T04:00:00.000Z');

test('is three minutes before CloudFormation gives up', () => {
  expect(answerDeadline(NOW)).toBe('2025-11-23T04:57:00.000Z');
});

test.each([
  ['2025-11-23T04:57:00.000Z', 3420],
  ['2025-11-23T04:00:01.999Z', 1],
  ['2025-11-23T04:00:00.999Z', 0],
  ['2025-11-23T04:00:00.000Z', 0],
  ['2025-11-23T03:59:59.000Z', 0],
  ['2024-11-23T04:00:00.000Z', 0],
])('until %s there are %i seconds', (deadline, seconds) => {
  expect(secondsUntil(deadline, NOW)).toBe(seconds);
});
