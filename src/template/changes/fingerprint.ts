import { createHash } from 'node:crypto';
import type { CfnResource } from 'aws-cdk-lib';
import { sortKeys } from '../../request/json';
import { isObject } from '../../request/known';
import { finalDefinitionOf } from '../cfn-definition';
import { logicalIdOf } from '../logical-id';

/** Long enough that two definitions never share one by chance. */
const LENGTH = 32;

/**
 * A string that changes when the definition of one of the resources changes, and with nothing else: not with metadata, asset paths or
 * dependencies, which change nothing of a resource; not with the order of keys, the folder or the computer.
 *
 * @param ignored properties that do not count, by their names in CloudFormation; those of a member after a dot: `Replicas.Tags`
 */
export function fingerprint(resources: readonly CfnResource[], ignored: readonly string[] = []): string {
  const definitions = resources.map((resource) => {
    const { Type, Condition, Properties = {} } = finalDefinitionOf(resource);
    const counted = ignored.reduce<unknown>((rest, path) => without(rest, path.split('.')), Properties);
    return [logicalIdOf(resource), Type, Condition, counted];
  });
  return createHash('sha256').update(JSON.stringify(sortKeys(definitions))).digest('hex').slice(0, LENGTH);
}

/** The same value without the member at a path; in a list, without that of each element. */
function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) { return value.map((element) => without(element, [name, ...rest])); }
  if (!isObject(value) || !(name in value)) { return value; }
  const { [name]: member, ...others } = value;
  return rest.length === 0 ? others : { ...others, [name]: without(member, rest) };
}
