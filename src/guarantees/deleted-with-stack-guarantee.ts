import type { CfnResource } from 'aws-cdk-lib';
import { aspectsOver } from './aspects-over';
import type { Guarantee } from './guarantee';
import { renderedAttributes } from '../template/rendered-attributes';

/** The promise that custom resources are deleted with their stack, because their deletion does the work. */
export class DeletedWithStackGuarantee implements Guarantee {
  /**
   * @param trigger what promises it, for the message
   * @param consequence what happens otherwise
   */
  constructor(private readonly trigger: string, private readonly links: readonly CfnResource[], private readonly consequence: string) {}

  public problems(): string[] {
    return this.links.flatMap((link) => {
      const attributes = renderedAttributes(link);
      if (attributes === undefined) { return [`${this.trigger}: ${link.node.path} is not in the template, so that ${this.consequence}: do not take it out`]; }
      const { DeletionPolicy = 'Delete' } = attributes;
      return DeletionPolicy === 'Delete' ? [] : [
        `${this.trigger}: the \`DeletionPolicy\` of ${link.node.path} is ${DeletionPolicy} in the template, so that CloudFormation skips its deletion and `
        + `${this.consequence}. Probably ${aspectsOver(link)} sets it: exclude the type ${link.cfnResourceType} there, or leave it at Delete`,
      ];
    });
  }
}
