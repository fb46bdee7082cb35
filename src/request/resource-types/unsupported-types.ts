const RETAIN = 'keep it with RemovalPolicy.RETAIN';
const OWN_SNAPSHOTS = 'turn on the snapshots of its own service';
const COPY_TO_S3 = 'copy its data to Amazon S3';
const FINAL_SNAPSHOT = `${OWN_SNAPSHOTS}, and give it RemovalPolicy.SNAPSHOT`;

/**
 * Types that keep data and that AWS Backup does not support, with what helps instead.
 *
 * From the types that the CDK CLI calls stateful, which are those of cfn-lint
 * (https://github.com/aws-cloudformation/cfn-lint/blob/main/src/cfnlint/data/AdditionalSpecs/StatefulResources.json), and from the
 * data stores of https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ that are not at
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html#supported-resources.
 */
export const UNSUPPORTED_STATEFUL_TYPES: Readonly<Record<string, string>> = {
  'AWS::AmazonMQ::Broker': RETAIN,
  'AWS::Cassandra::Table': 'turn on its point-in-time recovery',
  'AWS::CodeArtifact::Repository': RETAIN,
  'AWS::CodeCommit::Repository': 'mirror it',
  'AWS::Cognito::UserPool': 'turn on its deletion protection, and export its users',
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html: "instance-based clusters"
  'AWS::DocDBElastic::Cluster': OWN_SNAPSHOTS,
  'AWS::ECR::PublicRepository': RETAIN,
  'AWS::ECR::Repository': 'replicate it to another Region or account',
  'AWS::EMR::Cluster': COPY_TO_S3,
  'AWS::ElastiCache::CacheCluster': FINAL_SNAPSHOT,
  'AWS::ElastiCache::ReplicationGroup': FINAL_SNAPSHOT,
  'AWS::ElastiCache::ServerlessCache': OWN_SNAPSHOTS,
  'AWS::Elasticsearch::Domain': OWN_SNAPSHOTS,
  'AWS::HealthLake::FHIRDatastore': COPY_TO_S3,
  'AWS::KMS::Key': RETAIN,
  'AWS::Kinesis::Stream': COPY_TO_S3,
  'AWS::KinesisVideo::Stream': RETAIN,
  'AWS::Lightsail::Bucket': COPY_TO_S3,
  'AWS::Lightsail::Database': OWN_SNAPSHOTS,
  'AWS::Lightsail::Disk': OWN_SNAPSHOTS,
  'AWS::Lightsail::Instance': OWN_SNAPSHOTS,
  'AWS::Logs::LogGroup': `${COPY_TO_S3}, or ${RETAIN}`,
  'AWS::MSK::Cluster': COPY_TO_S3,
  'AWS::MSK::ServerlessCluster': COPY_TO_S3,
  'AWS::MemoryDB::Cluster': OWN_SNAPSHOTS,
  'AWS::NeptuneGraph::Graph': OWN_SNAPSHOTS,
  'AWS::OpenSearchServerless::Collection': OWN_SNAPSHOTS,
  'AWS::OpenSearchService::Domain': OWN_SNAPSHOTS,
  'AWS::QLDB::Ledger': COPY_TO_S3,
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html: "general purpose buckets"
  'AWS::S3Express::DirectoryBucket': 'use a general purpose bucket for what must not be lost',
  'AWS::S3Outposts::Bucket': 'replicate it to a general purpose bucket',
  'AWS::S3Tables::TableBucket': RETAIN,
  'AWS::S3Vectors::VectorBucket': RETAIN,
  'AWS::SDB::Domain': COPY_TO_S3,
  'AWS::SQS::Queue': 'empty it before its deletion, or keep it with RemovalPolicy.RETAIN',
  'AWS::SecretsManager::Secret': 'replicate it to another Region, or keep it with RemovalPolicy.RETAIN',
  'AWS::Serverless::SimpleTable': 'use AWS::DynamoDB::Table instead',
  'AWS::StorageGateway::Volume': 'back it up with BackupTrigger.onDeploy()',
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/timestream-backup.html
  'AWS::Timestream::InfluxDBCluster': COPY_TO_S3,
  'AWS::Timestream::InfluxDBInstance': COPY_TO_S3,
  'AWS::WorkSpaces::Workspace': RETAIN,
  // Not the type that AWS Backup supports, although it makes one: CloudFormation cannot tell its ARN before it changes
  'Custom::AWSCDK-EKS-Cluster': 'use `CfnCluster`, or the `Cluster` of aws-eks-v2',
};

/**
 * Types that the CDK CLI calls stateful, but that are no data of an application: a vault holds the backups, and the data of an
 * organization's account is in its resources.
 */
export const NO_DATA_TYPES: readonly string[] = ['AWS::Backup::BackupVault', 'AWS::Organizations::Account'];
