import { type CfnCondition, type CfnResource, Stack } from 'aws-cdk-lib';
import { aspectsOver } from './aspects-over';
import type { Guarantee } from './guarantee';
import { renderedAttributes } from '../template/rendered-attributes';
import { standInFor } from '../template/resource-in-stack';

/**
 * Lets a resource have the condition of another one, also when that is set later, unless it is given one of its own: where a condition leaves the
 * other one out, there is nothing to refer to.
 */
export function followCondition(resource: CfnResource, leader: CfnResource): void {
  let own = resource.cfnOptions.condition;
  Object.defineProperty(resource.cfnOptions, 'condition', {
    configurable: true,
    enumerable: true,
    get: (): CfnCondition | undefined => own ?? standInFor(leader, resource.stack)?.cfnOptions.condition,
    set: (condition: CfnCondition | undefined) => { own = condition; },
  });
}

/** A resource that may only be in a deployment under the condition of another one. */
export interface Conditional {
  readonly resource: CfnResource;
  readonly leader: CfnResource;
  /** `same`: there exactly when the leader is; `wider`: there at least when the leader is; `narrower`: there at most when the leader is. */
  readonly extent: 'same' | 'wider' | 'narrower';
}

/** The promise that conditions agree: nothing refers to what is not there, and nothing is left out that must run. */
export class ConditionGuarantee implements Guarantee {
  /** @param trigger what promises it, for the message */
  constructor(private readonly trigger: string, private readonly conditionals: () => readonly Conditional[]) {}

  public problems(): string[] {
    return this.conditionals().flatMap((conditional) => this.problemsOf(conditional));
  }

  private problemsOf({ resource, leader, extent }: Conditional): string[] {
    const hidden = hiddenConditions(leader, resource.stack);
    if (extent !== 'wider' && hidden.length > 0) {
      return [`${this.trigger}: ${leader.node.path} has the condition ${hidden.join(' and ')} in another stack than the backup, which cannot have it too: `
        + 'put the backup into the stack of its resource'];
    }
    const seen = standInFor(leader, resource.stack);
    const attributes = renderedAttributes(resource);
    if (seen === undefined || attributes === undefined || fits(attributes.Condition, renderedAttributes(seen)?.Condition, extent)) { return []; }
    return [`${this.trigger}: ${resource.node.path} has ${named(attributes.Condition)} in the template, but ${seen.node.path} has `
      + `${named(renderedAttributes(seen)?.Condition)}, so that one would be deployed without the other. Probably ${aspectsOver(resource)} sets it: give both the same`];
  }
}

function fits(own: string | undefined, leading: string | undefined, extent: Conditional['extent']): boolean {
  return own === leading || (extent === 'wider' && own === undefined) || (extent === 'narrower' && leading === undefined);
}

function named(condition: string | undefined): string {
  return condition === undefined ? 'no condition' : `the condition ${condition}`;
}

/** The conditions of a resource that have no meaning in the stack of another one. */
function hiddenConditions(resource: CfnResource, stack: Stack): string[] {
  if (resource.stack === stack) { return []; }
  const condition = renderedAttributes(resource)?.Condition;
  const nested = resource.stack.nestedStackResource as CfnResource | undefined;
  return [...condition === undefined ? [] : [condition], ...nested ? hiddenConditions(nested, stack) : []];
}
