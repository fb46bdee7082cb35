import type { IConstruct } from 'constructs';
import type { DeployRun } from './deploy-run';

/** When an on-deploy backup runs again. */
export interface OnDeployOptions {
  /**
   * Anything that names the state of what is deployed: a release number, a git SHA. A change runs the backup again, although
   * the definition is the same.
   *
   * @default - the backup runs again only when its definition changes
   */
  readonly revision?: string;

  /**
   * Constructs whose change runs the backup again: all resources in them, as CloudFormation sees them. It gives no order: use
   * `executeBefore` or `executeAfter` for that.
   *
   * @default - none
   */
  readonly watch?: IConstruct[];

  /**
   * Which deployments run the backup. `revision` and `watch` are an error with any other than `DeployRun.ON_CHANGE`: they would have
   * no effect.
   *
   * @default DeployRun.ON_CHANGE
   */
  readonly run?: DeployRun;
}
