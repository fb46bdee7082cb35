/** A recovery point as the SDK returns it in a list, with only the members we read. */
export interface PointInList {
  readonly RecoveryPointArn?: string;
  readonly BackupVaultArn?: string;
  readonly ResourceArn?: string;
  readonly ResourceType?: string;
  readonly IamRoleArn?: string;
  readonly Status?: string;
  readonly CreationDate?: Date;
  readonly CompletionDate?: Date;
  readonly BackupSizeInBytes?: number;
  readonly CalculatedLifecycle?: { readonly DeleteAt?: Date };
  readonly Lifecycle?: { readonly DeleteAfterDays?: number };
}

/** A recovery point of a list. Strings are empty when they are not known. */
export interface ListedPoint {
  readonly RecoveryPointArn: string;
  readonly BackupVaultArn: string;
  readonly ResourceArn: string;
  readonly ResourceType: string;
  readonly IamRoleArn: string;
  readonly Status: string;
  readonly CreationDate?: Date;
  readonly CompletionDate?: Date;
  readonly BackupSizeInBytes?: number;
  /** When AWS Backup deletes it; undefined for never. */
  readonly DeleteAt?: Date;
  /** How long it is kept, in days; undefined for ever. */
  readonly DeleteAfterDays?: number;
}

/** Turns a recovery point of a list into the members we use. */
export function toListedPoint({ CalculatedLifecycle, Lifecycle, ...point }: PointInList): ListedPoint {
  const { RecoveryPointArn = '', BackupVaultArn = '', ResourceArn = '', ResourceType = '', IamRoleArn = '', Status = '' } = point;
  const { CreationDate, CompletionDate, BackupSizeInBytes } = point;
  const days = Lifecycle?.DeleteAfterDays;
  return {
    RecoveryPointArn,
    BackupVaultArn,
    ResourceArn,
    ResourceType,
    IamRoleArn,
    Status,
    CreationDate,
    CompletionDate,
    BackupSizeInBytes,
    DeleteAt: CalculatedLifecycle?.DeleteAt,
    // -1 means for ever: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
    DeleteAfterDays: days !== undefined && days > 0 ? days : undefined,
  };
}
