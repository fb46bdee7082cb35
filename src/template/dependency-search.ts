import type { CfnResource } from 'aws-cdk-lib';
import { cfnResourcesIn, finalDefinitionOf } from './cfn-definition';
import { lateDependenciesOf } from './late/late-dependencies';
import { linkReferences } from './link-references';
import { namesIn, namesNeededBy, resourcesNamed } from './references';
import { nestedStackOf, topOf } from './resource-in-stack';
import { cached } from './synth-cache';
import { CUSTOM_RESOURCE_TYPE } from '../request/names';

/**
 * A search for what must exist before a resource, by references or by `DependsOn`, also through nested stacks.
 *
 * The deploy-time values of a custom resource of this library only detect a change: they refer to nothing that needs the custom resource,
 * and so do not count. The exception is a search for the deploy-time values of another one: of two custom resources that watch each
 * other's resources, each may refer to what its own refer to, but not both. The first in the construct tree has priority.
 */
export class DependencySearch {
  /** @param asking the custom resource whose deploy-time values are sought: those of the custom resources before it count */
  constructor(private readonly asking?: CfnResource) {}

  /** The path from a resource to one of the targets; undefined if it depends on none. */
  public path(from: CfnResource, targets: ReadonlySet<CfnResource>): CfnResource[] | undefined {
    return this.walk(from, targets, new Set());
  }

  private walk(from: CfnResource, targets: ReadonlySet<CfnResource>, seen: Set<CfnResource>): CfnResource[] | undefined {
    if (targets.has(from)) { return [from]; }
    if (seen.has(from)) { return undefined; }
    seen.add(from);
    for (const dependency of this.dependenciesOf(from)) {
      const rest = this.walk(dependency, targets, seen);
      if (rest !== undefined) { return [from, ...rest]; }
    }
    return undefined;
  }

  /** What must exist before a resource. */
  private dependenciesOf(resource: CfnResource): readonly CfnResource[] {
    const late = lateDependenciesOf(resource);
    const always = late === undefined ? dependenciesOf(resource) : [...dependenciesOf(resource), ...late];
    return this.counts(resource) ? [...always, ...deployTimeDependenciesOf(resource)] : always;
  }

  private counts(resource: CfnResource): boolean {
    return this.asking !== undefined && isLink(resource) && isBefore(resource, this.asking);
  }
}

function isLink({ cfnResourceType }: CfnResource): boolean {
  return cfnResourceType === CUSTOM_RESOURCE_TYPE;
}

/** The order of the construct tree does not differ between copies of this library. */
function isBefore(one: CfnResource, other: CfnResource): boolean {
  const top = topOf(other.stack);
  const positions = cached(top, 'links', () => new Map(cfnResourcesIn(top).filter(isLink).map((link, position) => [link, position])));
  return (positions.get(one) ?? Infinity) < (positions.get(other) ?? 0);
}

/** What must exist before a resource, without the deploy-time values of a custom resource. */
function dependenciesOf(resource: CfnResource): readonly CfnResource[] {
  return cached(resource, 'dependencies', () => {
    const nested = nestedStackOf(resource);
    return [...startDependenciesOf(resource), ...nested ? cfnResourcesIn(nested) : []];
  });
}

/** What must exist before CloudFormation starts with a resource: a nested stack waits as a whole. */
function startDependenciesOf(resource: CfnResource): readonly CfnResource[] {
  const own = isLink(resource) ? linkReferences(resource).resources : definedDependenciesOf(resource);
  const { nestedStackResource } = resource.stack;
  return nestedStackResource === undefined ? own : [...startDependenciesOf(nestedStackResource as CfnResource), ...own];
}

function definedDependenciesOf(resource: CfnResource): readonly CfnResource[] {
  return resourcesNamed(resource.stack, namesNeededBy(finalDefinitionOf(resource)));
}

function deployTimeDependenciesOf(link: CfnResource): readonly CfnResource[] {
  return resourcesNamed(link.stack, linkReferences(link).changing.flatMap(({ value }) => namesIn(value())));
}
