import { Aws, CfnParameter, CfnResource, Fn, Lazy } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { originOf, originsIn } from '../../../src/backup/resource/origin';
import { newStack } from '../../util/template';

function things() {
  const stack = newStack();
  const [a, b] = ['A', 'B'].map((id) => new CfnResource(stack, id, { type: 'X::Y::Z' }));
  return { stack, a, b, parameter: new CfnParameter(stack, 'P'), bucket: new Bucket(stack, 'Bucket') };
}

test('the origin of an attribute is its resource', () => {
  const { a, bucket } = things();
  expect([originOf(a.getAtt('Arn').toString()), originOf(a.ref), originOf(bucket.bucketArn)]).toEqual([a, a, bucket.node.defaultChild]);
});

test.each<[string, (all: ReturnType<typeof things>) => string]>([
  ['a string', () => 'arn:aws:s3:::bucket'],
  ['an empty string', () => ''],
  ['a parameter', ({ parameter }) => parameter.valueAsString],
  ['a pseudo parameter', () => Aws.REGION],
  ['an attribute with a string around it', ({ a }) => `x-${a.ref}`],
])('%s has no origin', (_name, text) => {
  expect(originOf(text(things()))).toBeUndefined();
});

test.each<[string, (all: ReturnType<typeof things>) => string, ('a' | 'b')[]]>([
  ['nothing', () => 'text', []],
  ['what is no resource', ({ parameter }) => `${parameter.valueAsString}${Aws.REGION}`, []],
  ['two resources, one of them twice', ({ a, b }) => `${a.ref}/${b.getAtt('Arn').toString()}/${a.ref}`, ['a', 'b']],
  ['what is joined', ({ a, b }) => Fn.join('-', [a.ref, b.ref]), ['a', 'b']],
  ['what is resolved lazily', ({ b }) => Lazy.string({ produce: () => `x${b.ref}` }), ['b']],
])('a string made of %s', (_name, text, names) => {
  const all = things();
  expect(originsIn(all.stack, text(all))).toEqual(names.map((name) => all[name]));
});
