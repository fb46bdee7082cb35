import { Fn } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BackupResourceType, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { RESOURCES } from '../util/resources';
import { define, flatten, newStack, TABLE, templateWith } from '../util/template';

const GENERAL = 'arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup';
const S3 = 'arn:<AWS::Partition>:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup';
const INDEXING = 'arn:<AWS::Partition>:iam::aws:policy/AWSBackupServiceRolePolicyForIndexing';
const BUCKET = BackupResource.fromArn('arn:aws:s3:::bucket');
const arn = (service: string, resource: string) => BackupResource.fromArn(`arn:aws:${service}:eu-west-1:111122223333:${resource}`);
const UNKNOWN = BackupResource.fromArn(Fn.importValue('ResourceArn'));

function policiesOf(template: Template): string[] {
  const [role] = Object.values(template.findResources('AWS::IAM::Role'))
    .filter(({ Properties }) => JSON.stringify(Properties.AssumeRolePolicyDocument).includes('backup.amazonaws.com'));
  return (role.Properties.ManagedPolicyArns as unknown[]).map(flatten);
}

test('the default role is retained, and trusts only AWS Backup', () => {
  templateWith().hasResource('AWS::IAM::Role', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' } }] } },
  });
});

test.each<[string, Partial<OnDemandBackupProps>[], string[]]>([
  ['a table', [{ resource: TABLE }], [GENERAL]],
  ['two tables', [{ resource: TABLE }, { resource: TABLE }], [GENERAL]],
  ['a bucket', [{ resource: BUCKET }], [S3]],
  ['a table and a bucket', [{ resource: TABLE }, { resource: BUCKET }], [GENERAL, S3]],
  ['a bucket with an index', [{ resource: BUCKET, index: true }], [S3, INDEXING]],
  ['a bucket without an index', [{ resource: BUCKET, index: false }], [S3]],
  ['a stack, which may contain buckets', [{ resource: arn('cloudformation', 'stack/orders/0a1b') }], [GENERAL, S3]],
  ['a Kubernetes cluster, which may have volumes in buckets', [{ resource: arn('eks', 'cluster/orders') }], [GENERAL, S3]],
  ['a bucket and a Kubernetes cluster', [{ resource: BUCKET }, { resource: arn('eks', 'cluster/orders') }], [S3, GENERAL]],
  ['a resource that resourceType declares to be a Kubernetes cluster', [{ resource: UNKNOWN, resourceType: BackupResourceType.EKS }], [GENERAL, S3]],
  ['something unknown', [{ resource: UNKNOWN }], [GENERAL]],
  ['a resource that resourceType declares to be a bucket', [{ resource: UNKNOWN, resourceType: BackupResourceType.S3 }], [S3]],
  ['something newer than this library', [{ resource: UNKNOWN, resourceType: BackupResourceType.of('Novelty') }], [GENERAL]],
])('the default role has the policies that are needed for %s', (_name, backups, policies) => {
  const stack = newStack();
  backups.forEach((props, i) => define(stack, `Backup${i}`, props));
  expect(policiesOf(Template.fromStack(stack))).toEqual(policies);
});

test('the default role has the policy for a bucket of the same app', () => {
  const stack = newStack();
  define(stack, 'Backup', { resource: BackupResource.fromArn(new Bucket(stack, 'Bucket', { versioned: true }).bucketArn) });
  expect(policiesOf(Template.fromStack(stack))).toEqual([S3]);
});

test.each(['a Kubernetes cluster (L1)', 'a nested stack'])('the default role has the policies for %s of the same app', (name) => {
  const stack = newStack();
  const [, , make] = RESOURCES.find(([each]) => each === name) as typeof RESOURCES[number];
  define(stack, 'Backup', { resource: make(stack) });
  expect(policiesOf(Template.fromStack(stack))).toEqual([GENERAL, S3]);
});

test('the default role is not created if no backup needs it', () => {
  const stack = newStack();
  define(stack, 'Backup', { role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/mine') });
  Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 2);
});
