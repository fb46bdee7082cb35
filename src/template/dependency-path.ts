import { CfnResource, Stack } from 'aws-cdk-lib';
import { cfnDefinitionOf, cfnResourcesIn } from './cfn-definition';
import { elementNamed, namesIn } from './references';
import { cached } from './synth-cache';
import { CUSTOM_RESOURCE_TYPE } from '../request/names';

/**
 * The way from a resource to one that it depends on, by references or by order, also through nested stacks; undefined when there is none.
 * What CloudFormation would only call a circular dependency at deploy time can so be told at synth, with its way.
 *
 * @param rank the references that are only there to notice a change do not count, but for those that were decided on with a lower rank
 */
export function dependencyPath(from: CfnResource, targets: ReadonlySet<CfnResource>, rank = 0): CfnResource[] | undefined {
  const before = horizon;
  horizon = rank;
  try {
    return walk(from, targets, new Set());
  } finally {
    horizon = before;
  }
}

/** Whether somebody looks for a way just now. */
export function isSearching(): boolean {
  return horizon !== undefined;
}

/** Whether somebody does, to whom references of this rank do not count. */
export function isHidden(rank: number): boolean {
  return horizon !== undefined && rank >= horizon;
}
let horizon: number | undefined;

/** The nested stack of this app that a resource is; undefined when it is none. */
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

/** What must be there before a resource. */
function dependenciesOf(resource: CfnResource): CfnResource[] {
  // What a custom resource of this library depends on is another thing to each search
  if (resource.cfnResourceType === CUSTOM_RESOURCE_TYPE) { return startDependenciesOf(resource); }
  return cached(resource, 'dependencies', () => {
    const nested = nestedStackOf(resource);
    return [...startDependenciesOf(resource), ...nested ? cfnResourcesIn(nested) : []];
  });
}

/** What must be there before CloudFormation begins with a resource: a nested stack waits as a whole. */
function startDependenciesOf(resource: CfnResource): CfnResource[] {
  const { Properties, DependsOn = [] } = cfnDefinitionOf(resource);
  const names = [...namesIn(Properties), ...typeof DependsOn === 'string' ? [DependsOn] : DependsOn];
  const own = names.map((name) => elementNamed(resource.stack, name)).filter((element) => element !== undefined).filter(CfnResource.isCfnResource);
  const { nestedStackResource } = resource.stack;
  return nestedStackResource === undefined ? own : [...startDependenciesOf(nestedStackResource as CfnResource), ...own];
}
