import type { CfnResource } from 'aws-cdk-lib';
import { DependencySearch } from './dependency-search';
import { renderedAttributes } from './rendered-attributes';

/**
 * Whether the template lets one resource wait for another, directly or through others, so that it is created after it and deleted before it.
 */
export function dependsOn(resource: CfnResource, other: CfnResource): boolean {
  return isNamed(resource, other) || new DependencySearch().path(resource, new Set([other])) !== undefined;
}

/** The way that nearly all take: `DependsOn` names the other one. */
function isNamed(resource: CfnResource, { stack, logicalId }: CfnResource): boolean {
  return resource.stack === stack && renderedAttributes(resource)?.DependsOn.includes(stack.resolve(logicalId) as string) === true;
}
