import { CfnResource, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import { BackedUpResource } from '../../src/backup/resource/backed-up-resource';
import { arnOf } from '../../src/protection/arn-of-resource';
import { CFN_TYPES, nameOfCfnType } from '../util/cfn-types';
import { ENV, flatten, newStack } from '../util/template';

function backedUp(resource: CfnResource): BackedUpResource {
  return new BackedUpResource(resource.stack, BackupResource.fromArn(arnOf(resource)), undefined);
}

describe.each([['of any account', {}], ['of a known account', { env: ENV }]])('the ARN of a resource in a stack %s', (_what, props) => {
  test.each(CFN_TYPES)('%s leads back to the resource and its type', (type) => {
    const resource = new CfnResource(newStack(props), 'It', { type });
    const found = backedUp(resource);
    expect(found.origin).toBe(resource);
    expect([found.typeName, found.problems, found.isOfUnknownType]).toEqual([nameOfCfnType(type), [], false]);
  });
});

test.each([['aurora-mysql', 'Aurora'], ['postgres', 'RDS']])('a cluster with the engine %s is of the type %s', (engine, type) => {
  expect(backedUp(new CfnDBCluster(newStack(), 'It', { engine })).typeName).toBe(type);
});

const ARNS = [
  ['AWS::CloudFormation::Stack', '<It>'],
  ['AWS::DocDB::DBCluster', 'arn:<AWS::Partition>:rds:eu-west-1:111122223333:cluster:<It>'],
  ['AWS::DSQL::Cluster', '<It.ResourceArn>'],
  ['AWS::DynamoDB::GlobalTable', '<It.Arn>'],
  ['AWS::DynamoDB::Table', '<It.Arn>'],
  ['AWS::EC2::Instance', 'arn:<AWS::Partition>:ec2:eu-west-1:111122223333:instance/<It>'],
  ['AWS::EC2::Volume', 'arn:<AWS::Partition>:ec2:eu-west-1:111122223333:volume/<It>'],
  ['AWS::EFS::FileSystem', '<It.Arn>'],
  ['AWS::EKS::Cluster', '<It.Arn>'],
  ['AWS::FSx::FileSystem', '<It.ResourceARN>'],
  ['AWS::FSx::Volume', '<It.ResourceARN>'],
  ['AWS::Neptune::DBCluster', 'arn:<AWS::Partition>:rds:eu-west-1:111122223333:cluster:<It>'],
  ['AWS::RDS::DBCluster', '<It.DBClusterArn>'],
  ['AWS::RDS::DBInstance', '<It.DBInstanceArn>'],
  ['AWS::Redshift::Cluster', 'arn:<AWS::Partition>:redshift:eu-west-1:111122223333:cluster:<It>'],
  ['AWS::RedshiftServerless::Namespace', '<It.Namespace.NamespaceArn>'],
  ['AWS::S3::Bucket', '<It.Arn>'],
  ['AWS::Timestream::Table', '<It.Arn>'],
] as const;

test('each CloudFormation type has its ARN here', () => {
  expect(ARNS.map(([type]) => type).sort()).toEqual([...CFN_TYPES].sort());
});

/** An attribute, or made from the physical id. */
test.each(ARNS)('the ARN of an %s is %s', (type, arn) => {
  const stack = newStack({ env: ENV });
  expect(flatten(Stack.of(stack).resolve(arnOf(new CfnResource(stack, 'It', { type }))))).toBe(arn);
});
