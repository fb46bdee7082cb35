import { RECORD } from './fixture';
import { attributesOfRecord } from '../../../lambda/history/attributes-of-record';
import { recordOf, recordedTrigger } from '../../../lambda/history/record-of';
import { attributesOf } from '../../../lambda/response/response-content';
import type { JobRecord, Outcome } from '../../../src/request/execution/execution-state';
import { EMPTY_RECORD, type HistoryRecord } from '../../../src/request/history/history-record';
import { readRecord } from '../../../src/request/history/read-record';
import { writeRecord } from '../../../src/request/history/write-record';
import { executionState, jobRecord, properties, responseAddress } from '../../util/events';

test.each<[Outcome, Partial<JobRecord>]>([
  ['succeeded', {}],
  ['succeededWithIssues', { MessageCategory: 'PARTIAL', StatusMessage: 'some objects were left out' }],
  ['partial', { State: 'PARTIAL' }],
  ['failed', { State: 'FAILED', RecoveryPointArn: '', BackupSizeInBytes: '', StatusMessage: 'no' }],
  ['expired', { State: 'EXPIRED', RecoveryPointArn: '' }],
  ['aborted', { State: 'ABORTED', RecoveryPointArn: '' }],
])('the attributes of a job that ended %s are the same from its record', (outcome, job) => {
  const Job = jobRecord(job);
  const record = recordOf(executionState({ Job, Outcome: outcome }), recordedTrigger(properties(), responseAddress()));
  expect(attributesOfRecord(readRecord(writeRecord(record)) as HistoryRecord)).toEqual(attributesOf(Job, outcome));
});

test('the attributes of a reused recovery point say so, and name it', () => {
  expect(attributesOfRecord({ ...RECORD, origin: 'reused', outcome: 'reused' })).toMatchObject({
    Outcome: 'reused', State: 'COMPLETED', RecoveryPointArn: RECORD.recoveryPointArn,
  });
});

test.each(['timedOut', 'skipped', 'unknown', '', 'toString'])('with the outcome %j the state of the job is not known', (outcome) => {
  expect(attributesOfRecord({ ...RECORD, outcome }).State).toBe('');
});

test('without a job there is no state', () => {
  expect(attributesOfRecord({ ...EMPTY_RECORD, outcome: 'failed', statusMessage: 'x' })).toMatchObject({ State: '', StatusMessage: 'x', BackupVaultArn: '' });
});

test.each<[string, Partial<HistoryRecord>]>([
  ['vault', { backupVaultName: '' }],
  ['stack', { stackId: '' }],
  ['stack in the form of an ARN', { stackId: 'orders' }],
])('without a %s there is no ARN of the vault', (_what, members) => {
  expect(attributesOfRecord({ ...RECORD, ...members }).BackupVaultArn).toBe('');
});

test('all attributes are strings', () => {
  expect(new Set(Object.values(attributesOfRecord(EMPTY_RECORD)))).toEqual(new Set(['']));
});

test('a job that could not be followed failed, as the response to its request said', () => {
  expect(attributesOfRecord({ ...RECORD, outcome: 'unknown' })).toMatchObject({ Outcome: 'failed', BackupJobId: RECORD.backupJobId });
});
