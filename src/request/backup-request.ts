/**
 * The request of AWS Backup's StartBackupJob, member for member as the API spells it.
 *
 * The construct passes it to the handler as one JSON string, so that CloudFormation does not turn its numbers and booleans
 * into strings, and so that the same string works with `aws backup start-backup-job --cli-input-json`.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export interface BackupRequest {
  readonly BackupVaultName: string;
  readonly LogicallyAirGappedBackupVaultArn?: string;
  readonly ResourceArn: string;
  readonly IamRoleArn: string;
  readonly IdempotencyToken?: string;
  readonly StartWindowMinutes?: number;
  readonly CompleteWindowMinutes?: number;
  readonly Lifecycle?: RecoveryPointLifecycle;
  readonly RecoveryPointTags?: Readonly<Record<string, string>>;
  readonly BackupOptions?: Readonly<Record<string, string>>;
  readonly Index?: 'ENABLED' | 'DISABLED';
}

/** How long the recovery point is kept, and where. */
export interface RecoveryPointLifecycle {
  readonly DeleteAfterDays?: number;
  readonly MoveToColdStorageAfterDays?: number;
  readonly OptInToArchiveForSupportedResources?: boolean;
}
