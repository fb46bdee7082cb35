/** The operations of AWS Backup that the stand-in imitates. */
const BACKUP_OPERATIONS = [
  'StartBackupJob', 'DescribeBackupJob', 'StopBackupJob', 'ListBackupJobs', 'DescribeRecoveryPoint', 'DeleteRecoveryPoint',
  'ListRecoveryPointsByBackupVault', 'CreateBackupVault', 'DescribeBackupVault',
] as const;

/** The operations of Parameter Store that the stand-in imitates. */
const PARAMETER_OPERATIONS = [
  'PutParameter', 'GetParameter', 'GetParameters', 'GetParametersByPath', 'GetParameterHistory', 'DescribeParameters', 'DeleteParameter',
  'DeleteParameters', 'LabelParameterVersion', 'UnlabelParameterVersion', 'AddTagsToResource', 'RemoveTagsFromResource', 'ListTagsForResource',
] as const;

export const OPERATION_NAMES = [...BACKUP_OPERATIONS, ...PARAMETER_OPERATIONS] as const;

export type OperationName = typeof OPERATION_NAMES[number];
