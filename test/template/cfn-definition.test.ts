import { CfnCondition, CfnResource, Fn, Tags } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Policy } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { cfnDefinitionOf, cfnResourcesIn } from '../../src/template/cfn-definition';
import { newStack } from '../util/template';

describe('the definition of a resource', () => {
  test('is the one in the template, with overrides', () => {
    const stack = newStack();
    const [resource, other] = ['R', 'O'].map((id) => new CfnResource(stack, id, { type: 'X::Y::Z', properties: { A: Fn.ref('P'), B: undefined } }));
    resource.addPropertyOverride('C.D', 1);
    resource.addDependency(other);
    resource.cfnOptions.condition = new CfnCondition(stack, 'Cond', { expression: Fn.conditionEquals('a', 'b') });
    expect(cfnDefinitionOf(resource)).toMatchObject({ Type: 'X::Y::Z', Properties: { A: { Ref: 'P' }, C: { D: 1 } }, DependsOn: ['O'], Condition: 'Cond' });
  });

  test('has the properties that an L2 construct renders', () => {
    const stack = newStack();
    const table = new Table(stack, 'T', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    expect(cfnDefinitionOf(table.node.defaultChild as CfnResource).Properties).toMatchObject({ KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] });
  });

  test('is only its type if it is not in the template', () => {
    const stack = newStack();
    expect(cfnDefinitionOf(new Policy(stack, 'P').node.defaultChild as CfnResource)).toEqual({ Type: 'AWS::IAM::Policy' });
  });
});

test('cfnResourcesIn returns all resources in a construct, itself included', () => {
  const stack = newStack();
  const bucket = new Bucket(stack, 'B', { enforceSSL: true });
  Tags.of(bucket).add('a', 'b');
  expect(cfnResourcesIn(bucket).map(({ cfnResourceType }) => cfnResourceType)).toEqual(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']);
  expect(cfnResourcesIn(bucket.node.defaultChild as CfnResource)).toEqual([bucket.node.defaultChild]);
});
