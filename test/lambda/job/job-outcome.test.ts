import { gaveWay, isSuccess, outcomeOf } from '../../../lambda/job/job-outcome';
import type { Outcome } from '../../../src/request/execution/execution-state';
import { waitPolicy, jobRecord } from '../../util/events';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html, and the spellings of the API reference */
const CATEGORIES = [
  'ACCESS_DENIED', 'LIMIT_EXCEEDED', 'CONCURRENT_JOB', 'FEATURE_NOT_ENABLED', 'JOB_EXPIRED', 'INVALID_LIFECYCLE', 'INVALID_STATE',
  'KMS_KEY_ERROR', 'ACCESS_KEY_ERROR', 'HYPERVISOR_OFFLINE', 'RESOURCE_NOT_FOUND', 'RESOURCE_NOT_SUPPORTED', 'TAG_COPY_ERROR',
  'TOKEN_EXPIRED', 'UNSUPPORTED_OPERATION', 'FATAL_ERROR', 'VSS_ERROR', 'MISCELLANEOUS',
  'LOGICALLY_AIR_GAPPED_BACKUP_VAULT_NOT_SUPPORTED', 'AccessDenied', 'INVALIDPARAMETERS', 'a new one', 'UNSUCCESSFUL', 'SUCCESS_NOT',
];
const ANY_CATEGORY = [...CATEGORIES, ...CATEGORIES.map((category) => category.toLowerCase()), 'SUCCESS', 'success', ''];
const MESSAGES = ['', 'the service says something'];

describe('a COMPLETED job', () => {
  test.each(['SUCCESS', 'success', 'Success'])('of category %s succeeded, whatever its message', (MessageCategory) => {
    MESSAGES.forEach((StatusMessage) => expect(outcomeOf(jobRecord({ MessageCategory, StatusMessage }))).toBe('succeeded'));
  });

  test.each([...CATEGORIES, ...CATEGORIES.map((category) => category.toLowerCase())])('of category %s has issues, whatever its message', (MessageCategory) => {
    MESSAGES.forEach((StatusMessage) => expect(outcomeOf(jobRecord({ MessageCategory, StatusMessage }))).toBe('succeededWithIssues'));
  });

  test.each([['', 'succeeded'], ['Windows VSS failed', 'succeededWithIssues']])('without a category and with the message "%s" %s', (StatusMessage, outcome) => {
    expect(outcomeOf(jobRecord({ MessageCategory: '', StatusMessage }))).toBe(outcome);
  });
});

test.each<[string, Outcome | undefined]>([
  ['CREATED', undefined],
  ['PENDING', undefined],
  ['RUNNING', undefined],
  ['ABORTING', undefined],
  ['ABORTED', 'aborted'],
  ['FAILED', 'failed'],
  ['EXPIRED', 'expired'],
  ['PARTIAL', 'partial'],
  ['', undefined],
  ['A_STATE_OF_THE_FUTURE', undefined],
  ['completed', undefined],
])('a job in state "%s" means %s, whatever its category and message', (State, outcome) => {
  for (const MessageCategory of ANY_CATEGORY) {
    for (const StatusMessage of MESSAGES) { expect(outcomeOf(jobRecord({ State, MessageCategory, StatusMessage }))).toBe(outcome); }
  }
});

test.each<[Outcome | undefined, boolean, boolean]>([
  ['succeeded', true, true],
  ['succeededWithIssues', true, false],
  ['partial', false, false],
  ['failed', false, false],
  ['expired', false, false],
  ['aborted', false, false],
  ['timedOut', false, false],
  ['skipped', false, false],
  ['reused', true, true],
  [undefined, false, false],
])('outcome %s counts as success: %s, and when issues fail it: %s', (outcome, expected, strict) => {
  expect(isSuccess(outcome, waitPolicy())).toBe(expected);
  expect(isSuccess(outcome, waitPolicy({ FailOnIssues: false }))).toBe(expected);
  expect(isSuccess(outcome, waitPolicy({ FailOnIssues: true }))).toBe(strict);
  expect(isSuccess(outcome, waitPolicy({ WarnOnFailure: true, Accepted: true, OnTimeout: 'CONTINUE' }))).toBe(expected);
});

const BUSY = 'There is a running job for the same resource.';

test.each([
  ['EXPIRED', 'CONCURRENT_JOB', '', true],
  ['FAILED', 'CONCURRENT_JOB', '', true],
  ['EXPIRED', 'ConcurrentJob', '', true],
  ['EXPIRED', 'concurrentjob', '', true],
  ['EXPIRED', 'JOB_EXPIRED', BUSY, true],
  ['FAILED', '', BUSY, true],
  ['EXPIRED', 'JOB_EXPIRED', 'Backup job did not start before its start window closed', false],
  ['FAILED', 'ACCESS_DENIED', '', false],
  ['FAILED', 'NOT_CONCURRENT_JOB', '', false],
  ['FAILED', 'CONCURRENT_JOBS', '', false],
  ['ABORTED', 'CONCURRENT_JOB', '', true],
  ['ABORTED', '', 'Backup job failed because there was a running job for the same resource.', true],
  ['ABORTED', '', 'Backup job was stopped by user.', false],
  ['ABORTING', 'CONCURRENT_JOB', BUSY, false],
  ['PARTIAL', 'CONCURRENT_JOB', BUSY, false],
  ['COMPLETED', 'CONCURRENT_JOB', BUSY, false],
  ['PENDING', 'CONCURRENT_JOB', BUSY, false],
])('a job that is %s, of category "%s" and with message "%s", gave way: %s', (State, MessageCategory, StatusMessage, expected) => {
  expect(gaveWay(jobRecord({ State, MessageCategory, StatusMessage }))).toBe(expected);
});
