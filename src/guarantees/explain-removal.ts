import { Annotations, type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isDeletedWithStack } from './outlives-stack-guarantee';

const SHOWN = 3;
/** By stack, what the final backups in it back up. */
const BACKED_UP = new WeakMap<Stack, CfnResource[]>();

/**
 * Explains once in a stack what no final backup can promise: when an update removes a resource from its stack, CloudFormation deletes it even
 * if the backup fails. Only for resources that are deleted with their stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function explainRemoval(backup: IConstruct, resource: CfnResource): void {
  const stack = Stack.of(backup);
  const known = BACKED_UP.get(stack);
  if (known !== undefined) {
    known.push(resource);
    return;
  }
  const resources = [resource];
  BACKED_UP.set(stack, resources);
  stack.node.addValidation({
    validate: () => {
      const paths = resources.filter(isDeletedWithStack).map(({ node }) => node.path);
      // Below the stack, because aws-cdk-lib heeds acknowledgements of the constructs above only
      if (paths.length > 0) { Annotations.of(backup).addInfoV2('cdk-on-demand-backup:removalByUpdate', explanation([...new Set(paths)])); }
      return [];
    },
  });
}

function explanation(paths: readonly string[]): string {
  const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : '';
  return `a failing final backup stops the deletion of the stack, but CloudFormation goes on when an update removes ${paths.slice(0, SHOWN).join(', ')}${more} `
    + 'from the stack: give it RemovalPolicy.RETAIN before you do that';
}
