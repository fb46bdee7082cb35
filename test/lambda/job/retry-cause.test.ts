import { adviceFor } from '../../../lambda/advice/advice';
import { retryCause } from '../../../lambda/job/retry-cause';
import { jobRecord } from '../../util/events';

const failed = (MessageCategory: string, StatusMessage = '', State = 'FAILED') => retryCause(jobRecord({ State, MessageCategory, StatusMessage }));

test.each(['INVALID_STATE', 'InvalidState', 'INVALIDSTATE', 'invalid_state'])('a job of category %s failed because its resource was not ready', (category) => {
  expect(failed(category)).toBe('notReady');
});

test.each(['ACCESS_DENIED', 'AccessDenied', 'ACCESSDENIED'])('a job of category %s failed because its role was not permitted', (category) => {
  expect(failed(category, 'whatever')).toBe('notPermitted');
});

const BUSY = [
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
  'Instance orders is being modified',
  'InvalidDBClusterStateFault: DBCluster orders is not available',
  'DBCluster orders is not available',
  "The DB instance 'orders' is not available.",
  'Resource arn:aws:dynamodb:eu-west-1:111122223333:table/orders is not yet available',
  "The file system isn't available",
  "The cluster isn't in the available state",
  'Attempt to change a resource which is still in use: Table is being created: orders',
];

test.each(BUSY)('a message says that the resource is not ready: %s', (message) => {
  expect(failed('MISCELLANEOUS', message)).toBe('notReady');
  expect(failed('', message)).toBe('notReady');
});

const DENIED = [
  'The provided role arn:aws:iam::1:role/x cannot be assumed by AWS Backup.',
  'IAM Role x does not have sufficient permissions to execute the backup',
  'User: arn:aws:sts::1:assumed-role/x is not authorized to perform: rds:CreateDBSnapshot',
  'Access Denied trying to call AWS Backup service',
  'The role is missing permissions',
  'Insufficient privileges to perform this action',
  'The role does not have the required permissions',
  'The role lacks permission',
  'insufficient permissions',
  'missing required permissions',
  'The role does not have access to the resource',
];

test.each(DENIED)('a message says that the role is not permitted: %s', (message) => {
  expect(failed('MISCELLANEOUS', message)).toBe('notPermitted');
});

test.each(BUSY)('the advice knows it, too: %s', (message) => {
  expect(adviceFor({ message, state: 'FAILED' })?.cause).toContain('was busy or stopped');
});

test.each(DENIED)('the advice knows that, too: %s', (message) => {
  expect(adviceFor({ message, state: 'FAILED' })?.cause).toMatch(/^`role` /);
});

test.each([
  ['ACCESS_DENIED', 'with an explicit deny in a resource-based policy', 'FAILED'],
  ['ACCESS_DENIED', 'with an explicit deny in a service control policy', 'FAILED'],
  ['MISCELLANEOUS', 'is not authorized to perform: x because no permissions boundary allows it', 'FAILED'],
  ['MISCELLANEOUS', 'disk on fire', 'FAILED'],
  ['MISCELLANEOUS', 'DSQL is not available in this Region', 'FAILED'],
  ['MISCELLANEOUS', 'The requested feature is not available', 'FAILED'],
  ['MISCELLANEOUS', 'AWS Backup is not available to account 1', 'FAILED'],
  ['MISCELLANEOUS', 'The cluster is not available to account 1', 'FAILED'],
  ['MISCELLANEOUS', 'The requested instance type is not available', 'FAILED'],
  ['MISCELLANEOUS', 'Table orders is not available in this Region', 'FAILED'],
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
