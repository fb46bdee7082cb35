import { type CfnResource, Stack } from 'aws-cdk-lib';
import { fileSystem, volume } from './fsx';
import { clusterMember, databaseCluster, databaseInstance } from './rds';
import { UNSUPPORTED_STATEFUL_TYPES } from '../../request/resource-types/unsupported-types';
import type { Verdict } from './classification';
import { cfnDefinitionOf } from '../../template/cfn-definition';
import { RESOURCE_TYPE_OF_CFN } from '../../request/resource-types/cfn-resource-types';

type Properties = Readonly<Record<string, unknown>>;
type Judge = (properties: Properties, resource: CfnResource) => Verdict;

/** The types of which it depends on the resource. */
const JUDGES: Readonly<Record<string, Judge>> = {
  'AWS::CloudFormation::Stack': nestedStack,
  'AWS::DocDB::DBInstance': clusterMember,
  'AWS::EKS::Cluster': kubernetesCluster,
  'AWS::FSx::FileSystem': fileSystem,
  'AWS::FSx::Volume': volume,
  'AWS::Neptune::DBInstance': clusterMember,
  'AWS::RDS::DBCluster': databaseCluster,
  'AWS::RDS::DBInstance': databaseInstance,
  'AWS::S3::Bucket': bucket,
};

/** Whether the resources of a type keep data, as far as this library knows. */
export function isStateful(cfnType: string): boolean {
  return [JUDGES, RESOURCE_TYPE_OF_CFN, UNSUPPORTED_STATEFUL_TYPES].some((table) => Object.hasOwn(table, cfnType));
}

/** Whether AWS Backup can back up a stateful resource as it is defined now. What is known at deploy time only counts as right. */
export function verdictOn(resource: CfnResource): Verdict {
  const type = resource.cfnResourceType;
  if (Object.hasOwn(JUDGES, type)) { return JUDGES[type](cfnDefinitionOf(resource).Properties ?? {}, resource); }
  const typeName = RESOURCE_TYPE_OF_CFN[type];
  return typeName !== undefined ? { kind: 'possible', typeName } : {
    kind: 'impossible',
    reason: `AWS Backup does not support ${type}`,
    advice: UNSUPPORTED_STATEFUL_TYPES[type],
  };
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html */
function bucket({ VersioningConfiguration }: Properties): Verdict {
  const { Status } = (VersioningConfiguration ?? { Status: 'Suspended' }) as { Status?: unknown };
  return typeof Status !== 'string' || Status === 'Enabled' ? { kind: 'possible', typeName: 'S3' }
    : { kind: 'impossible', typeName: 'S3', reason: 'a bucket without versioning, which AWS Backup needs', advice: 'set `versioned: true` on the bucket' };
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html */
function kubernetesCluster({ AccessConfig, OutpostConfig }: Properties): Verdict {
  const impossible = { kind: 'impossible', typeName: 'EKS' } as const;
  if (OutpostConfig !== undefined) {
    return { ...impossible, reason: 'a cluster on AWS Outposts, which AWS Backup does not support', advice: 'keep what is on it in a repository' };
  }
  const { AuthenticationMode = 'CONFIG_MAP' } = (AccessConfig ?? {}) as Properties;
  return AuthenticationMode !== 'CONFIG_MAP' ? { kind: 'possible', typeName: 'EKS' } : {
    ...impossible,
    reason: 'a cluster with the authentication mode CONFIG_MAP, with which AWS Backup gets no access',
    advice: 'set its authentication mode to API or API_AND_CONFIG_MAP',
  };
}

/** AWS Backup can back up a stack as a whole, but not while it is being deployed, as a nested stack is with the one around it. */
function nestedStack(_properties: Properties, resource: CfnResource): Verdict {
  const isOfApp = resource.stack.node.findAll().some((construct) => Stack.isStack(construct) && construct.nestedStackResource === resource);
  return isOfApp ? { kind: 'heldElsewhere', typeName: 'CloudFormation', reason: 'a nested stack, whose data is in its resources' } : {
    kind: 'impossible',
    typeName: 'CloudFormation',
    reason: 'a nested stack whose resources are not of this app',
    advice: 'define it with NestedStack, or protect its resources where they are defined',
  };
}
