import { fingerprintOf } from '../../../lambda/history/fingerprint-of';
import { isGood } from '../../../lambda/history/newest';
import { recordedTrigger, recordOf } from '../../../lambda/history/record-of';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import { EMPTY_RECORD, type HistoryRecord } from '../../../src/request/history/history-record';
import type { RecordedTrigger } from '../../../src/request/history/recorded-trigger';
import {
  executionState, FULL_REQUEST, JOB_ID, jobRecord, properties, RECOVERY_POINT_ARN, REQUEST, REQUEST_ID, requestJson, RESOURCE_ARN, responseAddress,
  runningJob, startedJob, waitPolicy,
} from '../../util/events';

const ADDRESS = responseAddress();
const TRIGGER: RecordedTrigger = recordedTrigger(properties({ Revision: '1.4' }), ADDRESS);

function recordFor(state: Partial<ExecutionState>): HistoryRecord {
  return recordOf(executionState(state), TRIGGER);
}

test('a record says all that is known of a job that ended', () => {
  const options = `--backup-vault-name vault --recovery-point-arn ${RECOVERY_POINT_ARN} --region eu-west-1`;
  expect(recordFor({ Request: JSON.stringify(FULL_REQUEST), Job: jobRecord({ StatusMessage: 'well' }), Outcome: 'succeeded' })).toEqual({
    schema: '1',
    outcome: 'succeeded',
    recoveryPointArn: RECOVERY_POINT_ARN,
    backupJobId: JOB_ID,
    backupVaultName: 'vault',
    resourceArn: RESOURCE_ARN,
    resourceType: 'EFS',
    creationDate: '2025-11-23T04:00:00.000Z',
    completionDate: '2025-11-23T04:10:00.000Z',
    backupSizeInBytes: '1073741824',
    trigger: 'on-deploy',
    fingerprint: fingerprintOf(properties({ Revision: '1.4' })),
    stackId: ADDRESS.StackId,
    requestId: REQUEST_ID,
    logicalId: ADDRESS.LogicalResourceId,
    iamRoleArn: REQUEST.IamRoleArn,
    expiryDate: '2026-11-23T04:00:00.000Z',
    idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
    origin: 'own',
    formerFingerprint: '',
    revision: '1.4',
    statusMessage: 'well',
    copies: '',
    describeCommand: `aws backup describe-recovery-point ${options}`,
    restoreMetadataCommand: `aws backup get-recovery-point-restore-metadata ${options}`,
  });
});

test('the vault is the one that the job went to', () => {
  const vaultArn = 'arn:aws-cn:backup:cn-north-1:111122223333:backup-vault:air-gapped';
  const record = recordFor({ Job: jobRecord({ BackupVaultArn: vaultArn }), Outcome: 'succeeded' });
  expect(record.backupVaultName).toBe('air-gapped');
  expect(record.describeCommand).toContain('--backup-vault-name air-gapped');
  expect(record.describeCommand).toMatch(/--region cn-north-1$/);
});

test('of a job that was just started, the request and the stack say the rest', () => {
  const record = recordFor({ Job: startedJob({ RecoveryPointArn: RECOVERY_POINT_ARN }), ResourceType: 'Aurora' });
  expect(record).toMatchObject({ outcome: '', backupJobId: JOB_ID, backupVaultName: 'vault', resourceArn: RESOURCE_ARN, resourceType: 'Aurora', completionDate: '' });
  expect(record.describeCommand).toMatch(/--backup-vault-name vault .* --region eu-west-1$/);
});

test.each<[string, Partial<ExecutionState>, string]>([
  ['that runs', { Job: runningJob() }, ''],
  ['that nobody waits for, and that has ended', { Job: jobRecord({ State: 'FAILED' }) }, 'failed'],
  ['that ended in time', { Job: jobRecord(), Outcome: 'succeededWithIssues' }, 'succeededWithIssues'],
  ['that did not end in time', { Job: runningJob(), Outcome: 'timedOut' }, 'timedOut'],
  ['that could not be started', { Error: { Error: 'RefusedError' } }, 'failed'],
  ['that could not be followed', { Job: runningJob(), Error: { Error: 'RefusedError' } }, 'unknown'],
  ['that had ended when the execution failed', { Job: jobRecord(), Error: { Error: 'RefusedError' } }, 'succeeded'],
  ['that was not needed', { Skipped: 'not there yet', Outcome: 'skipped' }, 'skipped'],
])('the outcome of a job %s', (_what, state, outcome) => {
  expect(recordFor(state).outcome).toBe(outcome);
});

