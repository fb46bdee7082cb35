import { ArnFormat, CfnParameter, CfnResource, Fn, type IResolvable, Lazy, NestedStack, type Stack, Token } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnDBCluster as CfnDocDbCluster, CfnDBInstance as CfnDocDbInstance } from 'aws-cdk-lib/aws-docdb';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnVolume, Instance, InstanceType, MachineImage, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnFileSystem, CfnVolume as CfnFsxVolume } from 'aws-cdk-lib/aws-fsx';
import { CfnDBCluster as CfnNeptuneCluster, CfnDBInstance as CfnNeptuneInstance } from 'aws-cdk-lib/aws-neptune';
import { AuroraPostgresEngineVersion, CfnDBCluster, CfnDBInstance, ClusterInstance, DatabaseCluster, DatabaseClusterEngine, DatabaseInstance, DatabaseInstanceEngine, ServerlessCluster } from 'aws-cdk-lib/aws-rds';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BackedUpResource } from '../../../src/backup/resource/backed-up-resource';
import { newStack, TABLE_ARN } from '../../util/template';

type Make = (stack: Stack) => BackupResource;

const partitionKey = { name: 'id', type: AttributeType.STRING };
const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_15_4 });
const network = (stack: Stack) => ({ vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }), vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } });
const arn = (text: string) => BackupResource.fromArn(text);

/** The L1 cluster classes have no common ARN attribute, so the ARN is made from the name. */
function clusterArn(cluster: CfnResource): BackupResource {
  return arn(cluster.stack.formatArn({ service: 'rds', resource: 'cluster', resourceName: cluster.ref, arnFormat: ArnFormat.COLON_RESOURCE_NAME }));
}

function look(make: Make, givenType?: string): BackedUpResource {
  const stack = newStack();
  return new BackedUpResource(stack, make(stack), givenType);
}

describe('the type of the resource is derived', () => {
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
      BackupResource.fromRdsDatabaseCluster(new DatabaseCluster(stack, 'R', { engine, writer: ClusterInstance.serverlessV2('Writer'), ...network(stack) })), 'Aurora'],
    ['a serverless cluster', (stack) => BackupResource.fromRdsServerlessCluster(new ServerlessCluster(stack, 'R', { engine, ...network(stack) })), 'Aurora'],
    ['a Multi-AZ cluster', (stack) => clusterArn(new CfnDBCluster(stack, 'R', { engine: 'mysql' })), 'RDS'],
    ['a restored cluster, which names no engine', (stack) => clusterArn(new CfnDBCluster(stack, 'R', { snapshotIdentifier: 's' })), undefined],
    ['a cluster whose engine is known only at deploy time', (stack) => clusterArn(new CfnDBCluster(stack, 'R', { engine: new CfnParameter(stack, 'P').valueAsString })), undefined],
    ['a cluster of Neptune', (stack) => clusterArn(new CfnNeptuneCluster(stack, 'R')), 'Neptune'],
    ['a cluster of DocumentDB', (stack) => clusterArn(new CfnDocDbCluster(stack, 'R')), 'DocumentDB'],
    ['an instance', (stack) => BackupResource.fromEc2Instance(new Instance(stack, 'R', {
      ...network(stack), instanceType: new InstanceType('t3.micro'), machineImage: MachineImage.latestAmazonLinux2023(),
    })), 'EC2'],
    ['a bucket', (stack) => arn(new Bucket(stack, 'R').bucketArn), 'S3'],
    ['an imported bucket', (stack) => arn(Bucket.fromBucketName(stack, 'R', 'name').bucketArn), 'S3'],
    ['an ARN made by hand', (stack) => arn(stack.formatArn({ service: 'ec2', resource: 'volume', resourceName: new CfnVolume(stack, 'R', { availabilityZone: 'a' }).ref })), 'EBS'],
    ['an ARN joined by CloudFormation', () => arn(Fn.join('', ['arn:aws:s3:::', Fn.importValue('Name')])), 'S3'],
    ['an ARN that is computed anew each time', () => arn(Lazy.uncachedString({ produce: () => 'arn:aws:s3:::late' })), 'S3'],
  ])('from %s, without a problem', (_name, make, type) => {
    const resource = look(make);
    expect([resource.typeName, resource.problems, resource.isOfUnknownType]).toEqual([type, [], false]);
  });

  test.each<[string, Make]>([
    ['a parameter', (stack) => arn(new CfnParameter(stack, 'P').valueAsString)],
    ['an import', () => arn(Fn.importValue('Arn'))],
    ['a string joined with a delimiter', () => arn(Fn.join('-', ['arn', Fn.importValue('Arn')]))],
  ])('but not from %s', (_name, make) => {
    expect(look(make).isOfUnknownType).toBe(true);
    expect(look(make, 'S3')).toMatchObject({ typeName: 'S3', isOfUnknownType: false });
  });
});

