import type { Duration } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { BackupResourceType } from '../backup-resource-type';
import type { BackupWaitProps } from '../backup-wait-props';
import type { FailureAction } from '../failure-action';

/**
 * What a protection does for each resource.
 *
 * Here are the props that fit every resource type. A resource that needs others (cold storage, an index, the Volume Shadow Copy
 * Service) gets a definition of its own with `BackupTrigger.beforeChange()` and `BackupTrigger.onDelete()`, which the
 * protection then leaves alone.
 *
 * Those that are about the wait (`timeout`, `onFailure`, ...) are for the backup before a change. Of them, `timeout` and `failOnIssues` are
 * for the final backup too.
 */
export interface BackupProtectionProps extends BackupWaitProps {
  /**
   * Whether a resource is backed up before CloudFormation changes it.
   *
   * @default true
   */
  readonly beforeChange?: boolean;

  /**
   * Whether a resource is backed up before CloudFormation deletes it, also when it would be retained.
   *
   * @default true
   */
  readonly onDelete?: boolean;

  /**
   * Properties that may change without a backup, by their names in CloudFormation; those of a member after a dot:
   * `Tags`, `Replicas.Tags`. A resource that has no such property is not concerned. An error without `beforeChange`.
   *
   * @default - a change of any property needs a backup
   */
  readonly ignoreProperties?: string[];

  /**
   * What a failed final backup means to the deletion, as `BackupTrigger.onDelete()` takes it. An error without `onDelete`.
   *
   * @default FailureAction.FAIL: no backup, no delete
   */
  readonly onDeleteFailure?: FailureAction;

  /**
   * The resource types to protect. Others are left out of it, without a warning.
   *
   * @default - all that AWS Backup supports
   */
  readonly resourceTypes?: BackupResourceType[];

  /**
   * The vault that the recovery points go to. It must be in the account and Region of each stack, and outlive them.
   *
   * @default - one vault for each stack, as without a protection
   */
  readonly backupVault?: IBackupVault;

  /**
   * The role that AWS Backup assumes. It must be allowed to back up each of the resource types, trust `backup.amazonaws.com`, and outlive its recovery points.
   *
   * @default - one role for each stack, with the AWS managed policies that its resource types need
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
   */
  readonly role?: IRole;

  /**
   * How long the recovery points are kept. 1 to 36,500 days, in whole days. Must lie in the range of a locked vault.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
   * @default - kept until somebody deletes them
   */
  readonly deleteAfter?: Duration;

  /**
   * How long a job may wait before it begins. At least one hour, in whole minutes.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - AWS Backup's own: 8 hours
   */
  readonly startWindow?: Duration;

  /**
   * How long after it was asked for a job must be done; AWS Backup cancels it then. In whole minutes. Left out for Amazon FSx, where it has
   * no effect.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - no limit
   */
  readonly completionWindow?: Duration;

  /**
   * Tags for the recovery points, beside those copied from the resources. At most 50 altogether.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/tags-on-backups.html
   * @default - only those copied from the resources
   */
  readonly recoveryPointTags?: { [key: string]: string };
}
