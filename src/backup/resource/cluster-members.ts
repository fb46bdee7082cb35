import type { CfnResource, Stack } from 'aws-cdk-lib';
import { sortKeys } from '../../request/json';
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
  const identifiers = [logicalIdOf(cluster), ...nameKeys(name)];
  const members = identifiers.flatMap((identifier) => membersIn(cluster.stack, memberType).get(identifier) ?? []);
  return members.filter((member) => existsWith(member, cluster));
}

/** Stands for a name that is not given. */
const NO_VALUE = JSON.stringify({ Ref: 'AWS::NoValue' });

/** The members of all clusters of a stack, by what they refer to and by the name of their cluster. */
function membersIn(stack: Stack, memberType: string): ReadonlyMap<string, readonly CfnResource[]> {
  return cached(stack, `members of type ${memberType}`, () => {
    const members = new Map<string, CfnResource[]>();
    cfnResourcesIn(stack).filter((resource) => resource.cfnResourceType === memberType && resource.stack === stack).forEach((member) => {
      const { DBClusterIdentifier: identifier } = finalDefinitionOf(member).Properties ?? {};
      [...namesIn(identifier), ...nameKeys(identifier)].forEach((key) => members.set(key, [...members.get(key) ?? [], member]));
    });
    return members;
  });
}

/** The key for a name, if it is given. Names do not differ by case; one that is known only when deployed is compared as it is in the template. */
function nameKeys(name: unknown): string[] {
  if (typeof name === 'string') { return [`name ${name.toLowerCase()}`]; } // no logical id has a space
  const json = JSON.stringify(sortKeys(name)) as string | undefined;
  return json === undefined || json === NO_VALUE ? [] : [`name ${json}`];
}

function existsWith(member: CfnResource, cluster: CfnResource): boolean {
  const attributes = renderedAttributes(member);
  return attributes !== undefined && (attributes.Condition === undefined || attributes.Condition === renderedAttributes(cluster)?.Condition);
}
