import { coldStorageDays, lifecycleOf, retentionDays } from '../../../src/request/rules/lifecycle-members';
import { requestWith, TOKEN_NUMBER, TOKEN_OBJECT, UNRESOLVED } from '../fixture';

test.each([
  ['left out', undefined, {}],
  ['given', { DeleteAfterDays: 1 }, { DeleteAfterDays: 1 }],
  ['a token', TOKEN_OBJECT, undefined],
  ['of a wrong type', 'text', undefined],
  ['null', null, undefined],
])('a lifecycle that is %s', (_, Lifecycle, expected) => {
  expect(lifecycleOf(requestWith({ Lifecycle }), UNRESOLVED)).toEqual(expected);
});

test.each([
  ['the lifecycle is left out', undefined, Infinity],
  ['the days are left out', {}, Infinity],
  ['the days are -1', { DeleteAfterDays: -1 }, Infinity],
  ['the days are given', { DeleteAfterDays: 35 }, 35],
  ['the days are a token', { DeleteAfterDays: TOKEN_NUMBER }, undefined],
  ['the days are a string', { DeleteAfterDays: '35' }, undefined],
  ['the lifecycle is a token', TOKEN_OBJECT, undefined],
])('retention when %s', (_, Lifecycle, expected) => {
  expect(retentionDays(requestWith({ Lifecycle }), UNRESOLVED)).toBe(expected);
});

test.each([
  ['the lifecycle is left out', undefined, undefined],
  ['the days are left out', {}, undefined],
  ['the days are -1', { MoveToColdStorageAfterDays: -1 }, undefined],
  ['the days are given', { MoveToColdStorageAfterDays: 8 }, 8],
  ['the days are a token', { MoveToColdStorageAfterDays: TOKEN_NUMBER }, undefined],
  ['the lifecycle is a token', TOKEN_OBJECT, undefined],
])('cold storage when %s', (_, Lifecycle, expected) => {
  expect(coldStorageDays(requestWith({ Lifecycle }), UNRESOLVED)).toBe(expected);
});
