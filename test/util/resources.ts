import { ArnFormat, type CfnResource, NestedStack, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnDBCluster as CfnDocDbCluster, DatabaseCluster as DocDbCluster } from 'aws-cdk-lib/aws-docdb';
import { CfnCluster as CfnDsqlCluster } from 'aws-cdk-lib/aws-dsql';
import { AttributeType, CfnTable, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnVolume, Instance, InstanceType, MachineImage, SubnetType, Volume, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnFileSystem as CfnEfsFileSystem, FileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnCluster as CfnEksCluster } from 'aws-cdk-lib/aws-eks';
import { CfnFileSystem, CfnVolume as CfnFsxVolume, LustreDeploymentType, LustreFileSystem } from 'aws-cdk-lib/aws-fsx';
import { CfnDBCluster as CfnNeptuneCluster } from 'aws-cdk-lib/aws-neptune';
import { AuroraPostgresEngineVersion, CfnDBCluster, ClusterInstance, DatabaseCluster, DatabaseClusterEngine, DatabaseInstance, DatabaseInstanceEngine } from 'aws-cdk-lib/aws-rds';
import { CfnCluster as CfnRedshiftCluster } from 'aws-cdk-lib/aws-redshift';
import { CfnNamespace } from 'aws-cdk-lib/aws-redshiftserverless';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnTable as CfnTimestreamTable } from 'aws-cdk-lib/aws-timestream';
import { Size } from 'aws-cdk-lib/core';

/** Makes a resource that AWS Backup can back up, under the id `R`. */
export type MakeResource = (stack: Stack) => BackupResource;

export const partitionKey = { name: 'id', type: AttributeType.STRING };

const arn = (text: string) => BackupResource.fromArn(text);
const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_15_4 });
const instanceType = new InstanceType('r6g.large');
const network = (stack: Stack) => ({ vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }), vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } });
const cluster = (resource: CfnResource, service = 'rds') =>
  arn(resource.stack.formatArn({ service, resource: 'cluster', resourceName: resource.ref, arnFormat: ArnFormat.COLON_RESOURCE_NAME }));
const named = (resource: CfnResource, service: string, kind: string) =>
  arn(resource.stack.formatArn({ service, resource: kind, resourceName: resource.ref }));

