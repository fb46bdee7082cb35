import type { CfnResource } from 'aws-cdk-lib';
import type { IOnDemandBackup } from './i-on-demand-backup';

/**
 * Decides when a backup runs.
 *
 * For your own trigger, return the `bind` of one that `BackupTrigger` offers, or start an execution of `backup.stateMachine` with
 * `backup.executionInput(...)`, for which `backup.grantStart(...)` grants the permission.
 */
export interface IBackupTrigger {
  /**
   * Adds to the backup what this trigger needs. Called once for each backup that has the trigger.
   *
   * What it throws fails the synth: in TypeScript the exception itself, in other languages jsii's exception with the same message. An error
   * if it returns no `BackupTriggerConfig`.
   *
   * @param backup the backup to run. In languages other than TypeScript it may be another object than the `OnDemandBackup` that was
   * constructed: compare `backup.node.path`, not the objects
   */
  bind(backup: IOnDemandBackup): BackupTriggerConfig;
}

/** What a trigger added to a backup. */
export interface BackupTriggerConfig {
  /**
   * The custom resource whose attributes describe the job.
   *
   * @default - none: the trigger does not run during a deployment, so no job can be described
   */
  readonly customResource?: CfnResource;

  /**
   * The custom resource that starts the job, if another one describes it: a long timeout needs several, one after the other.
   *
   * @default - `customResource`
   */
  readonly firstCustomResource?: CfnResource;

  /**
   * Whether the resource may not exist yet when the trigger runs, so that no job can be described. The attributes then prefer another
   * trigger of the backup.
   *
   * @default false
   */
  readonly mayBeSkipped?: boolean;
}
