export { BackupResourceType } from './backup-resource-type';
export { BackupTrigger, type BackupTriggerConfig, type IBackupTrigger, type OnDeployOptions } from './backup-trigger';
export { OnDemandBackup } from './on-demand-backup';
export type { OnDemandBackupProps } from './on-demand-backup-props';
