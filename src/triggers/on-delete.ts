import { type CfnResource, type Duration, Stack } from 'aws-cdk-lib';
import { Dependable, type IDependable } from 'constructs';
import { markCovered } from './coverage';
import { addLink } from './custom-resource-chain';
import { otherStackProblems } from './watched-resources';
import { contextOf } from '../backup/backup-context';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { failOn } from '../backup/problems';
import { reuseProblems, startPolicy } from '../backup/start/start-policy';
import { finalWaitPolicies } from '../backup/wait-policies';
import { FailureAction } from '../failure-action';
import { followCondition } from '../guarantees/condition-guarantee';
import { explainRemoval } from '../guarantees/explain-removal';
import { finalBackupGuarantees } from '../guarantees/final-backup-guarantees';
import { guarantee } from '../guarantees/guarantee';
import type { BackupTriggerConfig, IBackupTrigger } from '../i-backup-trigger';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import { CUSTOM_RESOURCE_TYPE, TriggerKind } from '../request/names';
import type { ReuseFrom } from '../reuse-from';
import { addDependency } from '../template/add-dependency';
import { cfnResourcesIn } from '../template/cfn-definition';

/** What a final backup means to the deletion. */
export interface OnDeleteOptions {
  /**
   * What happens if the final backup fails or does not end in time. The `onFailure` and `onTimeout` of the backup do not apply to it.
   *
   * - `FailureAction.FAIL`: no backup, no delete. The deletion of the stack stops, and the resource is still there.
   * - `FailureAction.WARN`: the deletion goes on without a backup.
   *
   * @default FailureAction.FAIL
   */
  readonly onFailure?: FailureAction;

  /**
   * How old a recovery point of the resource may be to be used as the final backup, instead of a new job. What was written to the resource since
   * then is lost with it. Otherwise as the `maxAge` of the backup, which does not apply here.
   *
   * @default - a final backup is always a new one
   */
  readonly maxAge?: Duration;

  /**
   * Whose recovery points are used. An error without `maxAge`.
   *
   * @default ReuseFrom.OWN_HISTORY
   */
  readonly reuseFrom?: ReuseFrom;
}

const ID = 'OnDelete';

/**
 * A custom resource that depends on the resource, so that CloudFormation deletes it first; the backup runs during its deletion.
 *
 * In a chain, the one that starts the job depends on those that take it up, because deletions run in the reverse order.
 */
export class OnDelete implements IBackupTrigger {
  constructor(private readonly options: OnDeleteOptions) {}

  public bind(backup: IOnDemandBackup): BackupTriggerConfig {
    const context = contextOf(backup, 'BackupTrigger.onDelete()');
    const { provider, props, request, resource: { origin } } = context;
    const { maxAge, reuseFrom, onFailure } = this.options;
    failOn(backup, [
      ...idempotencyTokenReuseProblems(props, 'onDelete'),
      ...origin === undefined ? [] : otherStackProblems(backup, [origin]).map((problem) => `onDelete: ${problem}`),
      ...backup.node.tryFindChild(ID) ? ['`triggers` has more than one onDelete: one final backup is enough, leave the others out'] : [],
      ...reuseProblems({ maxAge, reuseFrom }),
    ]);
    const policy = startPolicy({ maxAge, reuseFrom, provenanceTags: props.provenanceTags });
    const links = finalWaitPolicies(props, onFailure).map((waitPolicy, index) => addLink(backup, index === 0 ? ID : `${ID}Continued${index}`, waitPolicy, {
      Request: request,
      Trigger: TriggerKind.ON_DELETE,
      Continued: index === 0 ? undefined : 'true',
      StartPolicy: policy && JSON.stringify(policy),
    }));
    links.slice(1).forEach((link, index) => addDependency(links[index], link));
    provider.permitToListJobs();
    if (maxAge !== undefined) { provider.permitToListPoints(props.logicallyAirGappedBackupVault ?? context.backupVault); }
    if (origin !== undefined) {
      links.forEach((link) => deleteBefore(link, origin));
      markCovered(origin, 'onDelete', backup);
    }
    const resources = () => origin ? resourcesOfConstruct(origin) : [];
    finalBackupGuarantees({ links, origin, resources, context }).forEach((each) => guarantee(backup, each));
    if (origin !== undefined && onFailure !== FailureAction.WARN) { explainRemoval(backup, origin); }
    return {};
  }
}

/**
 * Makes CloudFormation delete a custom resource before the resource, and create it only with the resource: if a condition leaves the
 * resource out, a reference to it would have no target.
 */
function deleteBefore(link: CfnResource, origin: CfnResource): void {
  resourcesOfConstruct(origin).forEach((resource) => addDependency(link, resource));
  const later: IDependable = {};
  // Without those that have children, which may be a backup: the custom resource would wait for it, too
  Dependable.implement(later, { get dependencyRoots() { return resourcesOfConstruct(origin).filter(({ node }) => node.children.length === 0); } });
  link.node.addDependency(later);
  followCondition(link, origin);
}

/**
 * All resources of the construct that a resource is the default child of, also those added later, without the backups in it: the members
 * of a cluster, and what empties a bucket before its deletion, must exist until the backup is done.
 */
function resourcesOfConstruct(origin: CfnResource): CfnResource[] {
  const { scope } = origin.node;
  const isDefaultChild = scope !== undefined && !Stack.isStack(scope) && scope.node.defaultChild === origin;
  return isDefaultChild ? cfnResourcesIn(scope).filter(({ cfnResourceType }) => cfnResourceType !== CUSTOM_RESOURCE_TYPE) : [origin];
}
