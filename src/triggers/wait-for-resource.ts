import type { CfnResource } from 'aws-cdk-lib';
import type { BackedUpResource } from '../backup/resource/backed-up-resource';
import { membersOf } from '../backup/resource/cluster-members';
import { memberTypeOf } from '../request/resource-types/synth-columns';
import { addDependency } from '../template/add-dependency';
import { waitLate } from '../template/late/wait-late';
import { standInFor, topOf } from '../template/resource-in-stack';

/**
 * Makes a custom resource that backs up a resource wait for it with `DependsOn`, and for the instances of a cluster, which can be backed up only with
 * one. A reference alone may let it start when the resource is configured but not available yet. Whatever waits for the custom resource is left out.
 *
 * A resource of another deployment needs nothing: the stacks wait for each other.
 */
export function waitForResource(link: CfnResource, resource: BackedUpResource): void {
  const { origin } = resource;
  if (origin === undefined) {
    if (resource.mayChange) { waitLate(link, () => withMembers(resource.settled.origin).filter(({ stack }) => stack === link.stack)); }
    return;
  }
  if (topOf(origin.stack) !== topOf(link.stack)) { return; }
  addDependency(link, origin); // closes no cycle: the custom resource refers to it
  const source = memberTypeOf(origin.cfnResourceType) === undefined ? undefined : standInFor(link, origin.stack);
  if (source !== undefined) { waitLate(source, () => membersOf(origin)); }
}

function withMembers(origin: CfnResource | undefined): CfnResource[] {
  return origin === undefined ? [] : [origin, ...membersOf(origin)];
}
