import { CfnResource, NestedStack, type Stack } from 'aws-cdk-lib';
import { dependsOn } from '../../src/template/depends-on';
import { synthOf } from '../util/synth';
import { newStack } from '../util/template';

function resources(stack: Stack, ...ids: string[]): CfnResource[] {
  return ids.map((id) => new CfnResource(stack, id, { type: 'X::Y::Z', properties: {} }));
}

describe('a resource depends on another one', () => {
  test.each<[string, (one: CfnResource, between: CfnResource, other: CfnResource) => void]>([
    ['that DependsOn names', (one, _between, other) => one.addDependency(other)],
    ['that it refers to', (one, _between, other) => one.addPropertyOverride('A', other.ref)],
    ['through a third one', (one, between, other) => { one.addDependency(between); between.addPropertyOverride('A', other.ref); }],
    ['that an override of DependsOn names', (one, _between, other) => one.addOverride('DependsOn', other.node.id)],
  ])('%s', (_name, connect) => {
    const [one, between, other] = resources(newStack(), 'One', 'Between', 'Other');
    connect(one, between, other);
    expect([dependsOn(one, other), dependsOn(other, one)]).toEqual([true, false]);
  });

  test('in a nested stack, as the nested stack waits as a whole', () => {
    const stack = newStack();
    const [other] = resources(stack, 'Other');
    const [one] = resources(new NestedStack(stack, 'Nested'), 'One');
    one.addDependency(other);
    synthOf(stack);
    expect(dependsOn(one, other)).toBe(true);
  });
});

describe('a resource does not depend on another one', () => {
  test.each<[string, (one: CfnResource, between: CfnResource, other: CfnResource) => void]>([
    ['without a connection', () => undefined],
    ['when an override replaces DependsOn', (one, between, other) => { one.addDependency(other); one.addOverride('DependsOn', [between.node.id]); }],
    ['when an override empties DependsOn', (one, _between, other) => { one.addDependency(other); one.addDeletionOverride('DependsOn'); }],
    ['when the one between them lost its DependsOn', (one, between, other) => {
      one.addDependency(between);
      between.addDependency(other);
      between.addOverride('DependsOn', []);
    }],
    ['of another stack with the same name', (one) => {
      const [same] = resources(newStack(), 'Other');
      one.addOverride('Metadata.Other', same.node.id);
    }],
  ])('%s', (_name, connect) => {
    const [one, between, other] = resources(newStack(), 'One', 'Between', 'Other');
    connect(one, between, other);
    expect(dependsOn(one, other)).toBe(false);
  });
});
