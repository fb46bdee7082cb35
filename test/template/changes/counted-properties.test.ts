import { CfnResource } from 'aws-cdk-lib';
import { ALL_TAGS, countedProperties } from '../../../src/template/changes/counted-properties';
import { newStack } from '../../util/template';

const TAGS = [{ Key: 'release', Value: '1' }];

function counted(properties: object, ignored: readonly string[], type = 'X::Y::Z'): unknown {
  return countedProperties(new CfnResource(newStack(), 'R', { type }), properties, ignored);
}

test.each<[string, object, readonly string[], object]>([
  ['nothing', { A: 1, Tags: TAGS }, [], { A: 1, Tags: TAGS }],
  ['a property', { A: 1, B: 2 }, ['B'], { A: 1 }],
  ['a member', { A: { B: 1, C: 2 } }, ['A.B'], { A: { C: 2 } }],
  ['a member of each element of a list', { A: [{ B: 1, C: 2 }, { B: 3 }] }, ['A.B'], { A: [{ C: 2 }, {}] }],
  ['a member in the branches of a choice', { A: { 'Fn::If': ['C', [{ B: 1, D: 2 }], { Ref: 'AWS::NoValue' }] } }, ['A.B'],
    { A: { 'Fn::If': ['C', [{ D: 2 }], { Ref: 'AWS::NoValue' }] } }],
  ['what is not there', { A: 'a' }, ['B', 'A.B', 'A.B.C'], { A: 'a' }],
  ['tags', { A: 1, Tags: TAGS }, [ALL_TAGS], { A: 1 }],
  ['tags as a map', { A: 1, Tags: { release: '1' } }, [ALL_TAGS], { A: 1 }],
  ['tags under a condition', { A: 1, Tags: { 'Fn::If': ['C', TAGS, []] } }, [ALL_TAGS], { A: 1 }],
  ['tags and more', { A: 1, B: 2, Tags: TAGS }, [ALL_TAGS, 'B'], { A: 1 }],
  ['no property that is called alike', { CopyTagsToSnapshot: true, TagFilters: [], Tag: 1 }, [ALL_TAGS], { CopyTagsToSnapshot: true, TagFilters: [], Tag: 1 }],
])('the counted properties are without %s', (_name, properties, ignored, rest) => {
  expect(counted(properties, ignored)).toEqual(rest);
});

test('the tags of a global table are those of its replicas', () => {
  const replica = { Region: 'eu-west-1', ReadProvisionedThroughputSettings: { ReadCapacityUnits: 1 } };
  const properties = { Replicas: [{ ...replica, Tags: TAGS }, { 'Fn::If': ['C', { ...replica, Tags: TAGS }, { Ref: 'AWS::NoValue' }] }] };
  expect(counted(properties, [ALL_TAGS], 'AWS::DynamoDB::GlobalTable'))
    .toEqual({ Replicas: [replica, { 'Fn::If': ['C', replica, { Ref: 'AWS::NoValue' }] }] });
});
