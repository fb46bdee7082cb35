import { type CfnResource, Token } from 'aws-cdk-lib';
import { originOf } from './origin';
import { protectionRuleOf } from '../../request/resource-types/synth-columns';

/** Whether a CloudFormation type makes database instances, of which some or all are members of a cluster. */
export function makesInstances(cfnType: string): boolean {
  return cfnType === 'AWS::RDS::DBInstance' || protectionRuleOf(cfnType) === 'clusterMember';
}

/**
 * The problem of a database instance of this app that is a member of a cluster: the data is in the volume of the cluster, and a snapshot of
 * a member is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_CreateSnapshotCluster.html
 */
export function clusterMemberProblems(resource: CfnResource): string[] {
  const { dbClusterIdentifier: identifier } = resource as { dbClusterIdentifier?: unknown };
  if (!makesInstances(resource.cfnResourceType) || typeof identifier !== 'string') { return []; }
  const cluster = originOf(identifier)?.node.path ?? (Token.isUnresolved(identifier) ? 'a database cluster' : identifier);
  return [`\`resource\` is ${resource.node.path}, a member of ${cluster}, and AWS Backup backs up the cluster, not its members: use the cluster`];
}
