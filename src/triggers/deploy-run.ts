/** Which deployments run an on-deploy backup. */
export enum DeployRun {
  /** If the backup is new, if its request to AWS Backup changed, or if `revision` or a watched construct changed. */
  ON_CHANGE = 'ON_CHANGE',

  /**
   * Every deployment. The template then contains the time of its synthesis, so it differs each time: `cdk diff` always shows a change,
   * and no deployment ends with "no changes".
   */
  EVERY_DEPLOY = 'EVERY_DEPLOY',

  /** Only the deployment that adds the backup, whatever changes later. */
  ONCE = 'ONCE',
}
