import type { CfnResource } from 'aws-cdk-lib';
import { DependencySearch } from './dependency-search';
import { logicalIdOf } from './logical-id';
import { plainDependsOn, renderedAttributes } from './rendered-attributes';

/**
 * Whether the template lets one resource wait for another, directly or through others, so that it is created after it and deleted before it.
 */
export function dependsOn(resource: CfnResource, other: CfnResource): boolean {
  return isNamed(resource, other) || new DependencySearch().path(resource, new Set([other])) !== undefined;
}

/** The way that nearly all take: `DependsOn` names the other one. */
function isNamed(resource: CfnResource, other: CfnResource): boolean {
  if (resource.stack !== other.stack) { return false; }
  return plainDependsOn(resource)?.has(other) ?? renderedAttributes(resource)?.DependsOn.includes(logicalIdOf(other)) === true;
}
