/** The operations that the stand-in imitates. */
export const OPERATION_NAMES = [
  'StartBackupJob', 'DescribeBackupJob', 'StopBackupJob', 'ListBackupJobs', 'DescribeRecoveryPoint', 'DeleteRecoveryPoint',
  'CreateBackupVault', 'DescribeBackupVault',
] as const;

export type OperationName = typeof OPERATION_NAMES[number];
