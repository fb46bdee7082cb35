import { Aws, type CfnResource, Stack } from 'aws-cdk-lib';
import type { ResourceInStack } from '../request/execution/execution-state';

/** The outermost of the stacks that a stack is nested in; the stack itself if it is not nested. */
export function topOf(stack: Stack): Stack {
  return stack.nestedStackParent ? topOf(stack.nestedStackParent) : stack;
}

/** The nested stack that a resource represents; undefined if it represents none of this app. */
export function nestedStackOf(resource: CfnResource): Stack | undefined {
  if (resource.cfnResourceType !== 'AWS::CloudFormation::Stack') { return undefined; }
  return resource.stack.node.findAll().filter(Stack.isStack).find(({ nestedStackResource }) => nestedStackResource === resource);
}

/**
 * The names by which CloudFormation finds a resource without a reference to it: that of a stack, and the logical ids from there down.
 * Values may be tokens.
 *
 * @param seeker the stack that asks; it has the same outermost stack as the resource
 */
export function resourceInStack(resource: CfnResource, seeker: Stack): ResourceInStack {
  const below = logicalIdsBelow(seeker, resource.stack);
  const [StackName, ids] = below === undefined
    ? [topOf(seeker).stackName, logicalIdsBelow(topOf(seeker), resource.stack) ?? []]
    : [Aws.STACK_NAME, below];
  return { StackName, LogicalResourceIds: [...ids, resource.logicalId], Type: resource.cfnResourceType };
}

/** What stands for a resource in a stack: itself, or the nested stack that it is in; undefined if it is not in or below that stack. */
export function standInFor(resource: CfnResource, stack: Stack): CfnResource | undefined {
  if (resource.stack === stack) { return resource; }
  const nested = resource.stack.nestedStackResource as CfnResource | undefined;
  return nested && standInFor(nested, stack);
}

/** The nested stacks from the outermost stack down to a stack, itself included; none for one that is not nested. */
export function nestedStacksTo(stack: Stack): Stack[] {
  return stack.nestedStackParent ? [...nestedStacksTo(stack.nestedStackParent), stack] : [];
}

/** The logical ids of the nested stacks that lead from one stack down to another; undefined if none do. */
function logicalIdsBelow(top: Stack, stack: Stack): string[] | undefined {
  if (stack === top) { return []; }
  if (stack.nestedStackParent === undefined || stack.nestedStackResource === undefined) { return undefined; }
  const above = logicalIdsBelow(top, stack.nestedStackParent);
  return above && [...above, (stack.nestedStackResource as CfnResource).logicalId];
}
