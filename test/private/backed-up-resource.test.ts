import { CfnParameter, Fn, Lazy, type Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnVolume, Instance, InstanceType, MachineImage, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import { AuroraPostgresEngineVersion, ClusterInstance, DatabaseCluster, DatabaseClusterEngine, DatabaseInstance, DatabaseInstanceEngine, ServerlessCluster } from 'aws-cdk-lib/aws-rds';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BackedUpResource } from '../../src/private/backed-up-resource';
import { RESOURCE_TYPE_OF_CFN } from '../../src/private/cfn-resource-types';
import { RESOURCE_TYPE_NAMES } from '../../src/request/resource-type';
import { newStack } from '../template';

type Make = (stack: Stack) => BackupResource;

const partitionKey = { name: 'id', type: AttributeType.STRING };
const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_15_4 });
const network = (stack: Stack) => ({ vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }), vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } });
const arn = (text: string) => BackupResource.fromArn(text);

function look(make: Make, toldType?: string): BackedUpResource {
  const stack = newStack();
  return new BackedUpResource(stack, make(stack), toldType);
}

describe('the type is found out', () => {
  test.each<[string, Make, string | undefined]>([
    ['an ARN', () => arn('arn:aws:ec2:eu-west-1:111122223333:volume/vol-1'), 'EBS'],
    ['an ARN of which two types are possible', () => arn('arn:aws:rds:eu-west-1:111122223333:cluster:c'), undefined],
    ['a table', (stack) => BackupResource.fromDynamoDbTable(new Table(stack, 'R', { partitionKey })), 'DynamoDB'],
    ['a global table', (stack) => BackupResource.fromDynamoDbTable(new TableV2(stack, 'R', { partitionKey })), 'DynamoDB'],
    ['an imported table', (stack) => BackupResource.fromDynamoDbTable(Table.fromTableName(stack, 'R', 'orders')), 'DynamoDB'],
    ['a file system', (stack) => BackupResource.fromEfsFileSystem(new FileSystem(stack, 'R', network(stack))), 'EFS'],
    ['a database instance', (stack) =>
      BackupResource.fromRdsDatabaseInstance(new DatabaseInstance(stack, 'R', { engine: DatabaseInstanceEngine.POSTGRES, ...network(stack) })), 'RDS'],
    ['a database cluster', (stack) =>
      BackupResource.fromRdsDatabaseCluster(new DatabaseCluster(stack, 'R', { engine, writer: ClusterInstance.serverlessV2('Writer'), ...network(stack) })), undefined],
    ['a serverless cluster', (stack) => BackupResource.fromRdsServerlessCluster(new ServerlessCluster(stack, 'R', { engine, ...network(stack) })), undefined],
    ['an instance', (stack) => BackupResource.fromEc2Instance(new Instance(stack, 'R', {
      ...network(stack), instanceType: new InstanceType('t3.micro'), machineImage: MachineImage.latestAmazonLinux2023(),
    })), 'EC2'],
    ['a bucket', (stack) => arn(new Bucket(stack, 'R').bucketArn), 'S3'],
    ['an imported bucket', (stack) => arn(Bucket.fromBucketName(stack, 'R', 'name').bucketArn), 'S3'],
    ['an ARN made by hand', (stack) => arn(stack.formatArn({ service: 'ec2', resource: 'volume', resourceName: new CfnVolume(stack, 'R', { availabilityZone: 'a' }).ref })), 'EBS'],
    ['an ARN joined by CloudFormation', () => arn(Fn.join('', ['arn:aws:s3:::', Fn.importValue('Name')])), 'S3'],
    ['an ARN that is told late', () => arn(Lazy.string({ produce: () => 'arn:aws:s3:::late' })), 'S3'],
  ])('of %s, without a problem', (_name, make, type) => {
    const resource = look(make);
    expect([resource.typeName, resource.problems, resource.isOfUnknownType]).toEqual([type, [], false]);
  });

  test.each<[string, Make]>([
    ['a parameter', (stack) => arn(new CfnParameter(stack, 'P').valueAsString)],
    ['an import', () => arn(Fn.importValue('Arn'))],
    ['a text joined with something between', () => arn(Fn.join('-', ['arn', Fn.importValue('Arn')]))],
  ])('not of %s', (_name, make) => {
    expect(look(make).isOfUnknownType).toBe(true);
    expect(look(make, 'S3')).toMatchObject({ typeName: 'S3', isOfUnknownType: false });
  });
});

test('the ARN itself stays as it was given', () => {
  const text = Fn.importValue('Arn');
  expect(look(() => arn(text)).arn).toBe(text);
});

test('the readable ARN has a placeholder for each deploy-time part', () => {
  const { readableArn } = look((stack) => arn(stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: 'orders' })));
  expect(readableArn).toBe('arn:${Token}:dynamodb:${Token}:${Token}:table/orders');
});

test.each<[string, CfnBucket.VersioningConfigurationProperty | undefined, boolean | undefined]>([
  ['on', { status: 'Enabled' }, true],
  ['off', undefined, false],
  ['suspended', { status: 'Suspended' }, false],
  ['told at deploy time', { status: Fn.importValue('Status') }, undefined],
])('a bucket whose versioning is %s', (_name, versioningConfiguration, versioned) => {
  expect(look((stack) => arn(new CfnBucket(stack, 'R', { versioningConfiguration }).attrArn)).bucketVersioned).toBe(versioned);
});

test('an imported bucket tells nothing of its versioning', () => {
  expect(look((stack) => arn(Bucket.fromBucketName(stack, 'R', 'name').bucketArn)).bucketVersioned).toBeUndefined();
});

test.each(Object.values(RESOURCE_TYPE_OF_CFN))('%s is a name of AWS Backup', (name) => {
  expect(RESOURCE_TYPE_NAMES).toContain(name);
});
