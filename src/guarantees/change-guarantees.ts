import type { CfnResource } from 'aws-cdk-lib';
import { ConditionGuarantee } from './condition-guarantee';
import { DependencyGuarantee, type Order } from './dependency-guarantee';
import type { Guarantee } from './guarantee';
import { linkGuarantees } from './link-guarantees';
import type { BackupContext } from '../backup/backup-context';

/** The custom resources that wait for the job before a change, and what waits for them. */
export interface ChangeBackup {
  /** In the order of their deployment. */
  readonly links: readonly CfnResource[];
  /** The resources that may only change after the backup; read when the template is proven. */
  readonly watched: () => readonly CfnResource[];
  readonly context: BackupContext;
}

/** The promises of a backup before a change: no change before its backup. */
export function changeGuarantees({ links, watched, context }: ChangeBackup): Guarantee[] {
  const orders = (): Order[] => [
    ...watched().map((waiting) => ({ waiting, waitedFor: links[links.length - 1] })),
    ...links.slice(1).map((waiting, index) => ({ waiting, waitedFor: links[index] })),
  ];
  return [
    new DependencyGuarantee('beforeChange', orders, 'CloudFormation may change it before its backup'),
    new ConditionGuarantee('beforeChange', () => links.flatMap((resource) => watched().map((leader) => ({ resource, leader, extent: 'wider' as const })))),
    ...linkGuarantees('beforeChange', links, context),
  ];
}