describe('the resource of this app that is backed up', () => {
  const tableIn = (stack: Stack) => new Table(stack, 'R', { partitionKey });
  const named = (stack: Stack, resourceName: string, service = 'dynamodb', resource = 'table') => arn(stack.formatArn({ service, resource, resourceName }));

  test.each<[string, Make]>([
    ['a table', (stack) => BackupResource.fromDynamoDbTable(tableIn(stack))],
    ['an ARN with its name at the end', (stack) => named(stack, tableIn(stack).tableName)],
    ['a file system', (stack) => BackupResource.fromEfsFileSystem(new FileSystem(stack, 'R', network(stack)))],
    ['a database instance', (stack) =>
      BackupResource.fromRdsDatabaseInstance(new DatabaseInstance(stack, 'R', { engine: DatabaseInstanceEngine.POSTGRES, ...network(stack) }))],
    ['a cluster', (stack) => clusterArn(new CfnDBCluster(stack, 'R', { engine: 'mysql' }))],
    ['an ARN joined by CloudFormation', (stack) => arn(Fn.join('', ['arn:aws:dynamodb:eu-west-1:111122223333:table/', tableIn(stack).tableName]))],
    ['an ARN that is computed anew each time', (stack) => {
      const { tableArn } = tableIn(stack);
      return arn(Lazy.uncachedString({ produce: () => tableArn }));
    }],
    ['a volume whose ARN has the name of its file system, too', (stack) => {
      const fileSystem = new CfnFileSystem(stack, 'F', { fileSystemType: 'ONTAP', subnetIds: [] });
      return named(stack, `${fileSystem.ref}/${new CfnFsxVolume(stack, 'R', { name: 'v' }).ref}`, 'fsx', 'volume');
    }],
    ['a nested stack', (stack) => arn(new NestedStack(stack, 'R').stackId)],
  ])('is known for %s', (_name, make) => {
    expect(look(make).origin?.node.path).toMatch(/^Shop\/R/);
  });

  test.each<[string, Make]>([
    ['an ARN without token', () => arn('arn:aws:dynamodb:eu-west-1:111122223333:table/orders')],
    ['a parameter', (stack) => arn(new CfnParameter(stack, 'P').valueAsString)],
    ['an ARN with a parameter at the end', (stack) => named(stack, new CfnParameter(stack, 'P').valueAsString)],
    ['a name with something after it', (stack) => named(stack, `${tableIn(stack).tableName}-archive`)],
    ['a name with something before it', (stack) => named(stack, `archive-${tableIn(stack).tableName}`)],
    ['a name before a parameter', (stack) => named(stack, `${tableIn(stack).tableName}/${new CfnParameter(stack, 'P').valueAsString}`)],
    ['the name of a resource of another type', (stack) => named(stack, new Bucket(stack, 'R').bucketName)],
    ['the name of something that is not backed up', (stack) => named(stack, new CfnResource(stack, 'R', { type: 'X::Y::Z' }).ref)],
    ['an imported table', (stack) => BackupResource.fromDynamoDbTable(Table.fromTableName(stack, 'R', 'orders'))],
    ['the stack itself', (stack) => arn(stack.stackId)],
  ])('is not known for %s', (_name, make) => {
    const { origin, problems } = look(make);
    expect([origin, problems]).toEqual([undefined, []]);
  });
});

