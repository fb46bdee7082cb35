import type { CfnResource, IResolvable, IResolveContext } from 'aws-cdk-lib';
import { addLateDependencies, lateDependenciesOf } from './late-dependencies';
import type { CfnDefinition } from '../cfn-definition';
import { DependencySearch } from '../dependency-search';
import { logicalIdOf } from '../logical-id';
import { noticePhase } from '../synth-cache';

/**
 * Makes a resource wait for others of its stack, except for those that wait for it. Which these are is known only while the templates are rendered:
 * aspects may still add dependencies, and references between nested stacks are resolved late.
 */
export function waitLate(source: CfnResource, targets: () => readonly CfnResource[]): void {
  addLateDependencies({ source, targets, closesCycle: (target) => new DependencySearch().path(target, new Set([source])) !== undefined });
  renderLateDependencies(source);
}

interface Rendered {
  _toCloudFormation(): { readonly Resources?: Readonly<Record<string, IResolvable>> };
}

function renderLateDependencies(resource: CfnResource): void {
  const rendered = resource as unknown as Rendered;
  const render = rendered._toCloudFormation.bind(resource);
  rendered._toCloudFormation = () => {
    const { Resources, ...others } = render();
    if (Resources === undefined) { return others; }
    const definitions = Object.entries(Resources).map(([logicalId, definition]) => [logicalId, new LateDefinition(resource, definition)]);
    return { ...others, Resources: Object.fromEntries(definitions) as Record<string, IResolvable> };
  };
}

/** The definition of a resource with its late dependencies, which it has not yet while a synthesis is prepared. */
class LateDefinition implements IResolvable {
  public readonly creationStack = [];

  constructor(private readonly resource: CfnResource, private readonly definition: IResolvable) {}

  public resolve(context: IResolveContext): unknown {
    noticePhase(context.preparing ? 'preparing' : 'rendering');
    const definition = context.resolve(this.definition) as CfnDefinition;
    const late = context.preparing ? [] : [...lateDependenciesOf(this.resource) ?? []];
    if (late.length === 0) { return definition; }
    return { ...definition, DependsOn: [...new Set([definition.DependsOn ?? [], late.map(logicalIdOf)].flat())].sort() };
  }
}
