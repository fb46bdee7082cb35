import type { Duration } from 'aws-cdk-lib';

/**
 * The options of the job: the members of `StartBackupJob` besides resource, vault and role.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export interface BackupJobProps {
  /**
   * How long the job may wait before it begins; a job that has not begun by then is `EXPIRED`. At least one hour, in whole
   * minutes.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - AWS Backup's own: 8 hours
   */
  readonly startWindow?: Duration;

  /**
   * How long after the request the job must be done; AWS Backup then cancels it. Counts from the same moment as `startWindow`
   * and should be longer, otherwise a warning says so. In whole minutes. Has no effect on Amazon FSx.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - no limit
   */
  readonly completionWindow?: Duration;

  /**
   * How long the recovery point is kept. 1 to 36,500 days, in whole days; with `moveToColdStorageAfter`, at least 90 days longer
   * than that. Must be within the retention range of a locked vault.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
   * @default - kept until someone deletes it
   */
  readonly deleteAfter?: Duration;

  /**
   * How long after its creation the recovery point moves to cold storage. In whole days. Has no effect on a type without cold
   * storage, and a warning says so.
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
   * Tags for the recovery point, in addition to those copied from the resource. At most 50 altogether; keys up to 128
   * characters that do not begin with `aws:`, values up to 256.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/tags-on-backups.html
   * @default - only those copied from the resource
   */
  readonly recoveryPointTags?: { [key: string]: string };

  /**
   * Whether to make an application-consistent backup with the Windows Volume Shadow Copy Service. Only for an EC2 instance with
   * Windows and the VSS components; AWS Backup falls back to a crash-consistent backup, and the job is then "completed with issues".
   * For another type, true is an error, and false a warning.
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
   * Other backup options, as the API accepts them, for what has no prop here. An option that has its own prop (`windowsVss`,
   * `backupAcls`, `backupObjectTags`) may be given in one place only.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - none
   */
  readonly backupOptions?: { [name: string]: string };

  /**
   * Whether to create a backup index, which makes the files in the recovery point searchable. Only for EBS and S3.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-search.html
   * @default - AWS Backup's own: false
   */
  readonly index?: boolean;

  /**
   * The idempotency token of the job. AWS Backup starts no second job for a token that it has seen: if you set a
   * token, no later deployment makes a backup until you change it.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - one for each idempotency key: the same for a repeated delivery of one request, a different one for each deployment
   */
  readonly idempotencyToken?: string;

  /**
   * Members of the request that the API has got since this library was released, by their names in the API. The handler sends them as they are;
   * those of the lifecycle go under `Lifecycle`: `{ NewMember: 'value', Lifecycle: { NewDays: 7 } }`. A member that has a prop here is an error, and so
   * is one without a value.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
   * @default - none
   */
  readonly additionalRequestMembers?: { [member: string]: any };
}
