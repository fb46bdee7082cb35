import { parseArn } from '../arn';

/**
 * The ARN of what each CloudFormation type makes, when its physical id tells it. P, R and A stand for the partition, Region and account
 * of the stack; each N for the next part of the physical id, which only a table of Amazon Timestream has more than one of.
 *
 * Physical ids: `Ref` in the page of the type, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
 * ARNs: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ARN_OF_CFN_TYPE: Readonly<Record<string, string>> = {
  // Its physical id is the ARN. list_awscloudformation.html
  'AWS::CloudFormation::Stack': 'N',
  // list_amazonrds.html, as the clusters of Neptune: https://docs.aws.amazon.com/documentdb/latest/developerguide/documentdb-arns.html
  'AWS::DocDB::DBCluster': 'arn:P:rds:R:A:cluster:N',
  // list_amazonauroradsql.html
  'AWS::DSQL::Cluster': 'arn:P:dsql:R:A:cluster/N',
  // list_amazondynamodb.html; of a global table, the replica where the stack is
  'AWS::DynamoDB::GlobalTable': 'arn:P:dynamodb:R:A:table/N',
  'AWS::DynamoDB::Table': 'arn:P:dynamodb:R:A:table/N',
  // list_amazonec2.html
  'AWS::EC2::Instance': 'arn:P:ec2:R:A:instance/N',
  'AWS::EC2::Volume': 'arn:P:ec2:R:A:volume/N',
  // list_amazonelasticfilesystem.html
  'AWS::EFS::FileSystem': 'arn:P:elasticfilesystem:R:A:file-system/N',
  // list_amazonelastickubernetesservice.html
  'AWS::EKS::Cluster': 'arn:P:eks:R:A:cluster/N',
  // list_amazonfsx.html
  'AWS::FSx::FileSystem': 'arn:P:fsx:R:A:file-system/N',
  // https://docs.aws.amazon.com/neptune/latest/userguide/tagging-arns.html
  'AWS::Neptune::DBCluster': 'arn:P:rds:R:A:cluster:N',
  // list_amazonrds.html
  'AWS::RDS::DBCluster': 'arn:P:rds:R:A:cluster:N',
  'AWS::RDS::DBInstance': 'arn:P:rds:R:A:db:N',
  // list_amazonredshift.html
  'AWS::Redshift::Cluster': 'arn:P:redshift:R:A:cluster:N',
  // list_amazons3.html
  'AWS::S3::Bucket': 'arn:P:s3:::N',
  // list_amazontimestream.html; its physical id is `database|table`
  'AWS::Timestream::Table': 'arn:P:timestream:R:A:database/N/table/N',
};

/**
 * The types whose ARN holds an id that the physical id does not tell, and the action that asks their service for it.
 *
 * @see https://docs.aws.amazon.com/fsx/latest/APIReference/API_DescribeVolumes.html
 * @see https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_GetNamespace.html
 */
export const ARN_LOOKUP_OF_CFN_TYPE: Readonly<Record<string, string>> = {
  'AWS::FSx::Volume': 'fsx:DescribeVolumes',
  'AWS::RedshiftServerless::Namespace': 'redshift-serverless:GetNamespace',
};

/**
 * The ARN of a resource of a stack; undefined when it cannot be told from these.
 *
 * @param type its CloudFormation type
 * @param physicalId the id that CloudFormation has for it
 * @param stackId the ARN of a stack in its account and Region
 */
export function resourceArn(type: string, physicalId: string, stackId: string): string | undefined {
  const form = Object.hasOwn(ARN_OF_CFN_TYPE, type) ? ARN_OF_CFN_TYPE[type] : undefined;
  const place = parseArn(stackId);
  if (form === undefined || place === undefined) { return undefined; }
  // RDS writes names in lower case: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
  const parts = (form.includes(':rds:') ? physicalId.toLowerCase() : physicalId).split('|');
  const letters = form.match(/\bN\b/g);
  if (letters?.length !== parts.length || parts.includes('')) { return undefined; }
  const values: Readonly<Record<string, string>> = { P: place.partition, R: place.region, A: place.account };
  return form.replace(/\b[PRAN]\b/g, (letter) => values[letter] ?? parts.shift());
}
