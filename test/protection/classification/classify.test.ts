import { CfnResource, CfnStack, Fn, NestedStack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseCluster, DatabaseClusterEngine, AuroraPostgresEngineVersion, ClusterInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { isStateful, classify } from '../../../src/protection/classification/classify';
import { CFN_TYPES, nameOfCfnType } from '../../util/cfn-types';
import { newStack } from '../../util/template';

type Properties = Record<string, unknown>;

/** The classification on a resource that has these properties, in a stack beside others. */
function classification(type: string, properties: Properties = {}, others: Record<string, [string, Properties]> = {}) {
  const stack = newStack();
  const resource = new CfnResource(stack, 'It', { type, properties });
  for (const [id, other] of Object.entries(others)) { new CfnResource(stack, id, { type: other[0], properties: other[1] }); }
  return classify(resource);
}

const possible = (typeName?: string) => ({ kind: 'possible', typeName });
const elsewhere = (reason: RegExp) => ({ kind: 'heldElsewhere', reason: expect.stringMatching(reason) as string });
const impossible = (reason: RegExp, advice: RegExp) =>
  ({ kind: 'impossible', reason: expect.stringMatching(reason) as string, advice: expect.stringMatching(advice) as string });
const unknown = Fn.conditionIf('IsProduction', 'one', 'other');

describe('a type that AWS Backup supports', () => {
  const always = ['AWS::DocDB::DBCluster', 'AWS::DSQL::Cluster', 'AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table', 'AWS::EC2::Instance', 'AWS::EC2::Volume',
    'AWS::EFS::FileSystem', 'AWS::Neptune::DBCluster', 'AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace', 'AWS::Timestream::Table'];

  test.each(always)('%s can be protected however it is defined', (type) => {
    expect(classification(type)).toEqual(possible(nameOfCfnType(type)));
  });

  test.each(CFN_TYPES)('%s is stateful', (type) => {
    expect(isStateful(type)).toBe(true);
  });
});

describe('a type that keeps no data', () => {
  test.each(['AWS::IAM::Role', 'AWS::Lambda::Function', 'Custom::Anything', 'toString'])('%s is not stateful', (type) => {
    expect(isStateful(type)).toBe(false);
  });
});

describe('a type that AWS Backup does not support', () => {
  test.each([
    ['AWS::SQS::Queue', /empty it/],
    ['AWS::ElastiCache::ReplicationGroup', /SNAPSHOT/],
    ['AWS::DocDBElastic::Cluster', /snapshots of its own service/],
    ['AWS::Timestream::InfluxDBInstance', /S3/],
    ['AWS::S3Express::DirectoryBucket', /general purpose/],
    ['Custom::AWSCDK-EKS-Cluster', /aws-eks-v2/],
  ])('%s cannot be protected, and something else helps', (type, advice) => {
    expect([isStateful(type), classification(type)]).toEqual([true, impossible(new RegExp(`does not support ${type}`), advice)]);
    expect(classification(type).typeName).toBeUndefined();
  });
});

describe('a bucket', () => {
  test.each([
    ['with versioning', { VersioningConfiguration: { Status: 'Enabled' } }, possible('S3')],
    ['whose versioning is known at deploy time only', { VersioningConfiguration: { Status: unknown } }, possible('S3')],
    ['whose versioning as a whole is known at deploy time only', { VersioningConfiguration: unknown }, possible('S3')],
    ['without versioning', {}, impossible(/without versioning/, /versioned: true/)],
    ['with versioning suspended', { VersioningConfiguration: { Status: 'Suspended' } }, impossible(/without versioning/, /versioned: true/)],
  ])('%s', (_what, properties, expected) => {
    expect(classification('AWS::S3::Bucket', properties)).toMatchObject(expected);
  });

  test('counts as it goes into the template', () => {
    const bucket = new Bucket(newStack(), 'Bucket').node.defaultChild as CfnBucket;
    bucket.addPropertyOverride('VersioningConfiguration.Status', 'Enabled');
    expect(classify(bucket)).toEqual(possible('S3'));
  });
});

describe('an instance of Amazon RDS', () => {
  const cluster: Record<string, [string, Properties]> = { Cluster: ['AWS::RDS::DBCluster', {}] };

  test.each<[string, Properties, object]>([
    ['alone', { Engine: 'postgres' }, possible('RDS')],
    ['of Oracle', { Engine: 'oracle-se2' }, possible('RDS')],
    ['restored from a snapshot', { DBSnapshotIdentifier: 'snapshot' }, possible('RDS')],
    ['in a cluster of the app', { Engine: 'aurora-mysql', DBClusterIdentifier: { Ref: 'Cluster' } }, elsewhere(/^a member of the cluster Shop\/Cluster, which has the data$/)],
    ['in a cluster that is named', { DBClusterIdentifier: 'customers' }, elsewhere(/the cluster customers/)],
    ['in a cluster of another stack', { DBClusterIdentifier: { 'Fn::ImportValue': 'cluster' } }, elsewhere(/^a member of a cluster of another stack, which has the data$/)],
    ['RDS Custom for Oracle', { Engine: 'custom-oracle-ee' }, impossible(/RDS Custom/, /automated backups/)],
    ['RDS Custom for SQL Server', { Engine: 'custom-sqlserver-se' }, impossible(/RDS Custom/, /automated backups/)],
    ['replica', { SourceDBInstanceIdentifier: { Ref: 'Cluster' } }, { ...possible('RDS'), remark: 'a read replica of the database Shop/Cluster: its backup holds what it has replicated' }],
    ['replica of a cluster', { Engine: 'mysql', SourceDBClusterIdentifier: 'customers' }, { kind: 'possible', remark: expect.stringMatching(/replica of the database customers/) }],
    ['replica of SQL Server', { Engine: 'sqlserver-ee', SourceDBInstanceIdentifier: 'customers' }, elsewhere(/replica of the database customers, .* takes no snapshots/)],
  ])('%s', (_what, properties, expected) => {
    expect(classification('AWS::RDS::DBInstance', properties, cluster)).toMatchObject(expected);
  });

  test.each(['AWS::DocDB::DBInstance', 'AWS::Neptune::DBInstance'])('like one of %s is a member of a cluster', (type) => {
    expect(classification(type, { DBClusterIdentifier: { Ref: 'Cluster' } }, cluster)).toMatchObject(elsewhere(/Shop\/Cluster/));
  });

  test('of the construct library is a member of its cluster', () => {
    const stack = newStack();
    const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_15_4 });
    const made = new DatabaseCluster(stack, 'Db', { engine, writer: ClusterInstance.serverlessV2('Writer'), vpc: new Vpc(stack, 'Vpc') });
    const [member] = made.node.findAll().filter(CfnResource.isCfnResource).filter(({ cfnResourceType }) => cfnResourceType === 'AWS::RDS::DBInstance');
    expect(classify(member)).toMatchObject(elsewhere(/Shop\/Db\/Resource/));
  });
});

