import { retryCause } from '../../../lambda/job/retry-cause';
import { jobRecord } from '../../util/events';

const failed = (MessageCategory: string, StatusMessage = '', State = 'FAILED') => retryCause(jobRecord({ State, MessageCategory, StatusMessage }));

test.each(['INVALID_STATE', 'InvalidState', 'INVALIDSTATE', 'invalid_state'])('a job of category %s failed because its resource was not ready', (category) => {
  expect(failed(category)).toBe('notReady');
});

test.each(['ACCESS_DENIED', 'AccessDenied', 'ACCESSDENIED'])('a job of category %s failed because its role was not permitted', (category) => {
  expect(failed(category, 'whatever')).toBe('notPermitted');
});

test.each([
  'Instance is not in state available',
  "Instance orders is not in state 'available'",
  'DB instance is not in the available state',
  'Cannot create a snapshot because the database instance orders is not currently in the available state.',
  'The file system is not in a valid state',
  'Cluster orders is not currently available.',
  'The table is being created',
  'Table orders is still creating',
  'InvalidDBInstanceState: DB cluster is upgrading',
  'InvalidDBClusterStateFault',
  'IncorrectFileSystemLifeCycleState',
  'IncorrectInstanceState',
  'TableInUseException',
  'Instance is stopped',
  'Cannot snapshot volume in state creating',
])('a message says that the resource is not ready: %s', (message) => {
  expect(failed('MISCELLANEOUS', message)).toBe('notReady');
  expect(failed('', message)).toBe('notReady');
});

test.each([
  'The provided role arn:aws:iam::1:role/x cannot be assumed by AWS Backup.',
  'IAM Role x does not have sufficient permissions to execute the backup',
  'User: arn:aws:sts::1:assumed-role/x is not authorized to perform: rds:CreateDBSnapshot',
  'Access Denied trying to call AWS Backup service',
  'The role is missing permissions',
  'Insufficient privileges to perform this action',
])('a message says that the role is not permitted: %s', (message) => {
  expect(failed('MISCELLANEOUS', message)).toBe('notPermitted');
});

test.each([
  ['ACCESS_DENIED', 'with an explicit deny in a resource-based policy', 'FAILED'],
  ['ACCESS_DENIED', 'with an explicit deny in a service control policy', 'FAILED'],
  ['MISCELLANEOUS', 'is not authorized to perform: x because no permissions boundary allows it', 'FAILED'],
  ['MISCELLANEOUS', 'disk on fire', 'FAILED'],
  ['MISCELLANEOUS', 'DSQL is not available in this Region', 'FAILED'],
  ['RESOURCE_NOT_FOUND', 'the table does not exist', 'FAILED'],
  ['LIMIT_EXCEEDED', '', 'FAILED'],
  ['', '', 'FAILED'],
  ['INVALID_STATE', '', 'EXPIRED'],
  ['INVALID_STATE', '', 'ABORTED'],
  ['ACCESS_DENIED', '', 'COMPLETED'],
  ['INVALID_STATE', '', 'PARTIAL'],
])('nothing says that another start may succeed: %s, "%s" %s', (category, message, state) => {
  expect(failed(category, message, state)).toBeUndefined();
});
