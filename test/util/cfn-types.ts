/**
 * What each CloudFormation type makes, in AWS Backup's words; a list where the type alone does not say. Written down from AWS's pages, not
 * from the catalogue, which it checks.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html#supported-resources
 */
export const NAMES_OF_CFN_TYPE: Readonly<Record<string, readonly string[]>> = {
  'AWS::CloudFormation::Stack': ['CloudFormation'],
  'AWS::DSQL::Cluster': ['DSQL'],
  'AWS::DocDB::DBCluster': ['DocumentDB'],
  'AWS::DynamoDB::GlobalTable': ['DynamoDB'],
  'AWS::DynamoDB::Table': ['DynamoDB'],
  'AWS::EC2::Instance': ['EC2'],
  'AWS::EC2::Volume': ['EBS'],
  'AWS::EFS::FileSystem': ['EFS'],
  'AWS::EKS::Cluster': ['EKS'],
  'AWS::FSx::FileSystem': ['FSx'],
  'AWS::FSx::Volume': ['FSx'],
  'AWS::Neptune::DBCluster': ['Neptune'],
  'AWS::RDS::DBCluster': ['RDS', 'Aurora'],
  'AWS::RDS::DBInstance': ['RDS'],
  'AWS::Redshift::Cluster': ['Redshift'],
  'AWS::RedshiftServerless::Namespace': ['Redshift Serverless'],
  'AWS::S3::Bucket': ['S3'],
  'AWS::Timestream::Table': ['Timestream'],
};

export const CFN_TYPES = Object.keys(NAMES_OF_CFN_TYPE);

/** AWS Backup's name of what a CloudFormation type makes; undefined where the type alone does not say. */
export function nameOfCfnType(cfnType: string): string | undefined {
  const names = NAMES_OF_CFN_TYPE[cfnType];
  return names.length === 1 ? names[0] : undefined;
}

/** The names of the AWS Backup API, as `aws backup get-supported-resource-types` prints them. */
export const NAMES: readonly string[] = [
  'Aurora', 'CloudFormation', 'DSQL', 'DocumentDB', 'DynamoDB', 'EBS', 'EC2', 'EFS', 'EKS', 'FSx', 'Neptune', 'RDS', 'Redshift',
  'Redshift Serverless', 'S3', 'SAP HANA on Amazon EC2', 'Storage Gateway', 'Timestream', 'VirtualMachine',
];
