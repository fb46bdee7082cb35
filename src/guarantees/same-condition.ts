import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ConditionGuarantee, followCondition } from './condition-guarantee';
import { guarantee } from './guarantee';

/**
 * Lets what refers to a resource follow its condition: where the condition leaves the resource out, there is nothing to refer to.
 *
 * @param trigger what refers to it, for the message
 * @param referrer a construct of this library, as a custom resource, a schedule or a rule
 * @param origin the resource that is backed up, if it is of this app
 */
export function existOnlyWith(backup: IConstruct, trigger: string, referrer: IConstruct, origin: CfnResource | undefined): void {
  const resource = resourceOf(referrer);
  if (origin !== undefined && resource !== undefined) { followCondition(resource, origin); }
  mustExistOnlyWith(backup, trigger, referrer, origin);
}

/** Proves that what refers to a resource has its condition. For what others define: they may use it for something else, too. */
export function mustExistOnlyWith(backup: IConstruct, trigger: string, referrer: IConstruct, origin: CfnResource | undefined): void {
  if (origin === undefined) { return; }
  guarantee(backup, new ConditionGuarantee(trigger, () => {
    const resource = resourceOf(referrer);
    return resource === undefined ? [] : [{ resource, leader: origin, extent: 'narrower' as const }];
  }));
}

/** Undefined for what is imported, and while it is still being constructed. */
function resourceOf(construct: IConstruct): CfnResource | undefined {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  return resource !== undefined && CfnResource.isCfnResource(resource) ? resource : undefined;
}
