import { Annotations, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { addChain } from './custom-resource-chain';
import { DeployRun } from './deploy-run';
import type { BackupTriggerConfig, IBackupTrigger } from '../i-backup-trigger';
import { waitForResource } from './wait-for-resource';
import { watchedResources, watchProblems } from './watched-resources';
import { contextOf } from '../backup/backup-context';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { failOn } from '../backup/problems';
import { waitPolicies } from '../backup/wait-policies';
import { guarantee } from '../guarantees/guarantee';
import { linkGuarantees } from '../guarantees/link-guarantees';
import { existOnlyWith } from '../guarantees/same-condition';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import { TriggerKind } from '../request/names';
import { changeProperties } from '../template/changes/change-properties';

/** When an on-deploy backup runs again. */
export interface OnDeployOptions {
  /**
   * Any string that identifies what is deployed: a release number, a git SHA. A change runs the backup again, even if its
   * request to AWS Backup is the same. An error if it is empty, and a warning if it is given as `undefined`.
   *
   * @default - the backup runs again only if its request to AWS Backup changes
   */
  readonly revision?: string;

  /**
   * Constructs whose change runs the backup again: a change of any resource in them, as CloudFormation sees it. It defines no order: use
   * `executeBefore` or `executeAfter` for that.
   *
   * @default - none
   */
  readonly watch?: IConstruct[];

  /**
   * Which deployments run the backup. `revision` and `watch` are an error with any value except `DeployRun.ON_CHANGE`: they would
   * have no effect.
   *
   * @default DeployRun.ON_CHANGE
   */
  readonly run?: DeployRun;
}

/** What a missing value becomes in a string. */
const MISSING_VALUES: readonly unknown[] = [undefined, '', 'undefined', 'null', 'NaN', '[object Object]'];

function revisionWarning(revision: string | undefined): string {
  return `\`revision\` is ${revision === undefined ? 'undefined' : JSON.stringify(revision)}, so a later release makes no backup unless the request of its job changes: `
    + 'pass what names the release (`node.getContext(...)` throws if it is forgotten), or leave `revision` out';
}

/** A custom resource that CloudFormation creates or updates after the resource that its request names. */
export class OnDeploy implements IBackupTrigger {
  /** The id of the custom resource in its backup. */
  public static readonly ID = 'OnDeploy';

  constructor(private readonly options: OnDeployOptions) {}

  public bind(backup: IOnDemandBackup): BackupTriggerConfig {
    const context = contextOf(backup, 'BackupTrigger.onDeploy()');
    const { props, request, resource: { origin } } = context;
    failOn(backup, this.problems(backup, props));
    const { revision } = this.options;
    if ('revision' in this.options && MISSING_VALUES.includes(revision?.trim())) {
      Annotations.of(backup).addWarningV2('cdk-on-demand-backup:revisionUndefined', revisionWarning(revision));
    }
    const properties = { Request: request, Trigger: this.options.run === DeployRun.ONCE ? TriggerKind.ON_FIRST_DEPLOY : undefined };
    const { first, last, links } = addChain(backup, OnDeploy.ID, waitPolicies(props), properties, this.changing(backup));
    waitForResource(first, context.resource);
    links.forEach((link) => existOnlyWith(backup, 'onDeploy', link, origin));
    linkGuarantees('onDeploy', links, context).forEach((each) => guarantee(backup, each));
    return { customResource: last, firstCustomResource: first };
  }

  private problems(backup: IOnDemandBackup, props: OnDemandBackupProps): string[] {
    const { revision, watch, run = DeployRun.ON_CHANGE } = this.options;
    const ineffective = Object.entries({ revision, watch }).filter(([, value]) => value !== undefined).map(([name]) => `\`${name}\``);
    return [
      ...backup.node.tryFindChild(OnDeploy.ID) ? ['`triggers` has more than one onDeploy (the `immediate` of a schedule is one, too): '
        + 'one backup runs once in a deployment, leave the others out'] : [],
      ...revision === '' ? ['`revision` is empty: pass something that changes with each release, or leave it out'] : [],
      ...watchProblems(backup, watch, watchedResources(watch ?? [])),
      ...run !== DeployRun.ON_CHANGE && ineffective.length > 0
        ? [`\`run\` is DeployRun.${run}, with which ${ineffective.join(' and ')} would have no effect: leave one of them out`] : [],
      ...run === DeployRun.EVERY_DEPLOY ? idempotencyTokenReuseProblems(props, 'DeployRun.EVERY_DEPLOY') : [],
    ];
  }

  /** The properties that change if the backup is to run again with the same request. */
  private changing(backup: IOnDemandBackup): object {
    const { revision, run, watch } = this.options;
    if (run === DeployRun.EVERY_DEPLOY) { return { Revision: new Date().toISOString() }; }
    if (watch === undefined) { return { Revision: revision }; }
    return changeProperties(() => watchedResources(watch), () => backup.node.findChild(OnDeploy.ID) as CfnResource, { revision });
  }
}
