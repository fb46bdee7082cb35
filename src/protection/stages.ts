import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isStatefulOfUser } from './classification/stateful';
import { assemblyOf } from './late/constructs-in';
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

/**
 * Reports the stateful resources about which their protections have not decided, because it was too late: no aspect visits a stage that is
 * synthesised already, as `pipeline.addStage()` does.
 */
export function lateProtections(root: IConstruct): string[] {
  const late = root.node.findAll().filter((construct) =>
    isStatefulOfUser(construct) && Protector.isUndecided(construct) && optOutReason(construct) === undefined);
  const byAssembly = new Map(late.map((construct) => [assemblyOf(construct), construct]));
  return [...byAssembly].map(([assembly, { node }]) => assembly === root
    ? `${node.path} is not protected by backups, because it was added when the protections had decided: add it earlier, `
      + 'or call BackupProtection.optOut(construct, reason)'
    : `${node.path} and perhaps other resources of the stage ${assembly.node.path} are not protected by backups, because the protection or the resource `
      + 'was added after the stage had been synthesised: add the protection before pipeline.addStage(stage), or call BackupProtection.optOut(stage, reason)');
}

function isUnreached(stage: IConstruct): boolean {
  const { scope } = stage.node;
  return scope !== undefined && scope.node.scopes.some((above) => Protector.at(above).length > 0)
    && optOutReason(stage) === undefined
    && stage.node.findAll().every((construct) => Protector.at(construct).length === 0)
    && stage.node.findAll().some(isStatefulOfUser);
}
