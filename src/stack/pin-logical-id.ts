import { CfnElement, Lazy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { cached } from '../template/synth-cache';

/**
 * Computes the logical id of a construct's resource once in a synthesis.
 *
 * aws-cdk-lib recomputes a logical id, with a hash, each time something refers to it. Each backup refers to the function, the state
 * machine, the vault and the role of its stack, twice in a synth: that was a third of the cost of a backup.
 */
export function pinLogicalId(construct: IConstruct): void {
  const resource = construct.node.defaultChild;
  if (resource !== undefined && CfnElement.isCfnElement(resource)) {
    const { stack } = resource;
    resource.overrideLogicalId(Lazy.uncachedString({ produce: () => cached(resource, 'logical id', () => stack.getLogicalId(resource)) }));
  }
}
