import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const LENGTH = 8;

/**
 * The id of a construct that may exist several times: unlike a number, it does not change when another one is added or removed.
 *
 * For a resource with a name, the name identifies it, so that any other change updates it in place: CloudFormation creates a new
 * resource before it deletes the old one, and could not give both the same name.
 */
export function stableId(scope: IConstruct, prefix: string, identity: unknown): string {
  const json = JSON.stringify(Stack.of(scope).resolve(identity));
  return prefix + createHash('sha256').update(json).digest('hex').slice(0, LENGTH);
}
