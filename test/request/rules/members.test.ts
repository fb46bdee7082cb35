import type { BackupRequest } from '../../../src/request/backup-request';
import { memberProblems, notAnObject } from '../../../src/request/rules/members';
import { expectProblem, ids, REQUEST, requestWith, TOKEN, TOKEN_NUMBER, TOKEN_OBJECT, UNRESOLVED } from '../fixture';

const STRINGS = [null, 1, true, [], {}];
const NUMBERS = [null, '1', true, [], {}];
const OBJECTS = [null, 1, 'text', true, []];
const SHOWN = new Map<unknown, string>([['1', '"1"'], ['text', '"text"']]);
const shown = (value: unknown) => SHOWN.get(value) ?? (Array.isArray(value) ? 'a list' : value && typeof value === 'object' ? 'an object' : `${value}`);

test('a request with only the required members is accepted', () => {
  expect(memberProblems(REQUEST, {})).toEqual([]);
});

test.each([
  ['BackupVaultName', 'backupVault'], ['ResourceArn', 'resource'], ['IamRoleArn', 'role'],
])('a request without %s is an error', (name, prop) => {
  expectProblem(memberProblems(requestWith({ [name]: undefined }), {}), 'error', `${prop}Missing`, `\`${prop}\``, name, 'set it');
});

test('an empty request lacks three members', () => {
  expect(ids(memberProblems({} as BackupRequest, {}))).toEqual(['backupVaultMissing', 'resourceMissing', 'roleMissing']);
});

test.each([
  ['BackupVaultName', 'backupVault', 'a string', STRINGS],
  ['LogicallyAirGappedBackupVaultArn', 'logicallyAirGappedBackupVault', 'a string', STRINGS],
  ['ResourceArn', 'resource', 'a string', STRINGS],
  ['IamRoleArn', 'role', 'a string', STRINGS],
  ['IdempotencyToken', 'idempotencyToken', 'a string', STRINGS],
  ['Index', 'index', 'a string', STRINGS],
  ['StartWindowMinutes', 'startWindow', 'a number', NUMBERS],
  ['CompleteWindowMinutes', 'completionWindow', 'a number', NUMBERS],
  ['Lifecycle', 'deleteAfter', 'an object', OBJECTS],
  ['RecoveryPointTags', 'recoveryPointTags', 'an object of strings', OBJECTS],
  ['BackupOptions', 'backupOptions', 'an object of strings', OBJECTS],
])('%s must be of its type', (name, prop, kind, values) => {
  values.forEach((value) => expectProblem(memberProblems(requestWith({ [name]: value }), {}), 'error', `${prop}WrongType`,
    `\`${prop}\``, name, `is ${shown(value)}`, `must be ${kind}`, 'change it'));
});

test.each([
  ['DeleteAfterDays', 'deleteAfter', 'a number', NUMBERS],
  ['MoveToColdStorageAfterDays', 'moveToColdStorageAfter', 'a number', NUMBERS],
  ['OptInToArchiveForSupportedResources', 'optInToArchiveForSupportedResources', 'a boolean', [null, 'true', 1, []]],
])('%s of the lifecycle must be of its type', (name, prop, kind, values) => {
  values.forEach((value) => expectProblem(memberProblems(requestWith({ Lifecycle: { [name]: value } }), {}), 'error', `${prop}WrongType`,
    `\`${prop}\``, name, `must be ${kind}`, 'leave it out'));
});

test.each([
  ['RecoveryPointTags', 'recoveryPointTags'], ['BackupOptions', 'backupOptions'],
])('values of %s must be strings', (name, prop) => {
  [null, 1, true, [], {}].forEach((value) => expectProblem(memberProblems(requestWith({ [name]: { good: 'text', bad: value } }), {}),
    'error', `${prop}WrongType`, `\`${prop}\``, `${name}.bad`, `is ${shown(value)}`, 'must be a string'));
});

test('the advice for a required member is not to leave it out', () => {
  expect(memberProblems(requestWith({ ResourceArn: 1 }), {})[0].message).toMatch(/: change it$/);
});

test('members of the right type are accepted', () => {
  const lifecycle = { DeleteAfterDays: 1, MoveToColdStorageAfterDays: 1, OptInToArchiveForSupportedResources: false };
  expect(memberProblems(requestWith({ Lifecycle: lifecycle, StartWindowMinutes: 1, Index: 'x', BackupOptions: { a: 'b' } }), {})).toEqual([]);
});

test('unknown members pass', () => {
  expect(memberProblems(requestWith({ Newer: null, Lifecycle: { Newer: [] } }), {})).toEqual([]);
});

test('members that are tokens are skipped, whatever their type', () => {
  const members = {
    BackupVaultName: TOKEN_OBJECT, StartWindowMinutes: TOKEN, Lifecycle: { DeleteAfterDays: TOKEN }, RecoveryPointTags: { a: TOKEN_NUMBER },
  };
  expect(memberProblems(requestWith(members), UNRESOLVED)).toEqual([]);
  expect(memberProblems(requestWith({ Lifecycle: TOKEN_OBJECT, BackupOptions: TOKEN }), UNRESOLVED)).toEqual([]);
});

test('a request that is no object is an error', () => {
  expectProblem([notAnObject(null)], 'error', 'requestNotAnObject', 'is null', 'give the members of StartBackupJob');
});
