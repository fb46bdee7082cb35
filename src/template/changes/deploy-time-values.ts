import { type CfnElement, type CfnParameter, CfnResource, type Stack } from 'aws-cdk-lib';
import { countedProperties } from './counted-properties';
import { type CfnDefinition, finalDefinitionOf } from '../cfn-definition';
import { DependencySearch } from '../dependency-search';
import { elementNamed, namesIn, referencesIn } from '../references';

/**
 * The references in the definitions of resources: to a parameter, a key, a parameter group, an output of another stack, a parameter of SSM. A
 * custom resource that holds them gets an update when one of their values changes, although the definitions stay the same.
 *
 * Leaves out what the custom resource must not refer to: everything that waits for it, which would be a dependency cycle; secret
 * parameters and dynamic references to secrets, whose values would be readable in an event (a new name or version of a secret is in the
 * fingerprint); and what another stack of this app defines. Of a nested stack below, all parameters count.
 *
 * @param holder the custom resource
 * @param ignored properties that do not count, see `countedProperties`
 */
export function deployTimeValues(resources: readonly CfnResource[], holder: CfnResource, ignored: readonly string[] = []): unknown[] {
  const search = new DependencySearch(holder);
  const counting = new Map<string, boolean>();
  const counts = (name: string): boolean => {
    const known = counting.get(name) ?? mayReferTo(name, holder, search);
    counting.set(name, known);
    return known;
  };
  const here = resources.filter(({ stack }) => stack === holder.stack);
  const inNested = resources.flatMap((resource) => {
    const nested = nestedIn(holder.stack, resource);
    return nested ? [{ resource, nested }] : [];
  });
  return [
    ...here.flatMap((resource) => {
      const definition = finalDefinitionOf(resource);
      return valuesIn(definition, countedProperties(resource, definition.Properties ?? {}, ignored), counts);
    }),
    ...[...new Set(inNested.map(({ nested }) => nested))].map(finalDefinitionOf)
      .flatMap((definition) => valuesIn(definition, definition.Properties?.Parameters, counts)),
    ...inNested.flatMap(({ resource }) => globalValuesIn(resource, ignored)),
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

/** The pseudo parameters that have another value in a nested stack. */
const OF_STACK: readonly string[] = ['AWS::StackId', 'AWS::StackName', 'AWS::NotificationARNs'];

/**
 * What has the same value in each stack: outputs of other stacks, and dynamic references. Without what is under a condition, which only the
 * nested stack can evaluate.
 */
function globalValuesIn(resource: CfnResource, ignored: readonly string[]): unknown[] {
  const { Condition, Properties = {} } = finalDefinitionOf(resource);
  if (Condition !== undefined) { return []; }
  return referencesIn(countedProperties(resource, Properties, ignored), () => false).filter((value) => {
    const [intrinsic] = Object.keys(value as object);
    return typeof value === 'string' || intrinsic !== 'Fn::If' && intrinsic !== 'Fn::FindInMap' && !namesIn(value).some((name) => OF_STACK.includes(name));
  });
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
