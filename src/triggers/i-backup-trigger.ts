import type { CfnResource } from 'aws-cdk-lib';
import type { IOnDemandBackup } from '../i-on-demand-backup';

/**
 * Decides when a definition runs.
 *
 * For a trigger of your own: return the `bind` of one that `BackupTrigger` offers, or start an execution of
 * `definition.stateMachine` with `definition.executionInput(...)`, for which `definition.grantStart(...)` gives the permission.
 */
export interface IBackupTrigger {
  /**
   * Adds to the definition what this trigger needs. Called once for each definition that the trigger is given to.
   *
   * @param definition the definition to run
   */
  bind(backup: IOnDemandBackup): BackupTriggerConfig;
}

/** What a trigger added to a definition. */
export interface BackupTriggerConfig {
  /**
   * The custom resource whose attributes describe the job.
   *
   * @default - none: the trigger does not run during a deployment, so there is no job to describe
   */
  readonly customResource?: CfnResource;

  /**
   * The custom resource that starts the job, where another one describes it: a long timeout takes several, one after the other.
   *
   * @default - `customResource`
   */
  readonly firstCustomResource?: CfnResource;

  /**
   * Whether there may be nothing to back up yet when it runs, so that there is no job to describe. Another trigger of the definition then
   * is preferred to tell the attributes.
   *
   * @default false
   */
  readonly mayBeSkipped?: boolean;
}
