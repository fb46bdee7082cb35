import { expiryDate } from '../../../lambda/history/expiry-date';

const CREATED = '2025-11-23T04:00:00.123Z';

test.each<[unknown, string]>([
  [1, '2025-11-24T04:00:00.123Z'],
  [365, '2026-11-23T04:00:00.123Z'],
  [36_500, '2125-10-30T04:00:00.123Z'],
  [undefined, ''],
  [-1, ''],
  [0, ''],
  [NaN, ''],
  [Infinity, ''],
  [1e12, ''],
  ['365', ''],
  [null, ''],
])('with a retention of %p days, the recovery point expires at %j', (days, expected) => {
  expect(expiryDate(CREATED, days)).toBe(expected);
});

test.each(['', 'soon'])('when the time of creation is %j, the expiry is not known', (creationDate) => {
  expect(expiryDate(creationDate, 5)).toBe('');
});
