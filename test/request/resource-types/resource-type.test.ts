import { TOKEN_PLACEHOLDER } from '../../../src/request/arn';
import { RESOURCE_TYPE_NAMES, type ResourceFeature } from '../../../src/request/resource-types/catalogue';
import {
  lacks, namesWith, resourceTypeNamed, resourceTypeOf, resourceTypeOfArn, resourceTypeOfCfn, tagsOf, typeName,
} from '../../../src/request/resource-types/resource-type';
import { NAMES, NAMES_OF_CFN_TYPE } from '../../util/cfn-types';
import { ARN, requestWith, TOKEN, UNRESOLVED } from '../fixture';

const T = TOKEN_PLACEHOLDER;
const CLUSTER = ['RDS', 'Aurora', 'DocumentDB', 'Neptune'];

const ARNS = [
  ['EC2', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0', `arn:${T}:ec2:${T}:${T}:instance/${T}`],
  ['EBS', 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0', `arn:${T}:ec2:${T}:${T}:volume/${T}`],
  ['EFS', 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567', `arn:${T}:elasticfilesystem:${T}:${T}:file-system/${T}`],
  ['FSx', 'arn:aws:fsx:eu-west-1:111122223333:file-system/fs-0123456789abcdef0', `arn:${T}:fsx:${T}:${T}:file-system/${T}`],
  ['FSx', 'arn:aws:fsx:eu-west-1:111122223333:volume/fs-0123456789abcdef0/fsvol-0123456789abcdef0', `arn:${T}:fsx:${T}:${T}:volume/${T}/${T}`],
  ['RDS', 'arn:aws:rds:eu-west-1:111122223333:db:orders', `arn:${T}:rds:${T}:${T}:db:${T}`],
  ['DSQL', 'arn:aws:dsql:eu-west-1:111122223333:cluster/4aaabtxfqv6xhrnyfvcvcz2kee', `arn:${T}:dsql:${T}:${T}:cluster/${T}`],
  ['DynamoDB', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders.v1_2-3', `arn:${T}:dynamodb:${T}:${T}:table/orders-${T}`],
  ['S3', 'arn:aws:s3:::orders.example-1', `arn:${T}:s3:::orders-${T}`],
  ['Storage Gateway', 'arn:aws:storagegateway:eu-west-1:111122223333:gateway/sgw-12A3456B/volume/vol-1122AABB',
    `arn:${T}:storagegateway:${T}:${T}:gateway/${T}/volume/${T}`],
  ['VirtualMachine', 'arn:aws:backup-gateway:eu-west-1:111122223333:vm/vm-0A1B2C3D', `arn:${T}:backup-gateway:${T}:${T}:vm/${T}`],
  ['Redshift', 'arn:aws:redshift:eu-west-1:111122223333:cluster:orders', `arn:${T}:redshift:${T}:${T}:cluster:${T}`],
  ['Redshift Serverless', 'arn:aws:redshift-serverless:eu-west-1:111122223333:namespace/1d3ba67b-2345-1f5c-1234-a1d2eb3cb4f5',
    `arn:${T}:redshift-serverless:${T}:${T}:namespace/${T}`],
  ['Timestream', 'arn:aws:timestream:eu-west-1:111122223333:database/db/table/orders', `arn:${T}:timestream:${T}:${T}:database/${T}/table/${T}`],
  ['CloudFormation', ARN.stack, `arn:${T}:cloudformation:${T}:${T}:stack/${T}/${T}`],
  ['SAP HANA on Amazon EC2', 'arn:aws:ssm-sap:eu-west-1:111122223333:HANA/app/DB/SYSTEMDB', `arn:${T}:ssm-sap:${T}:${T}:HANA/${T}/DB/${T}`],
  ['EKS', 'arn:aws:eks:eu-west-1:111122223333:cluster/orders', `arn:${T}:eks:${T}:${T}:cluster/${T}`],
] as const;

test('each name has an ARN here', () => {
  expect([...new Set([...ARNS.map(([name]) => name), ...CLUSTER])].sort()).toEqual(NAMES);
});

test.each(ARNS)('%s has ARNs such as %s and %s', (name, arn, placeholderArn) => {
  expect(resourceTypeOfArn(arn)?.names).toEqual([name]);
  expect(resourceTypeOfArn(arn.replace('arn:aws:', 'arn:aws-us-gov:'))?.names).toEqual([name]);
  expect(resourceTypeOfArn(placeholderArn)?.names).toEqual([name]);
});

test.each([ARN.rdsCluster, `arn:${T}:rds:${T}:${T}:cluster:${T}`])('%s may be one of four types', (arn) => {
  const type = resourceTypeOfArn(arn);
  expect(type?.names).toEqual(CLUSTER);
  expect(type?.features).toEqual(['airGappedVault']); // not for RDS, but for the others
});

test.each([
  'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/by-date',
  'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-01-01T00:00:00.000',
  'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/backup/01489602797149-73d8d5bc',
  'arn:aws:dynamodb::111122223333:global-table/orders',
  'arn:aws:s3:::orders/key',
  'arn:aws:s3:eu-west-1:111122223333:accesspoint/orders',
  'arn:aws:s3express:eu-west-1:111122223333:bucket/orders--euw1-az1--x-s3',
  'arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-1/bucket/orders',
  'arn:aws:rds:eu-west-1:111122223333:snapshot:orders',
  'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:orders',
  'arn:aws:rds::111122223333:global-cluster:orders',
  'arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0',
  'arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0',
  'arn:aws:fsx:eu-west-1:111122223333:backup/backup-0123456789abcdef0',
  'arn:aws:fsx:eu-west-1:111122223333:volume/fsvol-0123456789abcdef0',
  'arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-0123456789abcdef0',
  'arn:aws:backup:eu-west-1:111122223333:recovery-point:1EB3B5E7-9EB0-435A-A80B-108B488B0D45',
  'arn:aws:timestream:eu-west-1:111122223333:database/db',
  'arn:aws:timestream-influxdb:eu-west-1:111122223333:db-instance/x',
  'arn:aws:docdb-elastic:eu-west-1:111122223333:cluster/x',
  'arn:aws:redshift:eu-west-1:111122223333:snapshot:orders/daily',
  'arn:aws:redshift-serverless:eu-west-1:111122223333:workgroup/x',
  'arn:aws:eks:eu-west-1:111122223333:nodegroup/orders/x/y',
  'arn:aws:ecs:eu-west-1:111122223333:cluster/orders',
  'arn:aws:ec2:eu-west-1:111122223333:volume/*',
  'arn:aws:s3:::*',
  `arn:aws:ec2:eu-west-1:111122223333:${T}`,
  T,
  '',
])('%j is not the ARN of one supported resource', (arn) => {
  expect(resourceTypeOfArn(arn)).toBeUndefined();
});

/** Facts 4.1, feature by feature. */
test.each<[ResourceFeature, string[]]>([
  ['coldStorage', [
    'EBS', 'EFS', 'FSx', 'DSQL', 'DynamoDB', 'VirtualMachine', 'Timestream', 'CloudFormation', 'SAP HANA on Amazon EC2', 'EKS',
  ]],
  ['airGappedVault', [
    'EC2', 'EBS', 'EFS', 'FSx', 'Aurora', 'DocumentDB', 'Neptune', 'DSQL', 'DynamoDB', 'S3', 'Storage Gateway', 'VirtualMachine',
    'Timestream', 'EKS',
  ]],
  ['index', ['EBS', 'S3']],
  ['windowsVss', ['EC2']],
  ['s3Options', ['S3']],
  ['stopBackupJob', [
    'EC2', 'EBS', 'EFS', 'DSQL', 'DynamoDB', 'S3', 'Storage Gateway', 'VirtualMachine', 'Redshift', 'Redshift Serverless', 'Timestream',
    'CloudFormation', 'EKS',
  ]],
])('%s is there for %j only', (feature, names) => {
  expect(namesWith(feature)).toEqual(names);
});

test('all names of the API are known', () => {
  expect([...RESOURCE_TYPE_NAMES].sort()).toEqual(NAMES);
  RESOURCE_TYPE_NAMES.forEach((name) => expect(resourceTypeNamed(name)?.names).toEqual([name]));
});

test.each(Object.entries(NAMES_OF_CFN_TYPE))('what an %s is, is %j', (type, names) => {
  expect(resourceTypeOfCfn(type)?.names).toEqual(names);
});

test.each(['', 'AWS::SQS::Queue', 'AWS::StorageGateway::Volume', 'constructor'])('%j is no CloudFormation type of the catalogue', (type) => {
  expect(resourceTypeOfCfn(type)).toBeUndefined();
});

test.each(['', 'ec2', 'Lightsail', 'constructor'])('%j is not a name of the API', (name) => {
  expect(resourceTypeNamed(name)).toBeUndefined();
});

test('FSx for ONTAP volumes have no air-gapped vault, file systems may', () => {
  expect(resourceTypeOfArn('arn:aws:fsx:eu-west-1:111122223333:volume/fs-1/fsvol-1')?.features).toEqual([]);
  expect(resourceTypeOfArn(ARN.fsx)?.features).toContain('airGappedVault');
});

test.each([
  ['as given', { ResourceArn: TOKEN }, { ...UNRESOLVED, resourceType: 'EBS' }, ['EBS']],
  ['as given, where the ARN leaves it open', { ResourceArn: ARN.rdsCluster }, { resourceType: 'Aurora' }, ['Aurora']],
  ['not known, when a newer type was given', { ResourceArn: ARN.efs }, { resourceType: 'Newer' }, undefined],
  ['not known, when the given type is a token', { ResourceArn: ARN.efs }, { ...UNRESOLVED, resourceType: TOKEN }, undefined],
  ['as the ARN says', { ResourceArn: ARN.efs }, {}, ['EFS']],
  ['not known, when the ARN is a token', { ResourceArn: TOKEN }, UNRESOLVED, undefined],
  ['not known, when there is no ARN', { ResourceArn: undefined }, {}, undefined],
])('the type of a request is %s', (_, members, facts, names) => {
  expect(resourceTypeOf(requestWith(members), facts)?.names).toEqual(names);
});

test('a group lacks only what none of it can', () => {
  const cluster = resourceTypeOfArn(ARN.rdsCluster)!;
  expect(lacks(cluster, 'coldStorage')).toBe(true);
  expect(lacks(cluster, 'airGappedVault')).toBe(false);
  expect(typeName(cluster)).toBe('RDS or Aurora or DocumentDB or Neptune');
});

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/tags-on-backups.html, and backup-controls.html of the Security Hub guide. */
test('all recovery points get the tags of their job, except those of DynamoDB without advanced features and those that contain others', () => {
  const exceptions = RESOURCE_TYPE_NAMES.map((name) => [name, tagsOf(resourceTypeNamed(name))]).filter(([, tags]) => tags !== undefined);
  expect(Object.fromEntries(exceptions)).toEqual({ DynamoDB: 'withAdvancedFeatures', CloudFormation: 'never', EKS: 'never' });
  expect(tagsOf(resourceTypeOfArn(ARN.rdsCluster))).toBeUndefined();
  expect(tagsOf(undefined)).toBeUndefined();
});
