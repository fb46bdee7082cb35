import { CfnParameter, CfnResource, type Stack } from 'aws-cdk-lib';
import { type CfnDefinition, cfnDefinitionOf } from './cfn-definition';
import { dependencyPath } from './dependency-path';
import { elementNamed, referencesIn } from './references';

/**
 * What the definitions of resources refer to, as references: a parameter, a key, a parameter group. A custom resource that holds them
 * gets an update when one of them has another value, although the text of the definitions is the same.
 *
 * Left out is what the custom resource cannot have: all that waits for it, which would be a circle; the values of secret parameters,
 * which would be readable in an event; and what is in another stack. Of a nested stack below, all that is handed down counts.
 *
 * @param holder the custom resource
 * @param rank of its references, see `dependencyPath`
 */
export function deployTimeValues(resources: readonly CfnResource[], holder: CfnResource, rank: number): unknown[] {
  const counting = new Map<string, boolean>();
  const counts = (name: string): boolean => {
    const known = counting.get(name) ?? canBeHeld(name, holder, rank);
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

function canBeHeld(name: string, holder: CfnResource, rank: number): boolean {
  const element = elementNamed(holder.stack, name);
  if (element instanceof CfnParameter) { return !element.noEcho; }
  return element !== undefined && CfnResource.isCfnResource(element) && dependencyPath(element, new Set([holder]), rank) === undefined;
}

/** Behind the condition of the resource, because without it there may be nothing to refer to. */
function valuesIn({ Condition }: CfnDefinition, part: unknown, counts: (name: string) => boolean): unknown[] {
  const values = referencesIn(part, counts);
  return Condition === undefined || values.length === 0 ? values : [{ 'Fn::If': [Condition, values, []] }];
}

/** The nested stack, directly in a stack, that a resource is in; undefined when it is in none. */
function nestedIn(stack: Stack, resource: CfnResource): CfnResource | undefined {
  const nested = resource.stack.nestedStackResource as CfnResource | undefined;
  return nested === undefined || nested.stack === stack ? nested : nestedIn(stack, nested);
}
