import { CfnResource, Stack } from 'aws-cdk-lib';
import { cfnDefinitionOf, cfnResourcesIn } from './cfn-definition';
import { elementNamed, namesIn } from './references';
import { cached } from './synth-cache';
import { CUSTOM_RESOURCE_TYPE } from '../request/names';

/**
 * The path from a resource to one of the targets, by references or by `DependsOn`, also through nested stacks; undefined if it depends on
 * none. It finds a dependency cycle at synth, which CloudFormation would report only at deploy time and without the path.
 *
 * @param rank references that only detect a change do not count, except those of a lower rank
 */
export function dependencyPath(from: CfnResource, targets: ReadonlySet<CfnResource>, rank = 0): CfnResource[] | undefined {
  const outer = rankLimit;
  rankLimit = rank;
  try {
    return walk(from, targets, new Set());
  } finally {
    rankLimit = outer;
  }
}

/** Whether a search is in progress. */
export function isSearching(): boolean {
  return rankLimit !== undefined;
}

/** Whether a search is in progress for which references of this rank do not count. */
export function isHidden(rank: number): boolean {
  return rankLimit !== undefined && rank >= rankLimit;
}
let rankLimit: number | undefined;

/** The nested stack that a resource represents; undefined if it represents none of this app. */
export function nestedStackOf(resource: CfnResource): Stack | undefined {
  if (resource.cfnResourceType !== 'AWS::CloudFormation::Stack') { return undefined; }
  return resource.stack.node.findAll().filter(Stack.isStack).find(({ nestedStackResource }) => nestedStackResource === resource);
}

function walk(from: CfnResource, targets: ReadonlySet<CfnResource>, seen: Set<CfnResource>): CfnResource[] | undefined {
  if (targets.has(from)) { return [from]; }
  if (seen.has(from)) { return undefined; }
  seen.add(from);
  for (const dependency of dependenciesOf(from)) {
    const rest = walk(dependency, targets, seen);
    if (rest !== undefined) { return [from, ...rest]; }
  }
  return undefined;
}

/** What must exist before a resource. */
function dependenciesOf(resource: CfnResource): CfnResource[] {
  // What a custom resource of this library depends on differs between searches
  if (resource.cfnResourceType === CUSTOM_RESOURCE_TYPE) { return startDependenciesOf(resource); }
  return cached(resource, 'dependencies', () => {
    const nested = nestedStackOf(resource);
    return [...startDependenciesOf(resource), ...nested ? cfnResourcesIn(nested) : []];
  });
}

/** What must exist before CloudFormation starts with a resource: a nested stack waits as a whole. */
function startDependenciesOf(resource: CfnResource): CfnResource[] {
  const { Properties, DependsOn = [] } = cfnDefinitionOf(resource);
  const names = [...namesIn(Properties), ...typeof DependsOn === 'string' ? [DependsOn] : DependsOn];
  const own = names.map((name) => elementNamed(resource.stack, name)).filter((element) => element !== undefined).filter(CfnResource.isCfnResource);
  const { nestedStackResource } = resource.stack;
  return nestedStackResource === undefined ? own : [...startDependenciesOf(nestedStackResource as CfnResource), ...own];
}
