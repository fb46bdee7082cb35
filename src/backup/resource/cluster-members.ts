import type { CfnResource } from 'aws-cdk-lib';
import { memberTypeOf } from '../../request/resource-types/synth-columns';
import { cfnResourcesIn, finalDefinitionOf } from '../../template/cfn-definition';
import { logicalIdOf } from '../../template/logical-id';
import { namesIn } from '../../template/references';
import { renderedAttributes } from '../../template/rendered-attributes';

/**
 * The instances of a cluster, wherever in the stack of the cluster they are defined; none of anything else. Without those that may be left out of a
 * deployment with the cluster. Renders them: not to be called before all aspects have run.
 */
export function membersOf(cluster: CfnResource): CfnResource[] {
  const memberType = memberTypeOf(cluster.cfnResourceType);
  if (memberType === undefined) { return []; }
  const candidates = cfnResourcesIn(cluster.stack).filter(({ cfnResourceType, stack }) => cfnResourceType === memberType && stack === cluster.stack);
  return candidates.filter((candidate) => isMember(candidate, cluster) && existsWith(candidate, cluster));
}

/** By a reference, or by the name that both have. */
function isMember(candidate: CfnResource, cluster: CfnResource): boolean {
  const [identifier, name] = [candidate, cluster].map((resource) => finalDefinitionOf(resource).Properties?.DBClusterIdentifier);
  return typeof identifier === 'string' ? identifier.toLowerCase() === String(name).toLowerCase() : namesIn(identifier).includes(logicalIdOf(cluster));
}

function existsWith(member: CfnResource, cluster: CfnResource): boolean {
  const attributes = renderedAttributes(member);
  return attributes !== undefined && (attributes.Condition === undefined || attributes.Condition === renderedAttributes(cluster)?.Condition);
}
