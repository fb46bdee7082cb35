import type { CfnResource } from 'aws-cdk-lib';
import { aspectsOver } from './aspects-over';
import type { Guarantee } from './guarantee';
import { dependsOn } from '../template/depends-on';
import { renderedAttributes } from '../template/rendered-attributes';
import { topOf } from '../template/resource-in-stack';

/** A resource that must wait for another one. */
export interface Order {
  /** Created later and deleted earlier. */
  readonly waiting: CfnResource;
  /** Created earlier and deleted later. */
  readonly waitedFor: CfnResource;
}

/** The promise that some resources wait for others. */
export class DependencyGuarantee implements Guarantee {
  /**
   * @param trigger what promises it, for the message
   * @param orders all that must wait; what is not in the template needs no order
   * @param consequence what happens otherwise
   */
  constructor(private readonly trigger: string, private readonly orders: () => readonly Order[], private readonly consequence: string) {}

  public problems(): string[] {
    return this.orders().filter(isBroken).map(({ waiting, waitedFor }) =>
      `${this.trigger}: in the template ${waiting.node.path} does not depend on ${waitedFor.node.path}, so that ${this.consequence}. `
      + `Probably ${aspectsOver(waiting)} rewrites its \`DependsOn\`: use \`addDependency\` instead, which keeps the other dependencies`);
  }
}

function isBroken({ waiting, waitedFor }: Order): boolean {
  if (renderedAttributes(waiting) === undefined || renderedAttributes(waitedFor) === undefined) { return false; }
  const [later, earlier] = [waiting, waitedFor].map(({ stack }) => topOf(stack));
  return later === earlier ? !dependsOn(waiting, waitedFor) : !later.dependencies.includes(earlier);
}
