/**
 * A dynamic reference to a parameter of SSM, as CloudFormation resolves it in the properties of a custom resource, too. Not one of a secret
 * (`ssm-secure`, `secretsmanager`), whose value would be readable in an event and which CloudFormation does not resolve there.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
const OF_LITERALS = /\{\{resolve:ssm:[^{}]+\}\}/g;
const OF_SUB = /\{\{resolve:ssm:(?:[^{}]|\$\{[^{}]*\})+\}\}/g;

/** Stands for a part that is no literal. */
const MARK = /\0(\d+)\0/;

/** The dynamic references in a string. */
export function dynamicReferencesIn(text: string): string[] {
  return text.match(OF_LITERALS) ?? [];
}

/** The dynamic references in the string of an `Fn::Sub`, which may hold `${Name}`. */
export function dynamicReferencesInSub(template: string): string[] {
  return template.match(OF_SUB) ?? [];
}

/** The dynamic references that an `Fn::Join` puts together, each as a string or as an `Fn::Join` of its own. */
export function dynamicReferencesInJoin([delimiter, parts]: readonly unknown[]): unknown[] {
  if (typeof delimiter !== 'string' || !Array.isArray(parts)) { return []; }
  const text = parts.map((part, index) => typeof part === 'string' ? part : `\0${index}\0`).join(delimiter);
  return dynamicReferencesIn(text).map((reference) => {
    const own = reference.split(MARK).map((part, index): unknown => index % 2 === 0 ? part : parts[Number(part)]);
    return own.length === 1 ? reference : { 'Fn::Join': ['', own] };
  });
}
