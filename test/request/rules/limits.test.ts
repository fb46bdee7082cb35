import { limitProblems, Limits } from '../../../src/request/rules/limits';
import { expectProblem, ids, TOKEN_NUMBER, UNRESOLVED } from '../fixture';

const LIMITS: Limits = { prop: 'window', unit: 'minutes', min: 60, max: 100, advice: 'do that' };

test.each([60, 61, 100])('%d is within the limits', (value) => {
  expect(limitProblems(value, LIMITS, {})).toEqual([]);
});

test.each([
  [59, 'windowTooShort', 'at least 60 minutes: do that'],
  [101, 'windowTooLong', 'at most 100 minutes: do that'],
  [60.5, 'windowNotWhole', 'whole minutes only: use Duration.minutes(61)'],
])('%d gives %s', (value, id, advice) => {
  expectProblem(limitProblems(value, LIMITS, {}), 'error', id, '`window`', `${value} minutes`, advice);
});

test('one value may have several problems', () => {
  expect(ids(limitProblems(0.5, LIMITS, {}))).toEqual(['windowNotWhole', 'windowTooShort']);
});

test('without a maximum any large number is fine', () => {
  expect(limitProblems(1e9, { ...LIMITS, max: undefined }, {})).toEqual([]);
});

test.each([undefined, null, '1', TOKEN_NUMBER])('%s is skipped', (value) => {
  expect(limitProblems(value, LIMITS, UNRESOLVED)).toEqual([]);
});
