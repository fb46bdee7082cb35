import { CfnParameter, CfnResource, type Stack } from 'aws-cdk-lib';
import { type CfnDefinition, cfnDefinitionOf } from './cfn-definition';
import { dependencyPath } from './dependency-path';
import { elementNamed, referencesIn } from './references';

/**
 * The references in the definitions of resources: to a parameter, a key, a parameter group. A custom resource that holds them gets an
 * update when one of their values changes, although the definitions stay the same.
 *
 * Leaves out what the custom resource must not refer to: everything that waits for it, which would be a dependency cycle; secret
 * parameters, whose values would be readable in an event; and what is in another stack. Of a nested stack below, all parameters count.
 *
 * @param holder the custom resource
 * @param rank of its references, see `dependencyPath`
 */
export function deployTimeValues(resources: readonly CfnResource[], holder: CfnResource, rank: number): unknown[] {
  const counting = new Map<string, boolean>();
  const counts = (name: string): boolean => {
    const known = counting.get(name) ?? mayReferTo(name, holder, rank);
    counting.set(name, known);
    return known;
  };
  const here = resources.filter(({ stack }) => stack === holder.stack).map(cfnDefinitionOf);
  const below = new Set(resources.flatMap((resource) => nestedIn(holder.stack, resource) ?? []));
  return [
    ...here.flatMap((definition) => valuesIn(definition, definition.Properties, counts)),
    ...[...below].map(cfnDefinitionOf).flatMap((definition) => valuesIn(definition, definition.Properties?.Parameters, counts)),
  ];
}

function mayReferTo(name: string, holder: CfnResource, rank: number): boolean {
  const element = elementNamed(holder.stack, name);
  if (element instanceof CfnParameter) { return !element.noEcho; }
  return element !== undefined && CfnResource.isCfnResource(element) && dependencyPath(element, new Set([holder]), rank) === undefined;
}

/** Under the condition of the resource, because otherwise the target of the reference may not exist. */
function valuesIn({ Condition }: CfnDefinition, part: unknown, counts: (name: string) => boolean): unknown[] {
  const values = referencesIn(part, counts);
  return Condition === undefined || values.length === 0 ? values : [{ 'Fn::If': [Condition, values, []] }];
}

/** The nested stack, directly in a stack, that contains a resource; undefined if none does. */
function nestedIn(stack: Stack, resource: CfnResource): CfnResource | undefined {
  const nested = resource.stack.nestedStackResource as CfnResource | undefined;
  return nested === undefined || nested.stack === stack ? nested : nestedIn(stack, nested);
}
