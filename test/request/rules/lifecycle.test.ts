import { lifecycleProblems } from '../../../src/request/rules/lifecycle';
import { ARN, expectProblem, requestWith, TOKEN_NUMBER, TOKEN_OBJECT, UNRESOLVED } from '../fixture';

const problems = (Lifecycle: unknown, ResourceArn = ARN.efs, facts = {}) => lifecycleProblems(requestWith({ Lifecycle, ResourceArn }), facts);

test.each([
  ['none', undefined],
  ['empty', {}],
  ['the shortest retention', { DeleteAfterDays: 1 }],
  ['the longest time before cold storage', { MoveToColdStorageAfterDays: 36_500 }],
  ['the longest retention', { DeleteAfterDays: 36_500 }],
  ['-1, for ever', { DeleteAfterDays: -1, MoveToColdStorageAfterDays: -1 }],
  ['the earliest move', { MoveToColdStorageAfterDays: 1 }],
  ['the shortest time in cold storage', { DeleteAfterDays: 98, MoveToColdStorageAfterDays: 8 }],
  ['cold storage for ever', { DeleteAfterDays: -1, MoveToColdStorageAfterDays: 8 }],
])('a lifecycle is accepted: %s', (_, lifecycle) => {
  expect(problems(lifecycle)).toEqual([]);
});

test.each([
  ['deleteAfterTooShort', { DeleteAfterDays: 0 }, '`deleteAfter` is 0 days', 'from 1 day to 100 years'],
  ['deleteAfterTooShort', { DeleteAfterDays: -2 }, '`deleteAfter` is -2 days', 'leave it out to keep'],
  ['deleteAfterTooLong', { DeleteAfterDays: 36_501 }, '`deleteAfter` is 36501 days', 'from 1 day to 100 years'],
  ['deleteAfterNotWhole', { DeleteAfterDays: 1.5 }, '`deleteAfter` is 1.5 days', 'use Duration.days(2)'],
  ['moveToColdStorageAfterTooShort', { MoveToColdStorageAfterDays: 0 }, '`moveToColdStorageAfter` is 0 days', 'use Duration.days(8) or more'],
  ['moveToColdStorageAfterTooLong', { MoveToColdStorageAfterDays: 36_501 }, '`moveToColdStorageAfter` is 36501 days', 'up to 100 years'],
  ['moveToColdStorageAfterNotWhole', { MoveToColdStorageAfterDays: 8.5 }, '`moveToColdStorageAfter` is 8.5 days', 'use Duration.days(9)'],
  ['deleteAfterTooSoonAfterColdStorage', { DeleteAfterDays: 97, MoveToColdStorageAfterDays: 8 }, '`deleteAfter` is 97 days', 'use Duration.days(98) or more'],
  ['deleteAfterEventNotAnInput', { DeleteAfterEvent: 'DELETE_AFTER_COPY' }, 'DeleteAfterEvent', 'use `deleteAfter`'],
])('a lifecycle has the error %s for %j', (id, lifecycle, value, advice) => {
  expectProblem(problems(lifecycle), 'error', id, value, advice);
});

test('a recovery point of S3 is kept for at most 99 years', () => {
  expect(problems({ DeleteAfterDays: 36_135 }, ARN.s3)).toEqual([]);
  expectProblem(problems({ DeleteAfterDays: 36_136 }, ARN.s3), 'error', 'deleteAfterTooLong', '36136 days', '36135', '99 years (for S3)');
});

test.each([
  { DeleteAfterDays: TOKEN_NUMBER },
  { MoveToColdStorageAfterDays: TOKEN_NUMBER },
  { DeleteAfterDays: TOKEN_NUMBER, MoveToColdStorageAfterDays: 8 },
  { DeleteAfterDays: 8, MoveToColdStorageAfterDays: TOKEN_NUMBER },
  TOKEN_OBJECT,
])('a lifecycle with tokens is skipped: %j', (lifecycle) => {
  expect(problems(lifecycle, ARN.efs, UNRESOLVED)).toEqual([]);
});
