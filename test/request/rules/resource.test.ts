import { resourceProblems } from '../../../src/request/rules/resource';
import { NAMES } from '../../util/cfn-types';
import { ARN, expectProblem, ids, requestWith, TOKEN, UNRESOLVED } from '../fixture';

const SNAPSHOT = 'arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0';
const problems = (ResourceArn: unknown, facts = {}) => resourceProblems(requestWith({ ResourceArn }), facts);

test.each([
  [ARN.efs, {}],
  [ARN.efs, { resourceType: 'EFS', region: 'eu-west-1', account: '111122223333' }],
  [ARN.rdsCluster, { resourceType: 'Neptune' }],
  [ARN.s3, { bucketVersioned: true, region: 'us-east-1' }],
  [ARN.stack, { stackId: ARN.stack.replace('orders', 'other') }],
  [SNAPSHOT, { resourceType: 'Newer' }], // a type newer than this library
  [ARN.efs, { resourceType: 'Newer' }],
  ['arn:aws:fsx:eu-west-1:111122223333:cache/fc-1', { resourceType: 'FSx' }], // a newer form of a known type
  ['arn:${Token}:elasticfilesystem:${Token}:${Token}:file-system/${Token}', { region: 'eu-west-1', account: '111122223333' }],
  ['arn:aws:ec2:eu-west-1:111122223333:${Token}', {}], // may be a volume
  ['arn:aws:cloudformation:eu-west-1:111122223333:stack/${Token}', {}], // may be a name and an id
  ['arn:aws:${Token}:eu-west-1:111122223333:cluster/orders', {}], // may be eks
  ['${Token}:volume/vol-1', {}], // may begin as an ARN
])('a resource is accepted: %s with %j', (arn, facts) => {
  expect(problems(arn, facts)).toEqual([]);
});

test.each(['', 'orders', 'arn:aws:ec2'])('%j is not an ARN', (arn) => {
  expectProblem(problems(arn), 'error', 'resourceNotAnArn', '`resource`', `"${arn}"`, 'use the ARN of the resource');
});

test.each(['*', 'arn:aws:s3:::*', 'arn:aws:s3:::${Token}/*', 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-?', 'arn:aws:*:eu-west-1:111122223333:volume/vol-1'])('a resource with wildcards is an error: %s', (arn) => {
  expectProblem(problems(arn), 'error', 'resourceHasWildcard', '`resource`', `"${arn}"`, 'use its ARN without wildcards');
});

test.each([
  SNAPSHOT,
  `${ARN.dynamodb}/index/by-date`,
  'arn:${Token}:ec2:${Token}:${Token}:snapshot/snap-1',
  'arn:${Token}:ecs:${Token}:${Token}:cluster/${Token}',
])('a resource of an unsupported type is an error: %s', (arn) => {
  expectProblem(problems(arn), 'error', 'resourceTypeNotSupported', '`resource`', `"${arn}"`, 'pass `resourceType`', ...NAMES);
});

test('a resourceType that contradicts the ARN is an error', () => {
  expectProblem(problems(ARN.efs, { resourceType: 'S3' }), 'error', 'resourceTypeMismatch', '`resourceType` is "S3"', ARN.efs, 'EFS', 'leave `resourceType` out');
});

test.each([['ec2', 'EC2'], ['StorageGateway', 'Storage Gateway'], ['DYNAMODB', 'DynamoDB']])('%s is a misspelt %s', (resourceType, name) => {
  expectProblem(problems(TOKEN, { ...UNRESOLVED, resourceType }), 'error', 'resourceTypeMisspelt', '`resourceType`', `"${resourceType}"`, `"${name}": use that`);
});

test('a resource in another account or Region is an error', () => {
  expectProblem(problems(ARN.efs, { region: 'us-east-1', account: '111122223333' }), 'error', 'resourceInOtherRegion', '`resource`', ARN.efs, 'us-east-1');
  expect(ids(problems(ARN.efs, { account: '444455556666' }))).toEqual(['resourceInOtherAccount']);
});

test('the stack of the backup as its resource is an error', () => {
  expectProblem(problems(ARN.stack, { stackId: ARN.stack }), 'error', 'resourceIsOwnStack', '`resource`', 'in another stack');
});

test('the stack of the backup as its resource is an error even if it is a token', () => {
  expectProblem(problems(TOKEN, { ...UNRESOLVED, stackId: TOKEN }), 'error', 'resourceIsOwnStack', '`resource`', 'in another stack');
  expect(problems(TOKEN, { ...UNRESOLVED, stackId: `${TOKEN}2` })).toEqual([]);
});

test('a missing resource does not equal a missing stack', () => {
  expect(problems(undefined)).toEqual([]);
});

test('a bucket without versioning is an error', () => {
  expectProblem(problems(ARN.s3, { bucketVersioned: false }), 'error', 'bucketNotVersioned', '`resource`', 'set `versioned: true`');
  expectProblem(problems(TOKEN, { ...UNRESOLVED, bucketVersioned: false }), 'error', 'bucketNotVersioned');
});

test.each([TOKEN, `arn:aws:ec2:eu-west-1:111122223333:${TOKEN}`, `arn:aws:s3:::${TOKEN}*`])('%s is a token and skipped', (arn) => {
  expect(problems(arn, { ...UNRESOLVED, region: 'us-east-1', resourceType: 'S3' })).toEqual([]);
});

test('a resourceType that is a token is skipped', () => {
  expect(problems(ARN.efs, { ...UNRESOLVED, resourceType: TOKEN })).toEqual([]);
});
