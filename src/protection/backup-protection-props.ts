import type { Duration } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { BackupResourceType } from '../backup-resource-type';
import type { BackupWaitProps } from '../backup-wait-props';
import type { FailureAction } from '../failure-action';
import type { ReuseFrom } from '../reuse-from';

/**
 * What a protection does for each resource.
 *
 * These props fit every resource type. For a resource that needs others (cold storage, an index, the Volume Shadow Copy Service),
 * define an `OnDemandBackup` with `BackupTrigger.beforeChange()` and `BackupTrigger.onDelete()`: the protection then adds no other.
 *
 * The props of the wait (`timeout`, `onFailure`, ...) apply to the backup before a change; `timeout` and `failOnIssues` apply to the
 * final backup, too.
 */
export interface BackupProtectionProps extends BackupWaitProps {
  /**
   * Whether a resource is backed up before CloudFormation changes it.
   *
   * @default true
   */
  readonly beforeChange?: boolean;

  /**
   * Whether a resource is backed up before CloudFormation deletes it, even if it would be retained.
   *
   * @default true
   */
  readonly onDelete?: boolean;

  /**
   * Properties that may change without a backup, by their names in CloudFormation; those of a member after a dot:
   * `Tags`, `Replicas.Tags`. Has no effect on a resource without such a property. An error without `beforeChange`.
   *
   * @default - a change of any property needs a backup
   */
  readonly ignoreProperties?: string[];

  /**
   * Whether the tags of a resource may change without a backup, whatever its type calls them: `Tags`, `FileSystemTags`, `Replicas.Tags`. For
   * tags that change with each release, such as a git SHA. An error without `beforeChange`.
   *
   * @default false
   */
  readonly ignoreTags?: boolean;

  /**
   * What a failed final backup means to the deletion, as `BackupTrigger.onDelete()` takes it. An error without `onDelete`.
   *
   * @default FailureAction.FAIL: no backup, no delete
   */
  readonly onDeleteFailure?: FailureAction;

  /**
   * The resource types to protect. The protection ignores others, without a warning.
   *
   * @default - all that AWS Backup supports
   */
  readonly resourceTypes?: BackupResourceType[];

  /**
   * The vault that the recovery points go to. It must be in the account and Region of each stack, and outlive them.
   *
   * @default - one vault for each stack, as for an `OnDemandBackup`
   */
  readonly backupVault?: IBackupVault;

  /**
   * The role that AWS Backup assumes. It must be allowed to back up each of the resource types, trust `backup.amazonaws.com`, and outlive its
   * recovery points.
   *
   * @default - one role for each stack, with the AWS managed policies that its resource types need
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
   */
  readonly role?: IRole;

  /**
   * How long the recovery points are kept. 1 to 36,500 days, in whole days. Must be within the retention range of a locked
   * vault.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
   * @default - kept until someone deletes them
   */
  readonly deleteAfter?: Duration;

  /**
   * How many good recovery points of each resource stay, as the prop of an `OnDemandBackup` does. 1 to 90. Final backups neither go nor count.
   * Left out for CloudFormation stacks and EKS clusters, whose recovery points AWS Backup does not delete.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html
   * @default - all of them
   */
  readonly keepLast?: number;

  /**
   * For how long each recovery point stays, however many newer ones there are. An error without `keepLast`.
   *
   * @default - their age does not matter
   */
  readonly keepAtLeast?: Duration;

  /**
   * How long a job may wait before it begins. At least one hour, in whole minutes.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - AWS Backup's own: 8 hours
   */
  readonly startWindow?: Duration;

  /**
   * How long after the request a job must be done; AWS Backup then cancels it. In whole minutes. Left out for Amazon FSx, where it has
   * no effect.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - no limit
   */
  readonly completionWindow?: Duration;

  /**
   * Tags for the recovery points, in addition to those copied from the resources. At most 50 altogether.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/tags-on-backups.html
   * @default - only those copied from the resources
   */
  readonly recoveryPointTags?: { [key: string]: string };

  /**
   * How old a recovery point of a resource may be to be used before a change, instead of a new job, as the prop of an `OnDemandBackup`. What was
   * written to the resource since then is not in it. Has no effect on final backups. An error without
   * `beforeChange`.
   *
   * @default - each change makes a new backup
   */
  readonly maxAge?: Duration;

  /**
   * Whose recovery points are used. An error without `maxAge`.
   *
   * @default ReuseFrom.OWN_HISTORY
   */
  readonly reuseFrom?: ReuseFrom;

  /**
   * Whether the recovery points get tags that say where they come from, as the prop of an `OnDemandBackup`.
   *
   * @default true
   */
  readonly provenanceTags?: boolean;

  /**
   * A KMS key that encrypts the histories of the backups, as the prop of an `OnDemandBackup` does. It must be in the Region of each stack, and
   * should outlive them.
   *
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
   * @default - the parameters are not encrypted with a key
   */
  readonly historyEncryptionKey?: IKey;
}
