import type { Duration } from 'aws-cdk-lib';
import type { BackupResource, IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { BackupResourceType } from './backup-resource-type';
import type { IBackupTrigger } from './backup-trigger';

/**
 * What to back up, where to, and how.
 *
 * Every member of the API's `StartBackupJob` has its prop here. What AWS documents as wrong is an error at synth, with all
 * problems of one definition in one message; values known only at deploy time (tokens) are checked by the handler with the
 * same rules, and a problem then fails the deployment.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export interface OnDemandBackupProps {
  /**
   * The one resource to back up: a factory of `BackupResource` that names one resource, or
   * `BackupResource.fromArn(...)` for anything else.
   *
   * `BackupResource.fromTag` and `BackupResource.fromConstruct` select any number of resources, for backup plans, and are an
   * error here.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
   */
  readonly resource: BackupResource;

  /**
   * The type of the resource, where its ARN alone does not tell: the ARN is a token of unknown origin (a parameter, an
   * import), or AWS Backup supports the type since a later date than this library.
   *
   * Decides which AWS managed policies the default role gets, and which rules are checked.
   *
   * @default - found out from the ARN or from the construct that it belongs to; when that fails, a warning tells
   */
  readonly resourceType?: BackupResourceType;

  /**
   * When the backup runs.
   *
   * @default [BackupTrigger.onDeploy()]
   */
  readonly triggers?: IBackupTrigger[];

  /**
   * The vault that the recovery point goes to, in the account and Region of the stack.
   *
   * @default - one vault for the stack, shared by its definitions: retained when the stack is deleted, encrypted with the AWS
   * managed key `aws/backup`, and with a name that a later stack of the same name does not use again
   */
  readonly backupVault?: IBackupVault;

  /**
   * A logically air-gapped vault, in the account and Region of the stack, as the primary target.
   *
   * Types that AWS Backup manages fully go straight into it; others leave a temporary snapshot in `backupVault` and are then
   * copied; types that it does not support stay in `backupVault`, which is a warning at synth. Pass it with
   * `BackupVault.fromBackupVaultArn(...)`. `deleteAfter` must lie in its retention range.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/lag-vault-primary-backup.html
   * @default - none
   */
  readonly logicallyAirGappedBackupVault?: IBackupVault;

  /**
   * The role that AWS Backup assumes to make the recovery point. It must trust `backup.amazonaws.com`, and it must outlive its
   * recovery points: without it they can neither expire nor be tiered.
   *
   * @default - one role for the stack, shared by its definitions: retained, with the AWS managed policies that the resource
   * types of the stack need
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
   */
  readonly role?: IRole;

  /**
   * How long the job may wait before it begins; a job that has not begun by then is `EXPIRED`. At least one hour, in whole
   * minutes.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - AWS Backup's own: 8 hours
   */
  readonly startWindow?: Duration;

  /**
   * How long after it was asked for the job must be done; AWS Backup cancels it then. Counts from the same moment as
   * `startWindow` and should be longer (a warning says so). In whole minutes. Has no effect on Amazon FSx.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - no limit
   */
  readonly completionWindow?: Duration;

  /**
   * How long the recovery point is kept. 1 to 36,500 days, in whole days; with `moveToColdStorageAfter`, at least 90 days more
   * than that. Must lie in the range of a locked vault.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
   * @default - kept until somebody deletes it
   */
  readonly deleteAfter?: Duration;

  /**
   * How long after its creation the recovery point moves to cold storage. In whole days. Has no effect on a type without cold
   * storage (a warning says so).
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
   * @default - it stays in warm storage
   */
  readonly moveToColdStorageAfter?: Duration;

  /**
   * Whether `moveToColdStorageAfter` may use the archive tier of the resource's own service, which Amazon EBS needs. Has no
   * effect without `moveToColdStorageAfter`.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
   * @default false
   */
  readonly optInToArchiveForSupportedResources?: boolean;

  /**
   * Tags for the recovery point, beside those copied from the resource. At most 50 altogether; keys up to 128 characters and not
   * beginning with `aws:`, values up to 256.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/tags-on-backups.html
   * @default - only those copied from the resource
   */
  readonly recoveryPointTags?: { [key: string]: string };

  /**
   * Whether to make an application-consistent backup with the Windows Volume Shadow Copy Service. Only for an EC2 instance with
   * Windows and the VSS components; AWS Backup falls back to a crash-consistent backup, and the job then is "completed with issues".
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/windows-backups.html
   * @default - AWS Backup's own: false
   */
  readonly windowsVss?: boolean;

  /**
   * Whether to back up the access control lists of the objects. Only for an S3 bucket.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
   * @default - AWS Backup's own: true
   */
  readonly backupAcls?: boolean;

  /**
   * Whether to back up the tags of the objects. Only for an S3 bucket.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
   * @default - AWS Backup's own: true
   */
  readonly backupObjectTags?: boolean;

  /**
   * Further backup options, as the API takes them, for what has no prop here. An option that has a prop of its own
   * (`windowsVss`, `backupAcls`, `backupObjectTags`) may be given in one place only.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - none
   */
  readonly backupOptions?: { [name: string]: string };

  /**
   * Whether to make a backup index, by which files in the recovery point can be searched. Only for EBS and S3.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-search.html
   * @default - AWS Backup's own: false
   */
  readonly index?: boolean;

  /**
   * The idempotency token of the job. AWS Backup starts no second job for a token that it has seen: with a token of your own,
   * no later deployment makes a backup until you change the token.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - one for each occasion: the same for a repeated delivery of one request, another for each deployment
   */
  readonly idempotencyToken?: string;

  /**
   * Whether the stack gets the outputs `BackupJobId` and `RecoveryPointArn`. A template holds 200 outputs: turn them off in
   * a stack of more than 100 definitions and use the attributes.
   *
   * @default true
   */
  readonly stackOutputs?: boolean;

  /**
   * Name of the stack output with the job's id. Has no effect without `stackOutputs`.
   *
   * @default - the path of the definition in its stack, followed by `BackupJobId`
   */
  readonly backupJobIdOutputName?: string;

  /**
   * Name of the stack output with the recovery point's ARN. Has no effect without `stackOutputs`.
   *
   * @default - the path of the definition in its stack, followed by `RecoveryPointArn`
   */
  readonly recoveryPointArnOutputName?: string;
}
