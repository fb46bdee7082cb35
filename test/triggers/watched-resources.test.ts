import { CfnResource, NestedStack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { watchedResources, watchProblems } from '../../src/triggers/watched-resources';
import { define, newStack } from '../util/template';

test('watchedResources returns all resources in constructs, each of them once', () => {
  const bucket = new Bucket(newStack(), 'Bucket', { enforceSSL: true });
  expect(watchedResources([bucket, bucket.node.defaultChild as CfnResource]).map(({ cfnResourceType }) => cfnResourceType)).toEqual(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']);
});

test('watchedResources leaves out what this library and aws-cdk-lib add to a stack', () => {
  const stack = newStack();
  define(stack, 'Backup');
  new CfnResource(stack, 'CDKMetadata', { type: 'AWS::CDK::Metadata' });
  const bucket = new Bucket(stack, 'Bucket');
  expect(watchedResources([stack])).toEqual([bucket.node.defaultChild]);
});

describe('watchProblems reports', () => {
  test('an empty list of constructs', () => {
    const stack = newStack();
    expect(watchProblems(stack, [], [])).toEqual([expect.stringContaining('`watch` is empty')]);
    expect(watchProblems(stack, undefined, [])).toEqual([]);
    expect(watchProblems(stack, [stack], [])).toEqual([]);
  });

  test('a nested stack beside that of the backup, whose template is not rendered yet', () => {
    const stack = newStack();
    const [one, two] = ['One', 'Two'].map((id) => new NestedStack(stack, id));
    const resource = one.nestedStackResource as CfnResource;
    expect(watchProblems(new Construct(two, 'Definition'), undefined, [resource])).toEqual([expect.stringMatching(/Shop\/One.* is a nested stack.*put the backup into the stack above/)]);
    expect(watchProblems(new Construct(stack, 'Definition'), undefined, [resource])).toEqual([]);
    expect(watchProblems(new Construct(two, 'Other'), undefined, [new Bucket(one, 'B').node.defaultChild as CfnResource])).toEqual([]);
  });
});
