import { DOCUMENTED_FAILURES } from './documented-failures';
import { adviceFor, ADVICE_ROWS, describeAdvice, holds } from '../../../lambda/advice/advice';
import type { Failure } from '../../../lambda/advice/advice';

const ROLE = 'arn:aws:iam::111122223333:role/backup';
const FUNCTION = 'User: arn:aws:sts::111122223333:assumed-role/orders-Handler/orders-Handler';
const JOB_USER = 'User: arn:aws:sts::111122223333:assumed-role/backup/AWSBackup-backup';
const VAULT = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:vault';

function job(message: string, category?: string, more: Partial<Failure> = {}): Failure {
  return { state: 'FAILED', category, message, ...more };
}

function start(message: string): Failure {
  return { call: 'start', message: `StartBackupJob: ${message}` };
}

const denied = (rest: string) => start(`AccessDeniedException: ${FUNCTION} is not authorized to perform: backup:StartBackupJob on resource: ${VAULT} ${rest}`);

/** Messages of the service, and words that only their advice has. */
const SAMPLES: readonly (readonly [said: Failure, advice: string])[] = [
  [job('Versioning is not enabled on orders within account 111122223333'), '`versioned: true`'],
  [job('Versioning is suspended on bucket orders', 'MISCELLANEOUS', { state: 'EXPIRED' }), '`versioned: true`'],
  [job('No objects were backed up from the source bucket orders. To get notified of these failures, enable SNS event notifications.'), 'restore archived objects'],
  [job('No objects were backed up from the source bucket orders.', 'MISCELLANEOUS', { state: 'COMPLETED', resourceType: 'S3' }), 'restore archived objects'],
  [job('Bucket orders already has continuous backup enabled for another vault Backup job failed.'), 'give that vault as `backupVault`'],
  [job('Windows VSS Backup Job Error encountered, trying for regular backup', 'VSS_ERROR', { state: 'COMPLETED' }), 'leave out `windowsVss`'],
  [job('Windows VSS Backup attempt failed because of insufficient privileges to perform this operation', undefined, { resourceType: 'EC2' }), 'leave out `windowsVss`'],
  [job('Backup job completed successfully to the target backup vault. This resource is encrypted with an AWS managed key and cannot be copied to a logically air-gapped backup vault.', 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT_NOT_SUPPORTED', { state: 'COMPLETED' }), 'encrypt the resource with a customer managed key'],
  [job('Backup job completed successfully to the target backup vault. This resource type is not supported by logically air-gapped backup vault.', undefined, { state: 'COMPLETED' }), 'leave out `logicallyAirGappedBackupVault` for this resource'],
  [job('', 'LogicallyAirGappedBackupVaultNotSupported', { state: 'COMPLETED' }), 'leave out `logicallyAirGappedBackupVault` for this resource'],
  [job('Backup job could not start because it is either inside or too close to the weekly maintenance window configured in RDS instance', 'INVALID_LIFECYCLE'), 'move the window'],
  [job('Backup job could not start because it is either inside or too close to the automated backup window configured in RDS instance'), 'move the window'],
  [job('Backup job failed because the lifecycle is outside the valid range for backup vault.'), 'set `deleteAfter`'],
  [job('The retention specified in the job is not within the range specified for the target Backup Vault.', 'INVALID_LIFECYCLE'), 'set `deleteAfter`'],
  [job('Stack orders is in UPDATE_IN_PROGRESS state', 'MISCELLANEOUS'), 'deploy again when that stack is done'],
  [job('UPDATE_ROLLBACK_FAILED', undefined, { resourceType: 'CloudFormation' }), 'deploy again when that stack is done'],
  [job('', 'INVALID_STATE', { resourceType: 'CloudFormation' }), 'deploy again when that stack is done'],
  [job('This operation is not valid for the specified hypervisor because it is not online', 'HYPERVISOR_OFFLINE'), 'hypervisor ONLINE'],
  [job('CreateSnapshot method not supported on hypervisor during snapshot creation. Aborted backup job', 'UNSUPPORTED_OPERATION'), 'take a snapshot by hand first'],
  [job('The AWS Access Key Id needs a subscription for the service', 'ACCESS_KEY_ERROR'), 'sign-up of the account'],
  [start('OptInRequired: The AWS Access Key ID needs a subscription for the service'), 'sign-up of the account'],
  [start('OptInRequired: no reason given'), 'Service opt-in'],
  [job('', 'FEATURE_NOT_ENABLED'), 'Service opt-in'],
  [job('The provided role arn:aws:iam::111122223333:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup cannot be assumed by AWS Backup.'), 'create-service-linked-role'],
  [start(`AccessDeniedException: ${FUNCTION} is not authorized to perform: iam:CreateServiceLinkedRole`), 'create-service-linked-role'],
  [start(`InvalidParameterValueException: IAM Role ${ROLE} cannot be assumed by AWS Backup`), 'trust the service backup.amazonaws.com'],
  [job(`IAM Role ${ROLE} cannot be assumed by AWS Backup`, 'ACCESS_DENIED', { resourceType: 'S3' }), 'trust the service backup.amazonaws.com'],
  [job('Given key ID is not accessible', 'KMS_KEY_ERROR'), 'enable the key'],
  [job('Given key ID does not exist', 'RESOURCE_NOT_FOUND'), 'enable the key'],
  [job('The source snapshot KMS key does not exist, is not enabled or you do not have permissions to access it'), 'enable the key'],
  [job(`${JOB_USER} is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1`, 'ACCESS_DENIED', { resourceType: 'S3' }), 'enable the key'],
  [start(`AccessDeniedException: ${FUNCTION} is not authorized to perform: iam:PassRole on resource: ${ROLE} with an explicit deny in a permissions boundary`), 'denies iam:PassRole'],
  [denied('with an explicit deny in a service control policy'), 'allow the action there'],
  [job(`${JOB_USER} is not authorized to perform: rds:CreateDBSnapshot because no permissions boundary allows the rds:CreateDBSnapshot action`, 'ACCESS_DENIED'), 'allow the action there'],
  [denied('with an explicit deny in a resource-based policy'), 'take the backup function or its action out of the Deny statement'],
  [denied('because no identity-based policy allows the backup:StartBackupJob action'), 'the backup function is denied the call'],
  [{ message: 'DescribeBackupJob: AccessDeniedException: no reason given' }, 'the backup function is denied the call'],
  [{ call: 'start', message: `DescribeStackResource: AccessDenied: ${FUNCTION} is not authorized to perform: cloudformation:DescribeStackResource` }, 'the resources of the stack'],
  [{ call: 'start', message: 'ListBackupJobs: AccessDeniedException: no reason given' }, 'the resources of the stack'],
  [{ call: 'start', message: 'DescribeStacks: UnrecognizedClientException: no reason given' }, 'the resources of the stack'],
  [{ call: 'start', message: 'DescribeStackResource: Throttling: Rate exceeded' }, 'too many calls to CloudFormation'],
  [{ call: 'start', message: 'DescribeStacks: Throttling: Rate exceeded' }, 'too many calls to CloudFormation'],
  [job('You are not authorized to perform this operation. Encoded authorization failure message: aBc', 'ACCESS_DENIED'), 'decode-authorization-message'],
  [job('The IAM role lacks permissions to read the source tags or set the destination tags', 'ACCESS_DENIED'), 'backup:TagResource'],
  [job('Your backup job failed as AWS Backup does not have permission to describe resource arn:aws:s3:::orders. Please review your IAM policies.', 'ACCESS_DENIED'), 'BackupResourceType.S3'],
  [job('Customer credential miss permission to get bucket versioning for bucket.'), 'BackupResourceType.S3'],
  [job(`${JOB_USER} is not authorized to perform: s3:GetBucketTagging on resource: arn:aws:s3:::orders`), 'BackupResourceType.S3'],
  [job('Access Denied', 'AccessDenied', { resourceType: 'S3' }), 'BackupResourceType.S3'],
  [job(`${JOB_USER} is not authorized to perform: dynamodb:StartAwsBackupJob on resource: arn:aws:dynamodb:eu-west-1:111122223333:table/orders`), 'lacks a permission for the resource'],
  [job('Your backup job failed as AWS Backup does not have permission to describe resource arn:aws:rds:eu-west-1:111122223333:db:orders'), 'lacks a permission for the resource'],
  [job('', 'ACCESSDENIED'), 'lacks a permission for the resource'],
  [job('The resultant tag set must not have more than 50 user tags.', 'LIMIT_EXCEEDED'), 'fewer `recoveryPointTags`'],
  [job('More than 50 tags specified'), 'fewer `recoveryPointTags`'],
  [job('We are unable to copy resource tags to your backup because of the Internal Failure.', 'TAG_COPY_ERROR'), '`role` needs no change'],
  [job('Your backup succeeded, but we were unable to persist NetworkInterfaces metadata as its size exceeded our internal limits.', 'LIMIT_EXCEEDED', { state: 'COMPLETED' }), 'by hand when you restore'],
  [job('Subscriber limit exceeded: You have reached the maximum concurrent number of backups, which is 300.', 'LIMIT_EXCEEDED'), 'wait until others are done'],
  [job('Image creation throttled due to maximum number of concurrent snapshots on an EBS volume.', 'LIMIT_EXCEEDED'), 'wait until others are done'],
  [job('Maximum allowed in-progress snapshots for a single volume exceeded.'), 'wait until others are done'],
  [job('Maximum allowed active snapshot limit exceeded.', 'LIMIT_EXCEEDED'), 'a higher quota'],
  [job('Cannot create more than 20 user snapshots'), 'a higher quota'],
  [start('LimitExceededException: You have reached your quota'), 'a higher quota'],
  [start('ThrottlingException: Rate exceeded'), 'too many calls to AWS Backup'],
  [job('Backup job failed because there was a running job for the same resource.', undefined, { state: 'EXPIRED' }), 'one at a time'],
  [job('', 'CONCURRENT_JOB'), 'one at a time'],
  [job('Instance is not in state available', 'INVALID_STATE', { resourceType: 'RDS' }), 'was busy or stopped'],
  [job('DB instance orders is not in the available state'), 'was busy or stopped'],
  [job('Cannot create a snapshot because the database instance orders is not currently in the available state.', undefined, { resourceType: 'RDS' }), 'was busy or stopped'],
  [job(`"Backup job failed because backup vault ${VAULT} does not exist."`, 'RESOURCE_NOT_FOUND'), 'the name of `backupVault`, or leave it out'],
  [start('ResourceNotFoundException: Backup vault vault cannot be found'), 'the name of `backupVault`, or leave it out'],
  [job('The specified volume was not found.', 'RESOURCE_NOT_FOUND'), 'the ARN of `resource`'],
  [job('Could not find resource fs-01234567'), 'the ARN of `resource`'],
  [job('DBInstance orders not found.'), 'the ARN of `resource`'],
  [start('ResourceNotFoundException: no reason given'), 'the ARN of `resource`'],
  [job('Unsupported resource type: RDS Custom', 'RESOURCE_NOT_SUPPORTED'), 'does not support this type'],
  [job('Feature is not supported for provided resource type.'), 'does not support this type'],
  [job('The operation is not supported for this volume', 'UnsupportedOperation'), 'does not support this type'],
  [job('Token expired. Try again.', 'TOKEN_EXPIRED'), 'ran out during the job'],
  [job('An internal error occurred.', 'FATAL_ERROR'), 'a fault inside AWS'],
  [start('ServiceUnavailableException: try again'), 'a fault inside AWS'],
  [job('"Backup job expired before completion."', 'JOB_EXPIRED', { state: 'EXPIRED' }), 'a longer `completionWindow`'],
  [job('"Backup job expired before completion."', undefined, { state: 'EXPIRED' }), 'a longer `completionWindow`'],
  [job('', undefined, { state: 'EXPIRED' }), 'could not begin in `startWindow`'],
  [job('Backup job did not start within the start window', 'JobExpired', { state: 'FAILED' }), 'could not begin in `startWindow`'],
  [job('"Backup job was stopped by user."', undefined, { state: 'ABORTED' }), 'CloudTrail'],
  [job('', 'MISCELLANEOUS', { state: 'PARTIAL' }), 'define a backup of its own'],
  ...['orders', 'fs-01234567'].map((name) => [
    job(`${JOB_USER} is not authorized to perform: s3:GetObject on resource: ${name} with an explicit deny in a resource-based policy`, 'ACCESS_DENIED', { resourceType: 'S3' }),
    'exempt both `role` and the role AWSServiceRoleForBackup',
  ] as const),
  [job('User: arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForBackup/x is not authorized to perform: s3:GetBucketLocation on resource: arn:aws:s3:::orders with an explicit deny in a resource-based policy'),
    'exempt both `role` and the role AWSServiceRoleForBackup'],
  [job(`${JOB_USER} is not authorized to perform: elasticfilesystem:Backup on resource: arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567 with an explicit deny in a resource-based policy`,
    undefined, { resourceType: 'EFS' }), 'exempt both `role` and the role AWSServiceRoleForBackup'],
  ...['an identity-based policy', 'a session policy', 'a VPC endpoint policy', 'a resource control policy'].map((policy) => [
    job(`${JOB_USER} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::orders with an explicit deny in ${policy}`, 'ACCESS_DENIED', { resourceType: 'S3' }), 'allow the action there',
  ] as const),
  [job('Access denied', undefined, { resourceType: 'S3' }), 'BackupResourceType.S3'],
  [job('Access Denied', 'MISCELLANEOUS', { resourceType: 'S3' }), 'BackupResourceType.S3'],
  [job(`${JOB_USER} is not authorized to perform: events:PutRule on resource: arn:aws:events:eu-west-1:111122223333:rule/AwsBackupManagedRule-1`), 'BackupResourceType.S3'],
  [job('Unable to perform s3:PutBucketNotification on orders'), 'BackupResourceType.S3'],
  [start(`InvalidParameterValueException: IAM Role ${ROLE} does not have sufficient permissions to execute the backup`), 'service-role/AWSBackupServiceRolePolicyForBackup'],
  [{ ...start(`InvalidParameterValueException: IAM Role ${ROLE} does not have sufficient permissions to execute the backup.`), resourceType: 'S3' }, 'AWSBackupServiceRolePolicyForS3Backup (without a path)'],
  [job(`IAM Role ${ROLE} does not have sufficient permissions to execute the backup`, 'ACCESS_DENIED', { resourceType: 'S3' }), 'AWSBackupServiceRolePolicyForS3Backup (without a path)'],
  [start('InvalidRequestException: Unable to create the service-linked role for AWS Backup'), 'create-service-linked-role'],
  [start('AccessDeniedException: Cannot find Service Linked Role'), 'create-service-linked-role'],
  [{ message: `DeleteRecoveryPoint: AccessDeniedException: ${FUNCTION} is not authorized to perform: backup:DeleteRecoveryPoint with an explicit deny in a resource-based policy` }, 'or keep recovery points'],
  [{ message: 'DeleteRecoveryPoint: AccessDeniedException: no reason given (arn:aws:ec2:eu-west-1::snapshot/snap-1)' }, 'or keep recovery points'],
  [{ message: 'DescribeRecoveryPoint: AccessDeniedException: Insufficient privileges to perform this action.' }, 'or keep recovery points'],
  [{ message: 'AWS Backup could not delete arn:aws:ec2:eu-west-1::snapshot/snap-1: The snapshot snap-1 is currently in use by ami-1' }, 'deregister the AMI'],
  [{ message: 'DeleteRecoveryPoint: InvalidParameterValueException: Recovery point cannot be deleted (Backup vault configured with Lock)' }, 'until its retention ends'],
  [{ message: 'DeleteRecoveryPoint: InvalidRequestException: The recovery point is under legal hold' }, 'until its retention ends'],
  [job('The specified instance is a member of a cluster and a snapshot cannot be created directly. Please use the CreateDBClusterSnapshot API instead.', undefined, { resourceType: 'RDS' }), 'the ARN of the cluster'],
  [job("IncorrectState: The volume 'vol-1' is 'retired'", 'INVALID_STATE'), 'make a new volume'],
  [job('Cannot snapshot volume vol-1: it is retired'), 'make a new volume'],
  [job('Cannot create a snapshot because the database instance orders is not currently in the available state.', undefined, { resourceType: 'RDS' }), 'was busy or stopped'],
  [job('Cluster orders is not in an available state'), 'was busy or stopped'],
  [job('Maximum allowed active snapshot limit exceeded.'), 'a higher quota'],
];

/** The texts above, and those that AWS documents. */
const ALL: readonly Failure[] = [
  ...SAMPLES.map(([said]) => said),
  ...DOCUMENTED_FAILURES.map(({ text, category, state = 'FAILED', type, call }) => ({ message: text, category, state, resourceType: type, call })),
];

test.each(SAMPLES.map(([said, words]) => [said.message, said.category, said.state ?? said.call, words, said] as const))(
  '"%s" (%s, %s) gives: %s', (_message, _category, _state, words, said) => {
    expect(describeAdvice(adviceFor(said)!)).toContain(words);
  },
);

test('the words of a sample belong to one row only', () => {
  const rowsWith = (words: string) => ADVICE_ROWS.filter((row) => describeAdvice(row).includes(words));
  expect(SAMPLES.filter(([, words]) => rowsWith(words).length !== 1)).toEqual([]);
});

test('every row is reached by a sample', () => {
  const reached = new Set(ALL.map(adviceFor));
  expect(ADVICE_ROWS.filter((row) => !reached.has(row))).toEqual([]);
});

test('every condition is one by which a sample reaches its row', () => {
  const reached = ADVICE_ROWS.flatMap((row) => row.when.filter((condition) =>
    ALL.some((said) => adviceFor(said) === row && holds(condition, said))));
  expect(ADVICE_ROWS.flatMap((row) => row.when).filter((condition) => !reached.includes(condition))).toEqual([]);
});

describe('near misses get no advice', () => {
  test.each<[string, Failure]>([
    ['nothing said', job('')],
    ['a category that says nothing', job('Something new', 'MISCELLANEOUS')],
    ['a category without a fixed cause', job('A value is wrong', 'INVALIDPARAMETERS')],
    ['a success', job('', 'SUCCESS', { state: 'COMPLETED' })],
    ['a job that still runs', job('', undefined, { state: 'RUNNING' })],
    ['a category of which a known one is a part', job('', 'KMS_KEY_ERROR_2')],
    ['a state in another case', job('', undefined, { state: 'Expired' })],
    ['versioning that is on', job('Versioning is enabled on orders')],
    ['fewer than 50 tags', job('No more than 5 tags are shown')],
    ['a window that is not one of the resource', job('The start window is closed')],
    ['another thing that does not exist', job('Plan 7 does not exist')],
    ['another stack status', job('Stack orders is in UPDATE_COMPLETE state')],
    ['a status word outside a stack', job('Import IN_PROGRESS')],
    ['expiry of another thing', job('The certificate expired before completion of the job')],
    ['a status call for an unknown job', { call: 'start', message: 'DescribeBackupJob: ResourceNotFoundException: Job not known' }],
    ['a wrong value', start('InvalidParameterValueException: Start window must be at least 60 minutes')],
    ['another thing that is retired', job('The employee is retired')],
    ['a member of another thing', job('The user is a member of a group')],
    ['a snapshot that is in use by something else', job('The snapshot is currently in use by vol-1')],
    ['a lock of another kind', job('The lock of the table could not be had')],
    ['a feature that is not available', job('The requested feature is not available')],
    ['a service that is not available', job('AWS Backup is not available to account 1')],
    ['what is not in another thing', job('The agent is not installed')],
    ['a state that is fine', job('The instance is in the available state')],
    ['a number of something else that is allowed', job('You have exceeded the number of users allowed.')],
    ['an authentication elsewhere', job('authentication failed')],
    ['gateways that are there', job('Gateways are available')],
    ['a wait in another service', job('The data ingestion has started')],
    ['a function that ran out of time', { call: 'start', message: 'RequestId: 1 Error: Task timed out after 180.00 seconds' }],
  ])('%s', (_what, said) => {
    expect(adviceFor(said)).toBeUndefined();
  });
});

describe('the call decides whose permission is meant', () => {
  const message = `${FUNCTION} is not authorized to perform: backup:StartBackupJob`;

  test.each<[string, Failure, string]>([
    ['a call that was to start a job', { call: 'start', message }, 'backup function'],
    ['a job', { call: 'job', message }, '`role` lacks a permission'],
    ['a job, which is the default', { message }, '`role` lacks a permission'],
  ])('%s', (_what, said, words) => {
    expect(adviceFor(said)?.cause).toContain(words);
  });
});

describe.each(ADVICE_ROWS.map((row) => [row.cause, row] as const))('the row "%s"', (_cause, row) => {
  test('is one line of fewer than 400 characters', () => {
    expect(describeAdvice(row)).toMatch(/^Likely cause: .+\. Fix: .+\. See https:\/\/\S+$/);
    expect(Buffer.byteLength(describeAdvice(row))).toBeLessThan(400);
  });

  test('has a source that is a page of AWS or a public issue', () => {
    const { protocol, hostname } = new URL(row.source);
    expect([protocol, hostname]).toEqual(['https:', expect.stringMatching(/^(docs\.aws\.amazon\.com|repost\.aws|github\.com)$/)]);
  });

  test('asks for something in each of its conditions', () => {
    expect(row.when.filter(({ says, category, state }) => !says && !category && !state)).toEqual([]);
    expect(row.when.length).toBeGreaterThan(0);
  });

  test('has no expression with a memory', () => {
    expect(row.when.filter(({ says }) => says?.global || says?.sticky)).toEqual([]);
  });
});
