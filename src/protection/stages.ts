import { CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isStateful } from './classification/classify';
import { optOutReason } from './opt-out';
import { Protector } from './protector';

/**
 * Reports the stages that a protection should reach but does not: an aspect ends where a stage begins. An error, because nobody would
 * notice that what they deploy is not protected.
 */
export function unreachedStages(root: IConstruct): string[] {
  const stages = root.node.findAll().filter((construct) => construct !== root && Stage.isStage(construct));
  return stages.filter(isUnreached).map(({ node }) =>
    `the resources of the stage ${node.path} are not protected by backups, because aspects do not reach into a stage: `
    + 'add the protection to Aspects.of(stage) too, or call BackupProtection.optOut(stage, reason)');
}

function isUnreached(stage: IConstruct): boolean {
  const { scope } = stage.node;
  return scope !== undefined && scope.node.scopes.some((above) => Protector.at(above).length > 0)
    && optOutReason(stage) === undefined
    && stage.node.findAll().every((construct) => Protector.at(construct).length === 0)
    && stage.node.findAll().some((construct) => CfnResource.isCfnResource(construct) && isStateful(construct.cfnResourceType));
}
