import type { CfnResource } from 'aws-cdk-lib';
import type { OnDemandBackup } from './on-demand-backup';
import { OnDeploy } from './private/on-deploy';

/** Decides when a definition runs. */
export interface IBackupTrigger {
  /**
   * Adds to the definition what this trigger needs. Called once for each definition that the trigger is given to.
   *
   * @param definition the definition to run
   */
  bind(definition: OnDemandBackup): BackupTriggerConfig;
}

/** What a trigger added to a definition. */
export interface BackupTriggerConfig {
  /**
   * The custom resource whose attributes describe the job.
   *
   * @default - none: the trigger does not run during a deployment, so there is no job to describe
   */
  readonly customResource?: CfnResource;
}

/** When an on-deploy backup runs again. */
export interface OnDeployOptions {
  /**
   * Anything that names the state of what is deployed: a release number, a git SHA. A change runs the backup again, although
   * the definition is the same.
   *
   * @default - the backup runs again only when its definition changes
   */
  readonly revision?: string;
}

/** The triggers that this library offers. */
export class BackupTrigger {
  /**
   * Runs the backup during the deployment, after the resource was created or updated: when the definition is new, when it
   * changed, and when `revision` changed. A deployment that changes none of these runs no backup.
   *
   * @param options when to run again
   */
  public static onDeploy(options: OnDeployOptions = {}): IBackupTrigger {
    return new OnDeploy(options);
  }

  private constructor() {}
}
