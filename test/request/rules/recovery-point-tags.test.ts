import type { Problem } from '../../../src/request/problem';
import { recoveryPointTagProblems } from '../../../src/request/rules/recovery-point-tags';
import { expectProblem, ids, requestWith, TOKEN, TOKEN_OBJECT, UNRESOLVED } from '../fixture';

const problems = (RecoveryPointTags: unknown, facts = {}) => recoveryPointTagProblems(requestWith({ RecoveryPointTags }), facts);
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']));

test.each([
  ['none', undefined],
  ['10 tags', tags(10)],
  ['the longest key', { ['k'.repeat(128)]: 'value' }],
  ['the longest value', { key: 'v'.repeat(256) }],
  ['an empty value', { key: '' }],
  ['a key that only looks reserved', { awsome: 'value' }],
])('recovery point tags are accepted: %s', (_, value) => {
  expect(problems(value)).toEqual([]);
});

test.each<[Problem['severity'], string, object, ...string[]]>([
  ['warning', 'manyRecoveryPointTags', tags(11), 'has 11 tags', 'remove some'],
  ['warning', 'manyRecoveryPointTags', tags(50), 'has 50 tags', 'remove some'],
  ['error', 'tooManyRecoveryPointTags', tags(51), 'has 51 tags', 'remove some'],
  ['error', 'recoveryPointTagKeyLength', { '': 'value' }, 'the key "" of 0 characters', 'change it'],
  ['error', 'recoveryPointTagKeyLength', { ['k'.repeat(129)]: 'value' }, 'of 129 characters', 'change it'],
  ['error', 'recoveryPointTagKeyReserved', { 'aws:stage': 'prod' }, '"aws:stage"', 'use another key'],
  ['error', 'recoveryPointTagKeyReserved', { 'AWS:stage': 'prod' }, '"AWS:stage"', 'use another key'],
  ['error', 'recoveryPointTagValueTooLong', { key: 'v'.repeat(257) }, '257 characters under "key"', 'shorten it'],
])('recovery point tags have the %s %s', (severity, id, value, ...parts) => {
  expectProblem(problems(value), severity, id, '`recoveryPointTags`', ...parts);
});

test('messages do not show the values of recovery point tags', () => {
  expect(problems({ key: 'secret'.repeat(50) })[0].message).not.toContain('secret');
});

test('each recovery point tag is checked', () => {
  expect(ids(problems({ 'aws:a': 'v'.repeat(257), '': 'b' }))).toEqual([
    'recoveryPointTagKeyReserved', 'recoveryPointTagValueTooLong', 'recoveryPointTagKeyLength',
  ]);
});

test.each([
  ['a key', { [`aws:${TOKEN}`]: 'value' }],
  ['a value', { key: TOKEN + 'v'.repeat(257) }],
  ['all', TOKEN_OBJECT],
])('recovery point tags that contain a token are skipped: %s', (_, value) => {
  expect(problems(value, UNRESOLVED)).toEqual([]);
});

test('recovery point tags that are tokens count towards the limit', () => {
  expect(ids(problems({ ...tags(10), [TOKEN]: TOKEN }, UNRESOLVED))).toEqual(['manyRecoveryPointTags']);
});

describe('with provenance tags', () => {
  const WITH = { addsProvenanceTags: true };

  test.each([
    ['no tags', undefined, []],
    ['6 tags', tags(6), []],
    ['7 tags', tags(7), ['manyRecoveryPointTags']],
    ['46 tags', tags(46), ['manyRecoveryPointTags']],
    ['47 tags', tags(47), ['tooManyRecoveryPointTags']],
    ['a key of theirs', { 'cdk-on-demand-backup:path': 'x' }, ['recoveryPointTagKeyOfProvenance']],
  ])('four more tags count, and their keys are taken: %s', (_, value, expected) => {
    expect(ids(problems(value, WITH))).toEqual(expected);
  });

  test.each(['EKS', 'CloudFormation'])('%s gets none, so none count', (resourceType) => {
    expect(ids(problems({ ...tags(9), 'cdk-on-demand-backup:path': 'x' }, { ...WITH, resourceType }))).toEqual([]);
  });
});
