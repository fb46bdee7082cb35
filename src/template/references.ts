import { CfnElement, CfnResource, type Stack } from 'aws-cdk-lib';
import type { CfnDefinition } from './cfn-definition';
import { dynamicReferencesIn, dynamicReferencesInJoin, dynamicReferencesInSub } from './dynamic-references';
import { logicalIdOf } from './logical-id';
import { cached } from './synth-cache';

/** `${Name}` and `${Name.Attribute}`, but not `${!Literal}`. */
const SUBSTITUTION = /\$\{([^!}][^}]*)\}/g;

/**
 * The references in a part of a template: each `Ref`, `Fn::GetAtt`, `Fn::GetStackOutput` and dynamic reference to SSM, also those in the
 * string of an `Fn::Sub`. References under a condition stay under it, because otherwise their targets may not exist.
 *
 * @param counts whether the name of a resource or parameter counts
 */
export function referencesIn(part: unknown, counts: (name: string) => boolean): unknown[] {
  if (Array.isArray(part)) { return unique(part.flatMap((element) => referencesIn(element, counts))); }
  if (typeof part === 'string') { return dynamicReferencesIn(part); }
  if (typeof part !== 'object' || part === null) { return []; }
  const [[intrinsic, argument] = ['', undefined], ...others] = Object.entries(part) as [string, unknown][];
  if (others.length > 0) { return unique(Object.values(part).flatMap((member) => referencesIn(member, counts))); }
  switch (intrinsic) {
    case 'Ref': return counts(String(argument)) ? [part] : [];
    case 'Fn::GetAtt': return counts(namesOf(argument)[0]) ? [part] : [];
    case 'Fn::If': return [conditional(argument as unknown[], counts)];
    case 'Fn::FindInMap': return allCount(argument, counts) ? [part] : []; // the map itself is only in the template
    case 'Fn::GetStackOutput': return allCount(argument, counts) ? [part] : []; // its value may change, unlike that of an export in use
    case 'Fn::Join': return unique([...dynamicJoins(argument, counts), ...referencesIn(argument, counts)]);
    case 'Fn::Sub': return substitutions(argument, counts);
    default: return referencesIn(argument, counts);
  }
}

/** The names of the resources and parameters that a part of a template refers to. */
export function namesIn(part: unknown): string[] {
  const names = new Set<string>();
  referencesIn(part, (name) => {
    names.add(name);
    return false;
  });
  return [...names];
}

/** The names that a definition refers to, in any of its attributes, or names in its `DependsOn`. */
export function namesNeededBy({ DependsOn, ...attributes }: Partial<CfnDefinition>): string[] {
  return [...namesIn(Object.values(attributes)), ...[DependsOn ?? []].flat()];
}

/** The element with a name in the template of a stack; undefined for what the stack does not define, such as `AWS::Region`. */
export function elementNamed(stack: Stack, name: string): CfnElement | undefined {
  return cached(stack, 'elements', () => {
    const elements = stack.node.findAll().filter(CfnElement.isCfnElement).filter((element) => element.stack === stack);
    return new Map(elements.map((element) => [logicalIdOf(element), element]));
  }).get(name);
}

/** The resources with some names in the template of a stack, without the names of anything else. */
export function resourcesNamed(stack: Stack, names: readonly string[]): CfnResource[] {
  return names.map((name) => elementNamed(stack, name)).filter((element) => element !== undefined).filter(CfnResource.isCfnResource);
}

/** The condition counts too: it decides which value applies. */
function conditional([condition, ...branches]: unknown[], counts: (name: string) => boolean): unknown {
  const [then, otherwise] = branches.map((branch, index) => [index === 0 ? 'then' : 'else', ...referencesIn(branch, counts)]);
  return { 'Fn::If': [condition, then, otherwise] };
}

/** Whether everything that a part refers to counts. */
function allCount(part: unknown, counts: (name: string) => boolean): boolean {
  return namesIn(part).filter((name) => !name.startsWith('AWS::') && !counts(name)).length === 0;
}

function substitutions(argument: unknown, counts: (name: string) => boolean): unknown[] {
  const [template, values = {}] = (Array.isArray(argument) ? argument : [argument]) as [string, Record<string, unknown>?];
  return unique([
    ...dynamicReferencesInSub(template).flatMap((reference) => dynamicSubstitution(reference, values, counts)),
    ...referencesOf(template, values).flatMap((reference) => referencesIn(reference, counts)),
    ...referencesIn(values, counts),
  ]);
}

/** A dynamic reference in the string of an `Fn::Sub`, with the values of its own that it needs. */
function dynamicSubstitution(reference: string, values: Readonly<Record<string, unknown>>, counts: (name: string) => boolean): unknown[] {
  const own = Object.fromEntries(namesInSub(reference).filter((name) => name in values).map((name) => [name, values[name]]));
  if (!allCount([referencesOf(reference, values), own], counts)) { return []; }
  if (!reference.includes('${')) { return [reference]; }
  return [{ 'Fn::Sub': Object.keys(own).length > 0 ? [reference, own] : reference }];
}

/** The dynamic references that are put together from several parts. */
function dynamicJoins(argument: unknown, counts: (name: string) => boolean): unknown[] {
  return dynamicReferencesInJoin(argument as unknown[])
    .filter((each) => typeof each === 'string' || allCount((each as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1], counts));
}

function referencesOf(template: string, values: object): object[] {
  return namesInSub(template).filter((name) => !(name in values)).map(referenceTo);
}

function namesInSub(template: string): string[] {
  return [...template.matchAll(SUBSTITUTION)].map(([, name]) => name.trim());
}

function referenceTo(name: string): object {
  return name.includes('.') ? { 'Fn::GetAtt': namesOf(name) } : { Ref: name };
}

/** The two names in either notation: a list, or a string with a dot. */
function namesOf(getAtt: unknown): string[] {
  if (Array.isArray(getAtt)) { return getAtt as string[]; }
  const [name, ...attribute] = String(getAtt).split('.');
  return [name, attribute.join('.')];
}

function unique(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
