import { CfnElement, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Pins the logical id of a construct's resource to what it is anyway.
 *
 * aws-cdk-lib works out a logical id anew, with a hash, each time something refers to it. Each definition refers to function,
 * machine, vault and role of its stack, twice in a synth: it was a third of what a definition cost.
 */
export function pinLogicalId(construct: IConstruct): void {
  const resource = construct.node.defaultChild;
  if (resource !== undefined && CfnElement.isCfnElement(resource)) {
    resource.overrideLogicalId(Stack.of(construct).getLogicalId(resource));
  }
}
