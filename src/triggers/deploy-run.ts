/** Which deployments run an on-deploy backup. */
export enum DeployRun {
  /** When the definition is new, when it changed, and when `revision` or a watched construct changed. */
  ON_CHANGE = 'ON_CHANGE',

  /**
   * In each deployment. The template then holds the time of its synthesis: it is another one each time, `cdk diff` always shows a
   * change, and no deployment ends with "no changes".
   */
  EVERY_DEPLOY = 'EVERY_DEPLOY',

  /** When the definition is new, and never again, whatever changes. */
  ONCE = 'ONCE',
}
