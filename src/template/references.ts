import { CfnElement, CfnResource, type Stack } from 'aws-cdk-lib';
import { logicalIdOf } from './logical-id';
import { cached } from './synth-cache';

/** `${Name}` and `${Name.Attribute}`, but not `${!Literal}`. */
const SUBSTITUTION = /\$\{([^!}][^}]*)\}/g;

/**
 * The references in a part of a template: each `Ref` and `Fn::GetAtt`, also those in the string of an `Fn::Sub`. References under a
 * condition stay under it, because otherwise their targets may not exist.
 *
 * @param counts whether the name of a resource or parameter counts
 */
export function referencesIn(part: unknown, counts: (name: string) => boolean): unknown[] {
  if (Array.isArray(part)) { return unique(part.flatMap((element) => referencesIn(element, counts))); }
  if (typeof part !== 'object' || part === null) { return []; }
  const [[intrinsic, argument] = ['', undefined], ...others] = Object.entries(part) as [string, unknown][];
  if (others.length > 0) { return unique(Object.values(part).flatMap((member) => referencesIn(member, counts))); }
  switch (intrinsic) {
    case 'Ref': return counts(String(argument)) ? [part] : [];
    case 'Fn::GetAtt': return counts(namesOf(argument)[0]) ? [part] : [];
    case 'Fn::If': return [conditional(argument as unknown[], counts)];
    case 'Fn::FindInMap': return allCount(argument, counts) ? [part] : []; // the map itself is only in the template
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
  const [template, values = {}] = (Array.isArray(argument) ? argument : [argument]) as [string, object?];
  const names = [...template.matchAll(SUBSTITUTION)].map(([, name]) => name.trim()).filter((name) => !(name in values));
  return unique([...names.flatMap((name) => referencesIn(referenceTo(name), counts)), ...referencesIn(values, counts)]);
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
