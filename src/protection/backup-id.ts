import { createHash } from 'node:crypto';
import type { CfnResource } from 'aws-cdk-lib';

const LONGEST_NAME = 40;
const HASH_LENGTH = 8;

/**
 * The id of the backup of a resource. It depends only on the path of the resource in its stack: with another id, CloudFormation
 * would delete the backup, and so run a final one.
 */
export function backupId({ node, stack }: CfnResource): string {
  const path = node.path.slice(stack.node.path.length + 1);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, HASH_LENGTH).toUpperCase();
  return path.replace(/\/(Resource|Default)$/, '').replace(/[^A-Za-z0-9]/g, '').slice(-LONGEST_NAME) + hash;
}
