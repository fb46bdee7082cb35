import { createHash } from 'node:crypto';
import { Aws, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { HISTORY_ROOT } from '../../request/history/parameter-name';
import { topOf } from '../../template/resource-in-stack';

const LONGEST_READABLE = 200;

/**
 * The path of the parameters of a backup, without a slash at its end: `/cdk-on-demand-backup/<name of the outermost stack>/<name of the backup>`.
 *
 * It fits whatever the names are: SSM accepts 15 levels and 1011 characters with the ARN before them, and this has 3 levels and at most
 * 360 characters. An aws-cdk-lib that gave an outermost stack a token as its name would get `AWS::StackName`, which is right in that
 * stack; in a stack nested in it that name is another, so this throws.
 *
 * @param historyName the name that the user gave, without problems, or the derived one
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
 */
export function historyPath(backup: IConstruct, historyName: string): string {
  return `${stackPath(backup)}/${historyName}`;
}

/** The path of the parameters of all backups of an outermost stack, with those in the stacks nested in it. */
export function stackPath(backup: IConstruct): string {
  return `/${HISTORY_ROOT}/${stackLevel(backup)}`;
}

/** The name of a history that the user gave no name: it changes with the path of the construct in the outermost stack. */
export function derivedName(backup: IConstruct): string {
  const ids = idsBelowTop(backup);
  const readable = ids.map((id) => id.replace(/[^A-Za-z0-9_.-]/g, '-')).join('.');
  // A period in an id looks like the end of one
  const isExact = readable.length <= LONGEST_READABLE && ids.every((id) => /^[A-Za-z0-9_-]+$/.test(id));
  if (isExact) { return readable; }
  return `${readable.slice(-LONGEST_READABLE)}-${createHash('sha256').update(ids.join('/')).digest('hex').slice(0, 8)}`;
}

function stackLevel(backup: IConstruct): string {
  const stack = Stack.of(backup);
  const { stackName } = topOf(stack);
  if (!Token.isUnresolved(stackName)) { return stackName; }
  if (topOf(stack) === stack) { return Aws.STACK_NAME; }
  throw new Error(`the history of the on-demand backup ${backup.node.path} is named after its outermost stack, whose name is known only at deploy time: `
    + 'give that stack a literal `stackName`, or define the backup in that stack');
}

function idsBelowTop(backup: IConstruct): string[] {
  const { scopes } = backup.node;
  return scopes.slice(scopes.indexOf(topOf(Stack.of(backup))) + 1).map(({ node }) => node.id);
}
