import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { Classification } from './classification';
import { fileSystem, volume } from './fsx';
import { clusterMember, databaseCluster, databaseInstance } from './rds';
import { RESOURCE_TYPE_OF_CFN } from '../../request/resource-types/cfn-resource-types';
import { UNSUPPORTED_STATEFUL_TYPES } from '../../request/resource-types/unsupported-types';
import { cfnDefinitionOf } from '../../template/cfn-definition';

type Properties = Readonly<Record<string, unknown>>;
type Classifier = (properties: Properties, resource: CfnResource) => Classification;

/** The types of which it depends on the resource. */
const CLASSIFIERS: Readonly<Record<string, Classifier>> = {
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
  return [CLASSIFIERS, RESOURCE_TYPE_OF_CFN, UNSUPPORTED_STATEFUL_TYPES].some((table) => Object.hasOwn(table, cfnType));
}

/** Whether AWS Backup can back up a stateful resource as it is defined now. What is known at deploy time only counts as right. */
export function classify(resource: CfnResource): Classification {
  const type = resource.cfnResourceType;
  if (Object.hasOwn(CLASSIFIERS, type)) { return CLASSIFIERS[type](cfnDefinitionOf(resource).Properties ?? {}, resource); }
  const typeName = RESOURCE_TYPE_OF_CFN[type];
  return typeName !== undefined ? { kind: 'possible', typeName } : {
    kind: 'impossible',
    reason: `AWS Backup does not support ${type}`,
    advice: UNSUPPORTED_STATEFUL_TYPES[type],
  };
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html */
function bucket({ VersioningConfiguration }: Properties): Classification {
  const { Status } = (VersioningConfiguration ?? { Status: 'Suspended' }) as { Status?: unknown };
  return typeof Status !== 'string' || Status === 'Enabled' ? { kind: 'possible', typeName: 'S3' }
    : { kind: 'impossible', typeName: 'S3', reason: 'a bucket without versioning, which AWS Backup needs', advice: 'set `versioned: true` on the bucket' };
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html */
function kubernetesCluster({ AccessConfig, OutpostConfig }: Properties): Classification {
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
function nestedStack(_properties: Properties, resource: CfnResource): Classification {
  const isOfApp = resource.stack.node.findAll().some((construct) => Stack.isStack(construct) && construct.nestedStackResource === resource);
  return isOfApp ? { kind: 'heldElsewhere', typeName: 'CloudFormation', reason: 'a nested stack, whose data is in its resources' } : {
    kind: 'impossible',
    typeName: 'CloudFormation',
    reason: 'a nested stack whose resources are not of this app',
    advice: 'define it with NestedStack, or protect its resources where they are defined',
  };
}
