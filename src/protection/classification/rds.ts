import type { CfnResource } from 'aws-cdk-lib';
import type { Classification, Properties } from './classification';
import { databaseClusterType } from '../../backup/resource/database-cluster-type';
import { cfnResourcesIn } from '../../template/cfn-definition';

/** An instance of Amazon RDS: one of its own, a member of a cluster, a read replica, or an RDS Custom instance. */
export function databaseInstance(properties: Properties, resource: CfnResource): Classification {
  const { Engine, DBClusterIdentifier, SourceDBInstanceIdentifier, SourceDBClusterIdentifier } = properties;
  if (DBClusterIdentifier !== undefined) { return clusterMember(properties, resource); }
  const engine = typeof Engine === 'string' ? Engine : '';
  if (engine.startsWith('custom-')) {
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/rds-backup.html
    return { kind: 'impossible', typeName: 'RDS', reason: 'AWS Backup does not support Amazon RDS Custom', advice: 'use its automated backups' };
  }
  const source = SourceDBInstanceIdentifier ?? SourceDBClusterIdentifier;
  if (source === undefined) { return { kind: 'possible', typeName: 'RDS' }; }
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Overview.Differences.html
  return engine.startsWith('sqlserver-')
    ? { kind: 'heldElsewhere', typeName: 'RDS', reason: `a read replica of ${named('database', source, resource)}, of which RDS for SQL Server takes no snapshots: the source has the data` }
    : { kind: 'possible', typeName: 'RDS', remark: `a read replica of ${named('database', source, resource)}: its backup holds what it has replicated` };
}

/** An instance of a cluster, whose data is in the volume of the cluster. */
export function clusterMember({ DBClusterIdentifier }: Properties, resource: CfnResource): Classification {
  return { kind: 'heldElsewhere', reason: `a member of ${named('cluster', DBClusterIdentifier, resource)}, which has the data` };
}

/** A cluster of Amazon RDS, which may be of Aurora. */
export function databaseCluster({ Engine }: Properties): Classification {
  return { kind: 'possible', typeName: databaseClusterType(Engine) };
}

/** What an identifier refers to, as far as it is known. */
function named(noun: string, identifier: unknown, { stack }: CfnResource): string {
  const { Ref } = (identifier ?? {}) as { Ref?: string };
  const name = typeof identifier === 'string' ? identifier : Ref && cfnResourcesIn(stack).find((resource) =>
    resource.stack === stack && stack.resolve(resource.logicalId) === Ref)?.node.path;
  return name ? `the ${noun} ${name}` : `a ${noun} of another stack`;
}
