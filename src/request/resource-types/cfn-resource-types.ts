/**
 * AWS Backup's name for what a CloudFormation type makes. A type that is not here cannot be backed up.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html#supported-resources
 */
export const RESOURCE_TYPE_OF_CFN: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'CloudFormation',
  'AWS::DocDB::DBCluster': 'DocumentDB',
  'AWS::DSQL::Cluster': 'DSQL',
  'AWS::DynamoDB::GlobalTable': 'DynamoDB',
  'AWS::DynamoDB::Table': 'DynamoDB',
  'AWS::EC2::Instance': 'EC2',
  'AWS::EC2::Volume': 'EBS',
  'AWS::EFS::FileSystem': 'EFS',
  'AWS::EKS::Cluster': 'EKS',
  'AWS::FSx::FileSystem': 'FSx',
  'AWS::FSx::Volume': 'FSx',
  'AWS::Neptune::DBCluster': 'Neptune',
  'AWS::RDS::DBInstance': 'RDS',
  'AWS::Redshift::Cluster': 'Redshift',
  'AWS::RedshiftServerless::Namespace': 'Redshift Serverless',
  'AWS::S3::Bucket': 'S3',
  'AWS::Timestream::Table': 'Timestream',
};

/** Types whose resources AWS Backup can back up, but under a name that the type does not tell. */
export const AMBIGUOUS_CFN_TYPES: readonly string[] = ['AWS::RDS::DBCluster'];
