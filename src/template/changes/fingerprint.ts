import { createHash } from 'node:crypto';
import type { CfnResource } from 'aws-cdk-lib';
import { countedProperties } from './counted-properties';
import { sortKeys } from '../../request/json';
import { finalDefinitionOf } from '../cfn-definition';
import { logicalIdOf } from '../logical-id';

/** Long enough that two definitions never share one by chance. */
const LENGTH = 32;

/**
 * A string that changes when the definition of one of the resources changes, and with nothing else: not with metadata, asset paths or
 * dependencies, which change nothing of a resource; not with the order of keys, the folder or the computer.
 *
 * @param ignored properties that do not count, see `countedProperties`
 */
export function fingerprint(resources: readonly CfnResource[], ignored: readonly string[] = []): string {
  const definitions = resources.map((resource) => {
    const { Type, Condition, Properties = {} } = finalDefinitionOf(resource);
    return [logicalIdOf(resource), Type, Condition, countedProperties(resource, Properties, ignored)];
  });
  return createHash('sha256').update(JSON.stringify(sortKeys(definitions))).digest('hex').slice(0, LENGTH);
}
