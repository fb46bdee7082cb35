import type { IConstruct } from 'constructs';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import type { BackedUpResource } from './resource/backed-up-resource';
import { backupPoliciesOf } from '../request/resource-types/synth-columns';

/** The triggers that CloudFormation must order by the resource, by the ids of their custom resources. */
const ORDERING_TRIGGERS = { BeforeChange: 'beforeChange', OnDelete: 'onDelete' } as const;

/**
 * Problems of a backup whose resource turned out, after all aspects, to be another one than its constructor could see: the ARN is a Lazy.
 *
 * @param early as the constructor saw it
 * @param settled as it is
 */
export function settledProblems(
  backup: IConstruct, { role }: OnDemandBackupProps, early: BackedUpResource, settled: BackedUpResource,
): string[] {
  const triggers = settled.origin === early.origin ? [] : Object.entries(ORDERING_TRIGGERS).filter(([id]) => backup.node.tryFindChild(id));
  const given = backupPoliciesOf(early.typeName);
  const lacksPolicy = role === undefined && backupPoliciesOf(settled.typeName).some((policy) => !given.includes(policy));
  return [
    ...triggers.map(([, trigger]) =>
      `\`resource\` is ${settled.origin?.node.path ?? settled.readableArn}, which ${trigger} could not know, because its ARN is a Lazy, so CloudFormation `
      + 'would not order the two: pass the ARN itself, as BackupResource.fromDynamoDbTable(...) and the other factories do'),
    ...lacksPolicy ? [
      `\`resource\` is of type ${settled.typeName}, which the default role could not know, because the ARN is a Lazy, so it has the policies of another type: `
      + 'pass `resourceType`, or the ARN itself',
    ] : [],
  ];
}
