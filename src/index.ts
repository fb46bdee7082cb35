export type { BackupJobProps } from './backup-job-props';
export { BackupResourceType } from './backup-resource-type';
export { BackupTrigger, type BackupTriggerConfig, type IBackupTrigger, type OnDeployOptions } from './backup-trigger';
export type { BackupWaitProps } from './backup-wait-props';
export { FailureAction } from './failure-action';
export { OnDemandBackup } from './on-demand-backup';
export type { OnDemandBackupProps } from './on-demand-backup-props';
export { TimeoutAction } from './timeout-action';
export { WaitLevel } from './wait-level';
