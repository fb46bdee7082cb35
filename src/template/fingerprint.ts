import { createHash } from 'node:crypto';
import type { CfnResource } from 'aws-cdk-lib';
import { cfnDefinitionOf } from './cfn-definition';

/** Enough that two definitions never share one by chance. */
const LENGTH = 32;

/**
 * A text that changes when the definition of one of the resources changes, and with nothing else: not with metadata, asset paths or
 * dependencies, which change nothing of a resource; not with the order of keys, the folder or the machine.
 *
 * @param ignored properties that do not count, by their names in CloudFormation; those of a member after a dot: `Replicas.Tags`
 */
export function fingerprint(resources: readonly CfnResource[], ignored: readonly string[] = []): string {
  const definitions = resources.map((resource) => {
    const { Type, Condition, Properties = {} } = cfnDefinitionOf(resource);
    const counted = ignored.reduce<unknown>((rest, path) => without(rest, path.split('.')), Properties);
    return [resource.stack.resolve(resource.logicalId), Type, Condition, counted];
  });
  return createHash('sha256').update(JSON.stringify(definitions.map(sorted))).digest('hex').slice(0, LENGTH);
}

/** The same value with the member at a path left out; a list stands for each of its elements. */
function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) { return value.map((element) => without(element, [name, ...rest])); }
  if (!isObject(value) || !(name in value)) { return value; }
  const { [name]: member, ...others } = value;
  return rest.length === 0 ? others : { ...others, [name]: without(member, rest) };
}

/** The same value with the keys of each object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (!isObject(value)) { return value; }
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
