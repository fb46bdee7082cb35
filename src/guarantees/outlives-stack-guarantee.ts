import type { CfnResource } from 'aws-cdk-lib';
import { aspectsOver } from './aspects-over';
import type { Guarantee } from './guarantee';
import { renderedAttributes } from '../template/rendered-attributes';

/** What must stay when its stack goes. */
export interface Retained {
  /** How the message calls it: a prop in backticks, or what this library made. */
  readonly name: string;
  readonly resources: readonly CfnResource[];
  /** Why it must stay. */
  readonly reason: string;
  /** What to do when it does not stay. */
  readonly advice: string;
}

/** Deletion policies with which a resource stays. */
const STAYS = new Set(['Retain', 'RetainExceptOnCreate']);

/** Whether CloudFormation deletes a resource together with its stack. */
export function isDeletedWithStack(resource: CfnResource): boolean {
  const attributes = renderedAttributes(resource);
  return attributes !== undefined && !STAYS.has(attributes.DeletionPolicy ?? 'Delete');
}

/** The promise that what a final backup needs outlives the stack. */
export class OutlivesStackGuarantee implements Guarantee {
  /** @param retained what stays; read when the template is proven */
  constructor(private readonly retained: () => readonly Retained[]) {}

  public problems(): string[] {
    return this.retained().flatMap(({ name, resources, reason, advice }) => resources.filter(isDeletedWithStack).map((resource) =>
      `${name} is deleted together with its stack, but ${reason}: ${advice} (${resource.node.path} has the \`DeletionPolicy\` `
      + `${renderedAttributes(resource)?.DeletionPolicy ?? 'Delete'} in the template; ${aspectsOver(resource)} may have set it)`));
  }
}
