import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type Conditional, ConditionGuarantee } from './condition-guarantee';
import { DependencyGuarantee } from './dependency-guarantee';
import type { Guarantee } from './guarantee';
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
function conditionalResourcesOf({ provider, backupVault, role, history: { key } }: BackupContext): CfnResource[] {
  const conditionalIn = (owner: IConstruct, resources: () => readonly CfnResource[]): CfnResource[] =>
    cached(owner, 'conditional resources', () => resources().filter((resource) => renderedAttributes(resource)?.Condition !== undefined));
  return [
    ...conditionalIn(provider, () => [provider.lastResource, ...provider.requiredResources]),
    ...[backupVault, role, ...key ? [key] : []].flatMap((construct) => conditionalIn(construct, () => cfnResourcesIn(construct))),
  ];
}
