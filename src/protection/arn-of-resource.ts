import type { CfnResource } from 'aws-cdk-lib';
import { ARN_OF_CFN_TYPE } from '../request/resource-types/resource-arn';

/** The attribute that is the ARN, of the types that have one. */
const ARN_ATTRIBUTE: Readonly<Record<string, string>> = {
  'AWS::DSQL::Cluster': 'ResourceArn',
  'AWS::DynamoDB::GlobalTable': 'Arn',
  'AWS::DynamoDB::Table': 'Arn',
  'AWS::EFS::FileSystem': 'Arn',
  'AWS::EKS::Cluster': 'Arn',
  'AWS::FSx::FileSystem': 'ResourceARN',
  'AWS::FSx::Volume': 'ResourceARN',
  'AWS::RDS::DBCluster': 'DBClusterArn',
  'AWS::RDS::DBInstance': 'DBInstanceArn',
  'AWS::RedshiftServerless::Namespace': 'Namespace.NamespaceArn',
  'AWS::S3::Bucket': 'Arn',
  'AWS::Timestream::Table': 'Arn',
};

/** The ARN of a resource, as a reference to it: as its attribute or, where it has none, made from its physical id. */
export function arnOf(resource: CfnResource): string {
  const { cfnResourceType: type, stack, ref } = resource;
  const attribute = ARN_ATTRIBUTE[type];
  if (attribute !== undefined) { return resource.getAtt(attribute).toString(); }
  const values: Readonly<Record<string, string>> = { P: stack.partition, R: stack.region, A: stack.account, N: ref };
  return ARN_OF_CFN_TYPE[type].replace(/\b[PRAN]\b/g, (letter) => values[letter]);
}