describe('a cluster of Amazon RDS', () => {
  test.each([
    ['aurora-postgresql', 'Aurora'],
    ['aurora', 'Aurora'],
    ['mysql', 'RDS'],
    [unknown, undefined],
    [undefined, undefined],
  ])('with the engine %s is %s', (Engine, name) => {
    expect(classification('AWS::RDS::DBCluster', { Engine })).toEqual(possible(name));
  });
});

describe('a file system of Amazon FSx', () => {
  const lustre = (LustreConfiguration?: object) => ({ FileSystemType: 'LUSTRE', LustreConfiguration });
  const link: [string, Properties] = ['AWS::FSx::DataRepositoryAssociation', { FileSystemId: { Ref: 'It' } }];
  const linkOfOther: [string, Properties] = ['AWS::FSx::DataRepositoryAssociation', { FileSystemId: { Ref: 'Other' } }];

  test.each<[string, Properties, object, Record<string, [string, Properties]>]>([
    ['for Windows', { FileSystemType: 'WINDOWS' }, possible('FSx'), {}],
    ['for OpenZFS', { FileSystemType: 'OPENZFS' }, possible('FSx'), {}],
    ['of a type that is known at deploy time only', { FileSystemType: unknown }, possible('FSx'), {}],
    ['for ONTAP', { FileSystemType: 'ONTAP' }, elsewhere(/volumes/), {}],
    ['for Lustre, persistent', lustre({ DeploymentType: 'PERSISTENT_2' }), possible('FSx'), {}],
    ['for Lustre, linked by another', lustre({ DeploymentType: 'PERSISTENT_2' }), possible('FSx'), { Link: linkOfOther }],
    ['for Lustre, scratch', lustre({ DeploymentType: 'SCRATCH_2' }), impossible(/scratch/, /persistent/), {}],
    ['for Lustre, scratch by default', lustre(), impossible(/scratch/, /persistent/), {}],
    ['for Lustre, linked to a bucket', lustre({ DeploymentType: 'PERSISTENT_1', ImportPath: 's3://bucket' }), impossible(/linked to a bucket/, /the bucket/), {}],
    ['for Lustre, linked by an association', lustre({ DeploymentType: 'PERSISTENT_2' }), impossible(/linked to a bucket/, /the bucket/), { Link: link }],
  ])('%s', (_what, properties, expected, others) => {
    expect(classification('AWS::FSx::FileSystem', properties, others)).toMatchObject(expected);
  });
});

