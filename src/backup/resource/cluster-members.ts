import type { CfnResource, Stack } from 'aws-cdk-lib';
import { memberTypeOf } from '../../request/resource-types/synth-columns';
import { cfnResourcesIn, finalDefinitionOf } from '../../template/cfn-definition';
import { logicalIdOf } from '../../template/logical-id';
import { namesIn } from '../../template/references';
import { renderedAttributes } from '../../template/rendered-attributes';
import { cached } from '../../template/synth-cache';

/**
 * The instances of a cluster, wherever in the stack of the cluster they are defined; none of anything else. Without those that may be left out of a
 * deployment with the cluster. Renders them: not to be called before all aspects have run.
 */
export function membersOf(cluster: CfnResource): CfnResource[] {
  const memberType = memberTypeOf(cluster.cfnResourceType);
  if (memberType === undefined) { return []; }
  const { DBClusterIdentifier: name } = finalDefinitionOf(cluster).Properties ?? {};
  const identifiers = [logicalIdOf(cluster), ...typeof name === 'string' ? [nameKey(name)] : []];
  const members = identifiers.flatMap((identifier) => membersIn(cluster.stack, memberType).get(identifier) ?? []);
  return members.filter((member) => existsWith(member, cluster));
}

/** The members of all clusters of a stack, by what they refer to or by the name of their cluster. */
function membersIn(stack: Stack, memberType: string): ReadonlyMap<string, readonly CfnResource[]> {
  return cached(stack, `members of type ${memberType}`, () => {
    const members = new Map<string, CfnResource[]>();
    cfnResourcesIn(stack).filter((resource) => resource.cfnResourceType === memberType && resource.stack === stack).forEach((member) => {
      const { DBClusterIdentifier: identifier } = finalDefinitionOf(member).Properties ?? {};
      const keys = typeof identifier === 'string' ? [nameKey(identifier)] : namesIn(identifier);
      keys.forEach((key) => members.set(key, [...members.get(key) ?? [], member]));
    });
    return members;
  });
}

/** Names do not differ by case. No logical id has a space. */
function nameKey(name: string): string {
  return `name ${name.toLowerCase()}`;
}

function existsWith(member: CfnResource, cluster: CfnResource): boolean {
  const attributes = renderedAttributes(member);
  return attributes !== undefined && (attributes.Condition === undefined || attributes.Condition === renderedAttributes(cluster)?.Condition);
}