/** One of each CloudFormation type that AWS Backup can back up, as L1 and, where one exists, as L2: name, type, how to make it. */
export const RESOURCES: readonly (readonly [string, string, MakeResource])[] = [
  ['a table (L1)', 'AWS::DynamoDB::Table', (stack) => arn(new CfnTable(stack, 'R', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }] }).attrArn)],
  ['a table', 'AWS::DynamoDB::Table', (stack) => BackupResource.fromDynamoDbTable(new Table(stack, 'R', { partitionKey }))],
  ['a global table', 'AWS::DynamoDB::GlobalTable', (stack) => BackupResource.fromDynamoDbTable(new TableV2(stack, 'R', { partitionKey }))],
  ['a bucket (L1)', 'AWS::S3::Bucket', (stack) => arn(new CfnBucket(stack, 'R', { versioningConfiguration: { status: 'Enabled' } }).attrArn)],
  ['a bucket', 'AWS::S3::Bucket', (stack) => arn(new Bucket(stack, 'R', {
    versioned: true, enforceSSL: true, autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY,
  }).bucketArn)],
  ['a file system (L1)', 'AWS::EFS::FileSystem', (stack) => arn(new CfnEfsFileSystem(stack, 'R').attrArn)],
  ['a file system', 'AWS::EFS::FileSystem', (stack) => BackupResource.fromEfsFileSystem(new FileSystem(stack, 'R', network(stack)))],
  ['a database instance', 'AWS::RDS::DBInstance', (stack) =>
    BackupResource.fromRdsDatabaseInstance(new DatabaseInstance(stack, 'R', { engine: DatabaseInstanceEngine.POSTGRES, ...network(stack) }))],
  ['a database cluster (L1)', 'AWS::RDS::DBCluster', (stack) => cluster(new CfnDBCluster(stack, 'R', { engine: 'mysql' }))],
  ['a database cluster', 'AWS::RDS::DBCluster', (stack) => BackupResource.fromRdsDatabaseCluster(new DatabaseCluster(stack, 'R', {
    engine, writer: ClusterInstance.serverlessV2('Writer'), ...network(stack),
  }))],
  ['a cluster of DocumentDB (L1)', 'AWS::DocDB::DBCluster', (stack) => cluster(new CfnDocDbCluster(stack, 'R'))],
  ['a cluster of DocumentDB', 'AWS::DocDB::DBCluster', (stack) => cluster(new DocDbCluster(stack, 'R', {
    ...network(stack), instanceType, masterUser: { username: 'admin1' },
  }).node.defaultChild as CfnResource)],
  ['a cluster of Neptune (L1)', 'AWS::Neptune::DBCluster', (stack) => cluster(new CfnNeptuneCluster(stack, 'R'))],
  ['an instance', 'AWS::EC2::Instance', (stack) =>
    BackupResource.fromEc2Instance(new Instance(stack, 'R', { ...network(stack), instanceType, machineImage: MachineImage.latestAmazonLinux2023() }))],
  ['a volume (L1)', 'AWS::EC2::Volume', (stack) => named(new CfnVolume(stack, 'R', { availabilityZone: 'eu-west-1a', size: 1 }), 'ec2', 'volume')],
  ['a volume', 'AWS::EC2::Volume', (stack) => named(new Volume(stack, 'R', { availabilityZone: 'eu-west-1a', size: Size.gibibytes(1) }).node.defaultChild as CfnResource, 'ec2', 'volume')],
  ['a Kubernetes cluster (L1)', 'AWS::EKS::Cluster', (stack) => arn(new CfnEksCluster(stack, 'R', { resourcesVpcConfig: { subnetIds: [] }, roleArn: 'arn:aws:iam::111122223333:role/r' }).attrArn)],
  ['a file system of FSx (L1)', 'AWS::FSx::FileSystem', (stack) => arn(new CfnFileSystem(stack, 'R', { fileSystemType: 'LUSTRE', subnetIds: ['s'] }).attrResourceArn)],
  ['a file system of FSx', 'AWS::FSx::FileSystem', (stack) => {
    const { vpc } = network(stack);
    const fileSystem = new LustreFileSystem(stack, 'R', {
      vpc, vpcSubnet: vpc.isolatedSubnets[0], storageCapacityGiB: 1200, lustreConfiguration: { deploymentType: LustreDeploymentType.SCRATCH_2 },
    });
    return named(fileSystem.node.defaultChild as CfnResource, 'fsx', 'file-system');
  }],
  ['a volume of FSx (L1)', 'AWS::FSx::Volume', (stack) => arn(new CfnFsxVolume(stack, 'R', { name: 'v' }).attrResourceArn)],
  ['a Redshift cluster (L1)', 'AWS::Redshift::Cluster', (stack) => cluster(new CfnRedshiftCluster(stack, 'R', {
    clusterType: 'single-node', dbName: 'd', masterUsername: 'admin1', nodeType: 'ra3.large',
  }), 'redshift')],
  ['a Redshift namespace (L1)', 'AWS::RedshiftServerless::Namespace', (stack) => arn(new CfnNamespace(stack, 'R', { namespaceName: 'n' }).attrNamespaceNamespaceArn)],
  ['a cluster of Aurora DSQL (L1)', 'AWS::DSQL::Cluster', (stack) => arn(new CfnDsqlCluster(stack, 'R').attrResourceArn)],
  ['a Timestream table (L1)', 'AWS::Timestream::Table', (stack) => arn(new CfnTimestreamTable(stack, 'R', { databaseName: 'd' }).attrArn)],
  ['a nested stack', 'AWS::CloudFormation::Stack', (stack) => {
    const nested = new NestedStack(stack, 'R');
    new Table(nested, 'Table', { partitionKey });
    return arn(nested.stackId);
  }],
];