test.each<[string, Partial<ExecutionState>, RegExp]>([
  ['what AWS Backup says', { Job: jobRecord({ State: 'FAILED', StatusMessage: 'no permission' }), Outcome: 'failed' }, /^no permission$/],
  ['why none was needed', { Skipped: 'not there yet', Outcome: 'skipped' }, /^not there yet$/],
  ['why none was started', { Error: { Error: 'RefusedError', Cause: JSON.stringify({ errorMessage: 'no such vault' }) } }, /^No backup job was started for .* no such vault/],
  ['why it was not followed', { Job: runningJob(), Error: { Error: 'RefusedError', Cause: 'gone' } }, /could not be followed.*gone/],
  ['that the time was up', { Job: runningJob(), Outcome: 'timedOut', WaitedSeconds: 600, WaitPolicy: waitPolicy() }, /still RUNNING after 10 minutes/],
  ['nothing', { Job: jobRecord(), Outcome: 'succeeded' }, /^$/],
])('the status message of a record is %s', (_what, state, message) => {
  expect(recordFor(state).statusMessage).toMatch(message);
});

test.each([undefined, { DeleteAfterDays: -1 }, {}, { DeleteAfterDays: 'x' }])('with the lifecycle %j, the recovery point does not expire', (lifecycle) => {
  expect(recordFor({ Request: requestJson({ Lifecycle: lifecycle }), Job: jobRecord(), Outcome: 'succeeded' }).expiryDate).toBe('');
});

test('a reused recovery point is good, has an origin of its own, and expires by a lifecycle of its own', () => {
  const record = recordOf(executionState({ Request: JSON.stringify(FULL_REQUEST), Job: jobRecord(), Outcome: 'succeeded' }), TRIGGER, 'reused');
  expect(record).toMatchObject({ origin: 'reused', outcome: 'reused', expiryDate: '', recoveryPointArn: RECOVERY_POINT_ARN });
  expect(isGood(record, {})).toBe(true);
});

test('the same idempotency key has the same hash, and shows nothing of the key', () => {
  const hash = (IdempotencyKey: string): string => recordFor({ IdempotencyKey }).idempotencyKey;
  expect(hash('one')).toBe(hash('one'));
  expect(hash('one')).not.toBe(hash('two'));
  expect(hash('one')).not.toContain('one');
});

test('of a schedule, the record says what its input says', () => {
  const trigger = { trigger: 'on-schedule-1a2b3c4d', stackId: ADDRESS.StackId, fingerprint: '', revision: '', requestId: '', logicalId: '', formerFingerprint: '' };
  expect(recordOf(executionState({ Job: jobRecord(), Outcome: 'succeeded' }), trigger)).toMatchObject(trigger);
});

describe('what a record says of the trigger', () => {
  test('is what its custom resource says', () => {
    expect(recordedTrigger(properties({ Trigger: 'BEFORE_CHANGE', Revision: '2' }), ADDRESS)).toEqual({
      formerFingerprint: '',
      trigger: 'before-change',
      fingerprint: fingerprintOf(properties({ Revision: '2' })),
      revision: '2',
      stackId: ADDRESS.StackId,
      requestId: ADDRESS.RequestId,
      logicalId: ADDRESS.LogicalResourceId,
    });
  });

  test('is not why the job was started, in the next custom resources of a chain', () => {
    expect(recordedTrigger(properties({ Revision: '2', ContinuedJobId: JOB_ID }), ADDRESS)).toMatchObject({ fingerprint: '', revision: '' });
    expect(recordedTrigger(properties({ ContinuedJobId: '' }), ADDRESS)).toMatchObject({ fingerprint: '', revision: '' });
  });
});

test.each(['', '{', 'null', '[]', '5', '{"IamRoleArn":5,"Lifecycle":"x","BackupVaultName":[],"ResourceArn":{}}'])('whatever the request is (%s), there is a record of strings', (Request) => {
  const record = recordOf({ ...executionState({ Request }), IdempotencyKey: undefined as unknown as string }, TRIGGER);
  expect(Object.keys(record).sort()).toEqual(Object.keys(EMPTY_RECORD).sort());
  expect(Object.values(record).every((value) => typeof value === 'string')).toBe(true);
});

test('a recovery point that was used instead of a new job is nobody\'s own, with the role and the end that it has', () => {
  const Reused = { IamRoleArn: 'arn:aws:iam::111122223333:role/plan', ExpiryDate: '2026-01-01T00:00:00.000Z' };
  const state = { Request: JSON.stringify(FULL_REQUEST), Job: jobRecord({ BackupJobId: '' }), Reused, Outcome: 'reused' } as const;
  expect(recordFor(state)).toMatchObject({
    outcome: 'reused',
    origin: 'reused',
    recoveryPointArn: RECOVERY_POINT_ARN,
    backupJobId: '',
    iamRoleArn: Reused.IamRoleArn,
    expiryDate: Reused.ExpiryDate,
    revision: '1.4',
    fingerprint: TRIGGER.fingerprint,
    creationDate: '2025-11-23T04:00:00.000Z',
  });
  expect(recordFor({ ...state, Reused: { ...Reused, ExpiryDate: '' } }).expiryDate).toBe('');
  expect(isGood(recordFor(state), waitPolicy())).toBe(true);
});
