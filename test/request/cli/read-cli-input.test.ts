import fc from 'fast-check';
import { readCliInput } from '../../../src/request/cli/read-cli-input';
import { FULL_REQUEST } from '../../util/events';

const messagesOf = (input: unknown) => readCliInput(input).problems.map(({ message }) => message);
const requestOf = (input: unknown) => readCliInput(input).request;

test('takes each member as it is', () => {
  expect(readCliInput(FULL_REQUEST)).toEqual({ request: FULL_REQUEST, problems: [] });
});

test.each([
  ['an empty string', { BackupVaultName: '' }], ['0', { StartWindowMinutes: 0 }], ['null', { IdempotencyToken: null }], ['nothing', { Index: undefined }],
  ['an empty lifecycle', { Lifecycle: {} }], ['a lifecycle of zeros', { Lifecycle: { DeleteAfterDays: 0, MoveToColdStorageAfterDays: 0 } }],
  ['the lifecycle of a skeleton', { Lifecycle: { MoveToColdStorageAfterDays: 0, DeleteAfterDays: 0, OptInToArchiveForSupportedResources: true, DeleteAfterEvent: 'DELETE_AFTER_COPY' } }],
  ['the tags of a skeleton', { RecoveryPointTags: { KeyName: '' } }], ['no tags', { RecoveryPointTags: {} }], ['the options of a skeleton', { BackupOptions: { KeyName: '' } }],
])('leaves out %s', (_name, input) => {
  expect(readCliInput(input)).toEqual({ request: {}, problems: [] });
});

test.each([
  ['false', { Lifecycle: { OptInToArchiveForSupportedResources: false } }],
  ['an opt-in without days, which no skeleton has', { Lifecycle: { OptInToArchiveForSupportedResources: true, DeleteAfterDays: 7 } }],
  ['an empty tag', { RecoveryPointTags: { team: '' } }], ['a tag named KeyName', { RecoveryPointTags: { KeyName: 'x' } }],
  ['-1 for ever', { Lifecycle: { DeleteAfterDays: -1 } }], ['a wrong type', { StartWindowMinutes: '60', RecoveryPointTags: 'a=b', Lifecycle: [] }],
  ['an event that no skeleton has', { Lifecycle: { DeleteAfterEvent: 'OTHER' } }],
])('keeps %s', (_name, input) => {
  expect(readCliInput(input)).toEqual({ request: input, problems: [] });
});

test('leaves out what stands beside a filled-in value', () => {
  expect(requestOf({ RecoveryPointTags: { KeyName: '', team: 'orders' } })).toEqual({ RecoveryPointTags: { team: 'orders' } });
  const Lifecycle = { DeleteAfterDays: 35, MoveToColdStorageAfterDays: 0, OptInToArchiveForSupportedResources: true };
  expect(requestOf({ Lifecycle })).toEqual({ Lifecycle: { DeleteAfterDays: 35 } });
});

test('warns of an event beside a number of days', () => {
  expect(readCliInput({ Lifecycle: { DeleteAfterDays: 35, DeleteAfterEvent: 'DELETE_AFTER_COPY' } })).toEqual({
    request: { Lifecycle: { DeleteAfterDays: 35 } },
    problems: [{ severity: 'warning', id: 'deleteAfterEventNotSent', message: 'Lifecycle.DeleteAfterEvent of the input is not sent, because only AWS Backup sets it: remove it' }],
  });
});

test('names each unknown member, and the one that was meant', () => {
  expect(messagesOf({ 'backupVaultName': 'a', 'resource-arn': 'b', 'Frequency': 1, 'Lifecycle': { deleteAfterDays: 1, Days: 2 } })).toEqual([
    'backupVaultName is not a member of StartBackupJob, as far as this library knows: write BackupVaultName',
    'resource-arn is not a member of StartBackupJob, as far as this library knows: write ResourceArn',
    'Frequency is not a member of StartBackupJob, as far as this library knows: correct or remove it; if the API has got it since, give it as `additionalRequestMembers`',
    'Lifecycle.deleteAfterDays is not a member of StartBackupJob, as far as this library knows: write Lifecycle.DeleteAfterDays',
    'Lifecycle.Days is not a member of StartBackupJob, as far as this library knows: correct or remove it; if the API has got it since, give it as `additionalRequestMembers`',
  ]);
});

test.each([[[]], ['text'], [null], [7], [undefined]])('reports that %j is no input', (input) => {
  expect(messagesOf(input)).toEqual([expect.stringContaining('but must be an object')]);
});

test('a value that is known only at deploy time stays whole', () => {
  const token = { resolve: () => 'later' };
  const input = { Lifecycle: token, RecoveryPointTags: token };
  expect(readCliInput(input, { isUnresolved: (value) => value === token }).request).toEqual(input);
});

test('never throws', () => {
  fc.assert(fc.property(fc.anything(), (value) => {
    readCliInput(value);
    readCliInput({ Lifecycle: value, RecoveryPointTags: value, BackupOptions: value, Index: value });
  }), { seed: Number(process.env.SEED ?? 20251127), numRuns: 500 });
});
