import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const LENGTH = 8;

/**
 * The id of a construct of which there may be several: it does not change when another one is added or removed, as a number would.
 *
 * What has a name of its own is known by it, so that a change of anything else changes it in place: CloudFormation makes a new resource
 * before it deletes the old one, and could not give both the same name.
 */
export function stableId(scope: IConstruct, prefix: string, identity: unknown): string {
  const text = JSON.stringify(Stack.of(scope).resolve(identity));
  return prefix + createHash('sha256').update(text).digest('hex').slice(0, LENGTH);
}
