/** An app of many resource types, protected by one line. `CHANGED` changes each of them in place, and nothing else. */
import { App, Aspects, CfnResource, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BackupProtection } from 'cdk-on-demand-backup';
import type { Construct } from 'constructs';

const { CHANGED } = process.env;
const KEYS = { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], BillingMode: 'PAY_PER_REQUEST' };
const STREAM = CHANGED && { StreamSpecification: { StreamViewType: 'KEYS_ONLY' } };

const app = new App();
Aspects.of(app).add(new BackupProtection());
const stack = new Stack(app, 'Protected');

function add(id: string, type: string, properties: object, scope: Construct = stack): CfnResource {
  const resource = new CfnResource(scope, id, { type, properties: { ...properties } });
  resource.applyRemovalPolicy(RemovalPolicy.DESTROY);
  return resource;
}

add('Table', 'AWS::DynamoDB::Table', { ...KEYS, ...STREAM });
add('GlobalTable', 'AWS::DynamoDB::GlobalTable', { TableName: 'protected-global', ...KEYS, ...STREAM, Replicas: [{ Region: 'us-east-1' }] });
new CfnBucket(stack, 'Bucket', { versioningConfiguration: { status: 'Enabled' }, tags: CHANGED ? [{ key: 'changed', value: 'yes' }] : undefined })
  .applyRemovalPolicy(RemovalPolicy.DESTROY);
add('Files', 'AWS::EFS::FileSystem', { ThroughputMode: CHANGED ? 'elastic' : 'bursting' });
add('Instance', 'AWS::RDS::DBInstance', {
  DBInstanceIdentifier: 'protected-instance',
  DBInstanceClass: 'db.t4g.micro',
  Engine: 'postgres',
  MasterUsername: 'master',
  MasterUserPassword: 'not-a-secret',
  AllocatedStorage: CHANGED ? '30' : '20',
});
const cluster = add('Cluster', 'AWS::RDS::DBCluster', {
  DBClusterIdentifier: 'protected-cluster',
  Engine: 'aurora-postgresql',
  MasterUsername: 'master',
  MasterUserPassword: 'not-a-secret',
  BackupRetentionPeriod: CHANGED ? 3 : 2,
});
add('Documents', 'AWS::DocDB::DBCluster', {
  DBClusterIdentifier: 'protected-documents', MasterUsername: 'master', MasterUserPassword: 'not-a-secret', BackupRetentionPeriod: CHANGED ? 3 : 2,
});
const network = add('Network', 'AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
const subnets = ['a', 'b'].map((zone, index) => add(`Subnet${index}`, 'AWS::EC2::Subnet', {
  VpcId: network.ref, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone: `us-east-1${zone}`,
}).ref);
const role = add('Role', 'AWS::IAM::Role', {
  AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
});
add('Kubernetes', 'AWS::EKS::Cluster', {
  Name: 'protected-kubernetes',
  RoleArn: role.getAtt('Arn').toString(),
  ResourcesVpcConfig: { SubnetIds: subnets },
  AccessConfig: { AuthenticationMode: 'API' },
  ...CHANGED && { Tags: [{ Key: 'changed', Value: 'yes' }] },
});
add('NestedTable', 'AWS::DynamoDB::Table', { ...KEYS, ...STREAM }, new NestedStack(stack, 'Nested'));

// What has no backup of its own
add('Member', 'AWS::RDS::DBInstance', {
  DBInstanceIdentifier: 'protected-member', DBInstanceClass: 'db.t4g.medium', Engine: 'aurora-postgresql', DBClusterIdentifier: cluster.ref,
});
add('Queue', 'AWS::SQS::Queue', {});
add('Drafts', 'AWS::S3::Bucket', {});
BackupProtection.optOut(add('Cache', 'AWS::DynamoDB::Table', KEYS), 'made anew each night');
