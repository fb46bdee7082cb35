import { Annotations, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type Conditional, ConditionGuarantee } from './condition-guarantee';
import { DependencyGuarantee } from './dependency-guarantee';
import type { Guarantee } from './guarantee';
import { isDeletedWithStack } from './outlives-stack-guarantee';
import { providerOrders } from './provider-orders';
import type { BackupContext } from '../backup/backup-context';
import { cfnResourcesIn } from '../template/cfn-definition';
import { renderedAttributes } from '../template/rendered-attributes';
import { cached } from '../template/synth-cache';

/** The promises of every custom resource: what it calls, and what its request names, exists as long as it does. */
export function linkGuarantees(trigger: string, links: readonly CfnResource[], context: BackupContext): Guarantee[] {
  const conditionals = (): Conditional[] => links.flatMap((leader) =>
    conditionalResourcesOf(context).filter(({ stack }) => stack === leader.stack).map((resource) => ({ resource, leader, extent: 'wider' as const })));
  return [
    new DependencyGuarantee(trigger, () => links.flatMap((link) => providerOrders(link, context.provider)), 'CloudFormation may call it when it is not there'),
    new ConditionGuarantee(trigger, conditionals),
  ];
}

/** Nearly always none. */
function conditionalResourcesOf({ provider, backupVault, role }: BackupContext): CfnResource[] {
  const conditionalIn = (owner: IConstruct, resources: () => readonly CfnResource[]): CfnResource[] =>
    cached(owner, 'conditional resources', () => resources().filter((resource) => renderedAttributes(resource)?.Condition !== undefined));
  return [
    ...conditionalIn(provider, () => [provider.lastResource, ...provider.requiredResources]),
    ...[backupVault, role].flatMap((construct) => conditionalIn(construct, () => cfnResourcesIn(construct))),
  ];
}

/** Warns of a role of the user that is deleted with the stack: without it, the recovery points can neither expire nor move to cold storage. */
export function warnOfRole(backup: IConstruct, { props: { role } }: BackupContext): void {
  const isDeleted = role !== undefined && cfnResourcesIn(role).some((resource) => resource.cfnResourceType === 'AWS::IAM::Role' && isDeletedWithStack(resource));
  if (!isDeleted) { return; }
  Annotations.of(backup).addWarningV2('cdk-on-demand-backup:roleDeletedWithStack',
    '`role` is deleted together with its stack, but without it the final backup can neither expire nor move to cold storage: give it RemovalPolicy.RETAIN');
}
