import { type CfnElement, type CfnParameter, CfnResource, type Stack } from 'aws-cdk-lib';
import { type CfnDefinition, finalDefinitionOf } from '../cfn-definition';
import { DependencySearch } from '../dependency-search';
import { elementNamed, referencesIn } from '../references';

/**
 * The references in the definitions of resources: to a parameter, a key, a parameter group. A custom resource that holds them gets an
 * update when one of their values changes, although the definitions stay the same.
 *
 * Leaves out what the custom resource must not refer to: everything that waits for it, which would be a dependency cycle; secret
 * parameters, whose values would be readable in an event; and what is in another stack. Of a nested stack below, all parameters count.
 *
 * @param holder the custom resource
 */
export function deployTimeValues(resources: readonly CfnResource[], holder: CfnResource): unknown[] {
  const search = new DependencySearch(holder);
  const counting = new Map<string, boolean>();
  const counts = (name: string): boolean => {
    const known = counting.get(name) ?? mayReferTo(name, holder, search);
    counting.set(name, known);
    return known;
  };
  const here = resources.filter(({ stack }) => stack === holder.stack).map(finalDefinitionOf);
  const below = new Set(resources.flatMap((resource) => nestedIn(holder.stack, resource) ?? []));
  return [
    ...here.flatMap((definition) => valuesIn(definition, definition.Properties, counts)),
    ...[...below].map(finalDefinitionOf).flatMap((definition) => valuesIn(definition, definition.Properties?.Parameters, counts)),
  ];
}

function mayReferTo(name: string, holder: CfnResource, search: DependencySearch): boolean {
  const element = elementNamed(holder.stack, name);
  if (element === undefined) { return false; }
  if (isParameter(element)) { return !element.noEcho; }
  return CfnResource.isCfnResource(element) && search.path(element, new Set([holder])) === undefined;
}

/** Not `instanceof`, because the parameter may come from a second copy of aws-cdk-lib. */
function isParameter(element: CfnElement): element is CfnParameter {
  return !CfnResource.isCfnResource(element) && 'noEcho' in element;
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