describe('a member of a database cluster', () => {
  const byName = (stack: Stack, id: string) => arn(stack.formatArn({ service: 'rds', resource: 'db', resourceName: id, arnFormat: ArnFormat.COLON_RESOURCE_NAME }));

  test.each<[string, Make, string]>([
    ['an Aurora cluster, by its name', (stack) => {
      const cluster = new DatabaseCluster(stack, 'Cluster', { engine, writer: ClusterInstance.serverlessV2('Writer'), ...network(stack) });
      return byName(stack, cluster.instanceIdentifiers[0]);
    }, 'Shop/Cluster/Resource'],
    ['an Aurora cluster, by its attribute', (stack) =>
      arn(new CfnDBInstance(stack, 'R', { dbClusterIdentifier: new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql' }).ref }).attrDbInstanceArn), 'Shop/Cluster'],
    ['a Multi-AZ cluster that another stack defines', (stack) =>
      arn(new CfnDBInstance(stack, 'R', { dbClusterIdentifier: Fn.importValue('Cluster') }).attrDbInstanceArn), 'a database cluster'],
    ['a cluster with a literal name', (stack) => arn(new CfnDBInstance(stack, 'R', { dbClusterIdentifier: 'orders' }).attrDbInstanceArn), 'orders'],
    ['a cluster of Neptune', (stack) => byName(stack, new CfnNeptuneInstance(stack, 'R', {
      dbInstanceClass: 'db.r5.large', dbClusterIdentifier: new CfnNeptuneCluster(stack, 'Cluster').ref,
    }).ref), 'Shop/Cluster'],
    ['a cluster of DocumentDB', (stack) => byName(stack, new CfnDocDbInstance(stack, 'R', {
      dbInstanceClass: 'db.r5.large', dbClusterIdentifier: new CfnDocDbCluster(stack, 'Cluster').ref,
    }).ref), 'Shop/Cluster'],
  ])('of %s leads to the cluster', (_name, make, cluster) => {
    const expected = [expect.stringMatching(`^\`resource\` is Shop/.*, a member of ${cluster}, and AWS Backup backs up the cluster.*: use the cluster$`)];
    expect(look(make).problems).toEqual(expected);
    expect(look(make, 'RDS').problems).toEqual(expected);
  });

  test.each<[string, Make]>([
    ['an instance of its own', (stack) => arn(new CfnDBInstance(stack, 'R', { engine: 'mysql' }).attrDbInstanceArn)],
    ['an instance of its own, by its name', (stack) => byName(stack, new CfnDBInstance(stack, 'R', { engine: 'mysql' }).ref)],
    ['the cluster', (stack) => clusterArn(new CfnDBCluster(stack, 'R', { engine: 'aurora-mysql' }))],
    ['a table named as a member', (stack) => arn(stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: new CfnDBInstance(stack, 'R', { dbClusterIdentifier: 'orders' }).ref }))],
  ])('but not %s', (_name, make) => {
    expect(look(make).problems).toEqual([]);
  });
});

test('the ARN itself stays as given', () => {
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
  ['known only at deploy time', { status: Fn.importValue('Status') }, undefined],
])('a bucket whose versioning is %s', (_name, versioningConfiguration, versioned) => {
  expect(look((stack) => arn(new CfnBucket(stack, 'R', { versioningConfiguration }).attrArn)).bucketVersioned).toBe(versioned);
});

test('the versioning of a bucket may be set by an override', () => {
  expect(look((stack) => {
    const bucket = new CfnBucket(stack, 'R');
    bucket.addPropertyOverride('VersioningConfiguration.Status', 'Enabled');
    return arn(bucket.attrArn);
  }).bucketVersioned).toBe(true);
});

test('the versioning of an imported bucket is not known', () => {
  expect(look((stack) => arn(Bucket.fromBucketName(stack, 'R', 'name').bucketArn)).bucketVersioned).toBeUndefined();
});

describe('a Lazy, which keeps its first value,', () => {
  const lazies: [string, (value: string) => string][] = [
    ['as the ARN', (value) => Lazy.string({ produce: () => value })],
    ['in a Lazy that keeps nothing', (value) => Lazy.uncachedString({ produce: () => Lazy.string({ produce: () => value }) })],
    ['as an untyped value', (value) => Token.asString(Lazy.any({ produce: () => value }))],
    ['in an Fn::Join', (value) => Fn.join('', [Lazy.string({ produce: () => value })])],
    ['as the end of the ARN', (value) => value.slice(0, 5) + Lazy.string({ produce: () => value.slice(5) })],
  ];

  test.each(lazies)('%s is not resolved by the constructor, and is right in the end', (_name, make) => {
    const text = make('arn:aws:s3:::late');
    const early = look(() => arn(text));
    expect([early.typeName, early.isKnownLater, early.origin, early.problems]).toEqual([undefined, true, undefined, []]);
    const { settled } = early;
    expect([settled.typeName, settled.isKnownLater, settled.readableArn]).toEqual(['S3', false, 'arn:aws:s3:::late']);
  });

  test('is read as it is in the end', () => {
    let value = 'arn:aws:s3:::early';
    const early = look(() => arn(Lazy.string({ produce: () => value })));
    value = TABLE_ARN;
    expect([early.settled.typeName, early.settled.readableArn]).toEqual(['DynamoDB', TABLE_ARN]);
  });

  test.each<[string, () => string]>([
    ['without a value yet', () => Lazy.uncachedString({ produce: () => undefined })],
    ['that cannot be computed yet', () => Lazy.uncachedString({ produce: () => { throw new TypeError('Cannot read properties of undefined'); } })],
    ['of another copy of aws-cdk-lib, in which nothing of it can be seen', () => {
      const token = { creationStack: [], resolve: () => { throw new Error('too early'); }, toJSON: () => '<unresolved-lazy>' };
      return Token.asString(token as unknown as IResolvable);
    }],
  ])('also one %s', (_name, make) => {
    const early = look(() => arn(make()));
    expect([early.isKnownLater, early.mayChange, early.typeName, early.problems]).toEqual([true, true, undefined, []]);
  });

  test('finds the resource of this app in the end', () => {
    const stack = newStack();
    const table = new Table(stack, 'R', { partitionKey });
    const { origin, settled } = new BackedUpResource(stack, arn(Lazy.string({ produce: () => table.tableArn })), undefined);
    expect([origin, settled.origin, settled.typeName]).toEqual([undefined, table.node.defaultChild, 'DynamoDB']);
  });
});

test('what has no Lazy does not change', () => {
  const found = look((stack) => BackupResource.fromDynamoDbTable(new Table(stack, 'R', { partitionKey })));
  expect(found.settled).toBe(found);
});
