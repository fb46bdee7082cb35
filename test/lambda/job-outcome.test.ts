import { isSuccess, type Outcome, outcomeOf } from '../../lambda/job-outcome';
import { jobRecord } from '../util/events';

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

test.each<[Outcome | undefined, boolean]>([
  ['succeeded', true],
  ['succeededWithIssues', true],
  ['partial', false],
  ['failed', false],
  ['expired', false],
  ['aborted', false],
  [undefined, false],
])('outcome %s counts as success: %s', (outcome, expected) => {
  expect(isSuccess(outcome)).toBe(expected);
});
