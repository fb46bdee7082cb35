import { Aws, type CfnResource, Stack } from 'aws-cdk-lib';
import type { ResourceInStack } from '../request/execution-state';

/** The outermost of the stacks that a stack is nested in; itself, when it is not nested. */
export function topOf(stack: Stack): Stack {
  return stack.nestedStackParent ? topOf(stack.nestedStackParent) : stack;
}

/**
 * How CloudFormation finds a resource by name, without a reference to it: the name of a stack, and the logical ids down from it.
 * Values may be tokens.
 *
 * @param seeker the stack that asks; of the same outermost stack as the resource
 */
export function resourceInStack(resource: CfnResource, seeker: Stack): ResourceInStack {
  const below = logicalIdsBelow(seeker, resource.stack);
  const [StackName, way] = below === undefined
    ? [topOf(seeker).stackName, logicalIdsBelow(topOf(seeker), resource.stack) ?? []]
    : [Aws.STACK_NAME, below];
  return { StackName, LogicalResourceIds: [...way, resource.logicalId], Type: resource.cfnResourceType };
}

/** The logical ids of the nested stacks that lead from one stack down to another; undefined when none do. */
function logicalIdsBelow(top: Stack, stack: Stack): string[] | undefined {
  if (stack === top) { return []; }
  if (stack.nestedStackParent === undefined || stack.nestedStackResource === undefined) { return undefined; }
  const above = logicalIdsBelow(top, stack.nestedStackParent);
  return above && [...above, (stack.nestedStackResource as CfnResource).logicalId];
}
