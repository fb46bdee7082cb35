import { arnLookUpOf, resourceArn } from '../../../src/request/resource-types/resource-arn';
import { resourceTypeOfArn } from '../../../src/request/resource-types/resource-type';
import { CFN_TYPES, NAMES_OF_CFN_TYPE } from '../../util/cfn-types';

const STACK = 'arn:aws-cn:cloudformation:cn-north-1:111122223333:stack/orders/51af3dc0-da77-11e4-872e-1234567db123';
const NESTED = 'arn:aws-cn:cloudformation:cn-north-1:111122223333:stack/orders-Nested-1A2B3C/61af3dc0-da77-11e4-872e-1234567db123';
const HERE = 'cn-north-1:111122223333';

/** A physical id as CloudFormation has it, and the ARN of the resource. */
const CASES: Readonly<Record<string, readonly [string, string]>> = {
  'AWS::CloudFormation::Stack': [NESTED, NESTED],
  'AWS::DocDB::DBCluster': ['orders-cluster', `arn:aws-cn:rds:${HERE}:cluster:orders-cluster`],
  'AWS::DSQL::Cluster': ['abcdefghijklmnopqrst123456', `arn:aws-cn:dsql:${HERE}:cluster/abcdefghijklmnopqrst123456`],
  'AWS::DynamoDB::GlobalTable': ['orders.v2_N-A-P-R', `arn:aws-cn:dynamodb:${HERE}:table/orders.v2_N-A-P-R`],
  'AWS::DynamoDB::Table': ['orders-Table-1A2B3C', `arn:aws-cn:dynamodb:${HERE}:table/orders-Table-1A2B3C`],
  'AWS::EC2::Instance': ['i-0123456789abcdef0', `arn:aws-cn:ec2:${HERE}:instance/i-0123456789abcdef0`],
  'AWS::EC2::Volume': ['vol-0123456789abcdef0', `arn:aws-cn:ec2:${HERE}:volume/vol-0123456789abcdef0`],
  'AWS::EFS::FileSystem': ['fs-01234567', `arn:aws-cn:elasticfilesystem:${HERE}:file-system/fs-01234567`],
  'AWS::EKS::Cluster': ['Orders', `arn:aws-cn:eks:${HERE}:cluster/Orders`],
  'AWS::FSx::FileSystem': ['fs-0123456789abcdef0', `arn:aws-cn:fsx:${HERE}:file-system/fs-0123456789abcdef0`],
  'AWS::Neptune::DBCluster': ['orders', `arn:aws-cn:rds:${HERE}:cluster:orders`],
  'AWS::RDS::DBCluster': ['OrdersCluster', `arn:aws-cn:rds:${HERE}:cluster:orderscluster`],
  'AWS::RDS::DBInstance': ['OrdersDB', `arn:aws-cn:rds:${HERE}:db:ordersdb`],
  'AWS::Redshift::Cluster': ['orders', `arn:aws-cn:redshift:${HERE}:cluster:orders`],
  'AWS::S3::Bucket': ['orders.example.com', 'arn:aws-cn:s3:::orders.example.com'],
  'AWS::Timestream::Table': ['Orders|by_day', `arn:aws-cn:timestream:${HERE}:database/Orders/table/by_day`],
};

const LOOK_UPS: Readonly<Record<string, string>> = {
  'AWS::FSx::Volume': 'fsx:DescribeVolumes',
  'AWS::RedshiftServerless::Namespace': 'redshift-serverless:GetNamespace',
};

test.each(Object.entries(CASES))('the ARN of an %s follows from its physical id', (type, [physicalId, arn]) => {
  expect(resourceArn(type, physicalId, STACK)).toBe(arn);
  expect(resourceArn(type, physicalId, STACK.replaceAll('aws-cn', 'aws'))).toBe(type === 'AWS::CloudFormation::Stack' ? arn : arn.replaceAll('aws-cn', 'aws'));
});

test('every type that AWS Backup backs up has its case here, or a look-up', () => {
  expect([...Object.keys(CASES), ...Object.keys(LOOK_UPS)].sort()).toEqual([...CFN_TYPES].sort());
});

test.each([...CFN_TYPES, 'AWS::SQS::Queue', 'constructor'])('only where the physical id does not give the ARN, a service is asked: %s', (type) => {
  expect(arnLookUpOf(type)).toBe(Object.hasOwn(LOOK_UPS, type) ? LOOK_UPS[type] : undefined);
});

test.each(Object.entries(CASES))('the rules take the ARN of an %s for what it is', (type, [, arn]) => {
  expect(resourceTypeOfArn(arn)?.names).toEqual(expect.arrayContaining([...NAMES_OF_CFN_TYPE[type]]));
});

test.each([
  ['the type is unknown', 'AWS::SQS::Queue', 'orders', STACK],
  ['the type is a member of every object', 'constructor', 'orders', STACK],
  ['the type needs a lookup', 'AWS::FSx::Volume', 'fsvol-0123456789abcdef0', STACK],
  ['the type needs another lookup', 'AWS::RedshiftServerless::Namespace', 'orders', STACK],
  ['there is no id', 'AWS::DynamoDB::Table', '', STACK],
  ['the id has too many parts', 'AWS::DynamoDB::Table', 'orders|by_day', STACK],
  ['the id has too few parts', 'AWS::Timestream::Table', 'by_day', STACK],
  ['a part of the id is empty', 'AWS::Timestream::Table', '|by_day', STACK],
  ['the location is unknown', 'AWS::DynamoDB::Table', 'orders', 'orders'],
])('the ARN is unknown when %s', (_when, type, physicalId, stackId) => {
  expect(resourceArn(type, physicalId, stackId)).toBeUndefined();
});