describe('a volume of Amazon FSx', () => {
  const ontap = (OntapVolumeType?: unknown) => ({ VolumeType: 'ONTAP', OntapConfiguration: { OntapVolumeType } });

  test.each<[string, Properties, object]>([
    ['for ONTAP', ontap(), possible('FSx')],
    ['for ONTAP, read-write', ontap('RW'), possible('FSx')],
    ['for ONTAP, of a type that is known at deploy time only', ontap(unknown), possible('FSx')],
    ['for ONTAP, a copy', ontap('DP'), impossible(/type DP/, /mirrors/)],
    ['for OpenZFS', { VolumeType: 'OPENZFS' }, elsewhere(/its file system/)],
  ])('%s', (_what, properties, expected) => {
    expect(classification('AWS::FSx::Volume', properties)).toMatchObject(expected);
  });
});

describe('a cluster of Amazon EKS', () => {
  test.each<[string, Properties, object]>([
    ['with access entries', { AccessConfig: { AuthenticationMode: 'API' } }, possible('EKS')],
    ['with both', { AccessConfig: { AuthenticationMode: 'API_AND_CONFIG_MAP' } }, possible('EKS')],
    ['with a mode that is known at deploy time only', { AccessConfig: { AuthenticationMode: unknown } }, possible('EKS')],
    ['with the default', {}, impossible(/CONFIG_MAP/, /API_AND_CONFIG_MAP/)],
    ['with a config map', { AccessConfig: { AuthenticationMode: 'CONFIG_MAP' } }, impossible(/CONFIG_MAP/, /API_AND_CONFIG_MAP/)],
    ['on Outposts', { AccessConfig: { AuthenticationMode: 'API' }, OutpostConfig: {} }, impossible(/Outposts/, /repository/)],
  ])('%s', (_what, properties, expected) => {
    expect(classification('AWS::EKS::Cluster', properties)).toMatchObject(expected);
  });
});

describe('a nested stack', () => {
  test('of the app has its data in its resources', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    expect(classify(nested.nestedStackResource as CfnResource)).toMatchObject(elsewhere(/its resources/));
  });

  test('that is a template somewhere cannot be protected', () => {
    const resource = new CfnStack(newStack(), 'Elsewhere', { templateUrl: 'https://example.com/template.json' });
    expect(classify(resource)).toMatchObject({ ...impossible(/not of this app/, /NestedStack/), typeName: 'CloudFormation' });
  });
});
