import type { AdviceRow } from './advice-row';
import { GUIDE, IAM_GUIDE } from './sources';
import { NOT_PERMITTED } from '../job/retry-cause';

/** Permissions of the account, the role of the job, the function that starts the job, and keys. */
export const accessRows: readonly AdviceRow[] = [
  {
    when: [{ category: 'ACCESS_KEY_ERROR' }, { says: /\baccess key id needs a subscription\b/i }],
    cause: 'the account is not signed up for the service, or its sign-up is not complete',
    fix: 'complete the sign-up of the account, enable the Region, and deploy again',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/APIReference/CommonErrors.html',
  },
  {
    // The error of a service that is not opted in is not documented.
    when: [{ category: 'FEATURE_NOT_ENABLED' }, { says: /\bOptInRequired\b|\bnot opted[- ]in\b|\bservice opt-in\b/i }],
    cause: 'AWS Backup is not turned on for the type of the resource in this account and Region',
    fix: 'turn the type on in the AWS Backup console (Settings, Service opt-in) or with `aws backup update-region-settings`',
    source: `${GUIDE}/working-with-supported-services.html`,
  },
  {
    // Of AWS Backup it is observed only that its own role must be exempt, too; that a Deny counts is documented.
    when: [{ call: 'job', says: /\bexplicit deny in a resource-based policy\b/i }],
    cause: 'the policy of the resource, as of a bucket or a file system, denies AWS Backup the action',
    fix: 'exempt both `role` and the role AWSServiceRoleForBackup from the Deny statement',
    source: `${IAM_GUIDE}/troubleshoot_access-denied.html`,
  },
  {
    // The wording is observed only, in notes on GitHub; that AWS Backup needs the role is documented.
    when: [{ says: /\bAWSServiceRoleForBackup\b|\biam:CreateServiceLinkedRole\b|\bservice[- ]linked role\b/i }],
    cause: 'the account has no service-linked role AWSServiceRoleForBackup, and it may not be created now',
    fix: 'create it once: `aws iam create-service-linked-role --aws-service-name backup.amazonaws.com`',
    source: `${GUIDE}/using-service-linked-roles-AWSServiceRoleForBackup.html`,
  },
  {
    when: [{ says: /\bcannot be assumed\b/i }],
    cause: '`role` is missing, was created a moment ago, or does not trust AWS Backup',
    fix: 'let `role` trust the service backup.amazonaws.com and keep it as long as its backups; if it is new, deploy again',
    source: `${GUIDE}/iam-service-roles.html`,
  },
  {
    when: [{ says: /\bsufficient permissions to execute the backup\b/i }],
    cause: '`role` lacks the policy for the type, or a policy of the resource denies it',
    fix: 'give it service-role/AWSBackupServiceRolePolicyForBackup or, for S3, AWSBackupServiceRolePolicyForS3Backup (without a path), or leave out `role`',
    source: `${GUIDE}/security-iam-awsmanpol.html`,
  },
  {
    when: [
      { category: 'KMS_KEY_ERROR' },
      { says: /\bgiven key id (is not accessible|does not exist)\b/i },
      { says: /\bkms key\b.*\b(disabled|does not exist|not enabled|denied|not accessible)\b/i },
      { call: 'job', says: /\bnot authorized to perform:? kms:/i },
    ],
    cause: 'the KMS key of the resource or of `backupVault` is disabled or deleted, or `role` may not use it',
    fix: 'enable the key, and let `role` use it: in its policies and in the key policy',
    source: `${GUIDE}/encryption.html`,
  },
  {
    // The error of a denied call is documented for IAM in general, not for AWS Backup.
    when: [{ call: 'start', says: /\biam:PassRole\b/i }],
    cause: 'the backup function may not pass `role` to AWS Backup',
    fix: 'remove what denies iam:PassRole: a permissions boundary, an SCP, or a `role` of another account',
    source: `${IAM_GUIDE}/id_roles_use_passrole.html`,
  },
  {
    when: [
      { says: /\b(service control policy|permissions boundary|resource control policy)\b/i },
      { says: /\bexplicit deny in an? (identity-based|session|VPC endpoint) policy\b/i },
    ],
    cause: 'the policy that the message names denies the action, whatever else allows it',
    fix: 'allow the action there, for the role that the message names',
    source: `${IAM_GUIDE}/troubleshoot_access-denied.html`,
  },
  {
    when: [{ call: 'start', says: /\bexplicit deny in a resource-based policy\b/i }],
    cause: 'the access policy of `backupVault` denies the call',
    fix: 'take the backup function or its action out of the Deny statement',
    source: `${GUIDE}/create-a-vault-access-policy.html`,
  },
  {
    when: [{ says: /\b(DescribeStacks|DescribeStackResource|ListBackupJobs): (AccessDenied|UnrecognizedClient)/ }],
    cause: 'the backup function may not read the resources of the stack or list jobs',
    fix: 'deploy the stack again, and remove what denies the action that the message names: a changed role, a permissions boundary, an SCP',
    source: `${IAM_GUIDE}/troubleshoot_access-denied.html`,
  },
  {
    when: [
      { call: 'start', says: /\bAccessDenied|\bnot authorized to perform\b/ },
      { says: /\b(StartBackupJob|DescribeBackupJob): AccessDenied/ },
    ],
    cause: 'the backup function is denied the call, or `backupVault` does not exist',
    fix: 'check the name of `backupVault`, its access policy, and permissions boundaries and SCPs of the account',
    source: `${GUIDE}/troubleshooting.html#troubleshooting-backup-general`,
  },
  {
    when: [{ says: /\bencoded authorization failure message\b/i }],
    cause: '`role` lacks a permission that the message hides',
    fix: 'read it with `aws sts decode-authorization-message`, and give `role` the action that it names',
    source: 'https://repost.aws/knowledge-center/backup-decode-encoded-error',
  },
  {
    when: [{ says: /\bpermissions? to read the source tags\b|\bset the destination tags\b|\bbackup:TagResource\b/i }],
    cause: '`role` may not read the tags of the resource or tag the recovery point',
    fix: 'give `role` backup:TagResource and the permission to list the tags of the resource, or leave out `role`',
    source: `${GUIDE}/troubleshooting.html#troubleshooting-create-backup`,
  },
  {
    // "does not have permission to describe resource" is observed only:
    // https://github.com/ministryofjustice/modernisation-platform/issues/6152
    when: [
      { resourceType: 'S3', category: 'ACCESS_DENIED' },
      { says: /\bpermission to describe resource arn:[\w-]+:s3:::/i },
      { says: /\bpermission to get bucket versioning\b/i },
      { says: /\bnot authorized to perform:? (s3|events):|\bunable to perform (s3|events):/i },
      { resourceType: 'S3', says: /\baccess denied\b/i },
    ],
    cause: '`role` lacks the permissions for S3, which the policies for other types do not include',
    fix: 'give `role` the managed policy AWSBackupServiceRolePolicyForS3Backup, or leave out `role` and set `resourceType: BackupResourceType.S3`',
    source: `${GUIDE}/s3-backups.html#one-time-permissions-setup`,
  },
  {
    when: [{ category: 'ACCESS_DENIED' }, { says: NOT_PERMITTED }],
    cause: '`role` lacks a permission for the resource',
    fix: 'give `role` the action that the message names or AWSBackupServiceRolePolicyForBackup, or leave out `role` and set `resourceType`',
    source: 'https://repost.aws/articles/ARt46qw01wR9OiksidJR0fMg/understanding-iam-roles-and-permissions-in-aws-backup',
  },
];
