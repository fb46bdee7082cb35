import { CfnCondition, CfnDeletionPolicy, CfnResource, Fn, Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { plainDependsOn, renderedAttributes } from '../../src/template/rendered-attributes';
import { synthOf } from '../util/synth';
import { newStack } from '../util/template';

type Change = (one: CfnResource, other: CfnResource) => void;

function resource(stack = newStack(), id = 'One'): CfnResource {
  return new CfnResource(stack, id, { type: 'X::Y::Z', properties: { A: 1 } });
}

/** A resource whose rendering is its own. */
class Rewritten extends CfnResource {
  public _toCloudFormation(): object {
    return { Resources: { [this.logicalId]: { Type: 'X::Y::Z', DeletionPolicy: 'Retain', DependsOn: 'Other' } } };
  }
}

const CHANGES: [string, Change][] = [
  ['none', () => undefined],
  ['a removal policy', (one) => one.applyRemovalPolicy(RemovalPolicy.RETAIN)],
  ['a removal policy without an update policy', (one) => one.applyRemovalPolicy(RemovalPolicy.RETAIN, { applyToUpdateReplacePolicy: false })],
  ['an option', (one) => { one.cfnOptions.deletionPolicy = CfnDeletionPolicy.SNAPSHOT; }],
  ['a dependency', (one, other) => one.addDependency(other)],
  ['a dependency that is removed again', (one, other) => { one.addDependency(other); one.removeDependency(other); }],
  ['a condition', (one) => { one.cfnOptions.condition = new CfnCondition(one.stack, 'C', { expression: Fn.conditionEquals('a', 'b') }); }],
  ['an override of the policy', (one) => { one.applyRemovalPolicy(RemovalPolicy.RETAIN); one.addOverride('DeletionPolicy', 'Delete'); }],
  ['an override with a token', (one) => one.addOverride('DeletionPolicy', Lazy.string({ produce: () => 'Retain' }))],
  ['a deletion override', (one) => { one.applyRemovalPolicy(RemovalPolicy.RETAIN); one.addDeletionOverride('DeletionPolicy'); }],
  ['DependsOn as a string', (one) => one.addOverride('DependsOn', 'Other')],
  ['DependsOn as a list', (one) => one.addOverride('DependsOn', ['Other'])],
  ['DependsOn with a token', (one, { logicalId }) => one.addOverride('DependsOn', [logicalId])],
  ['DependsOn emptied', (one, other) => { one.addDependency(other); one.addOverride('DependsOn', []); }],
  ['DependsOn deleted', (one, other) => { one.addDependency(other); one.addDeletionOverride('DependsOn'); }],
  ['a condition by an override', (one) => {
    new CfnCondition(one.stack, 'C', { expression: Fn.conditionEquals('a', 'b') });
    one.addOverride('Condition', 'C');
  }],
  ['a property by an override', (one) => one.addPropertyOverride('DeletionPolicy', 'Retain')],
];

test.each(CHANGES)('the attributes are those in the template after %s', (_name, change) => {
  const stack = newStack();
  const one = resource(stack);
  change(one, resource(stack, 'Other'));
  const { DeletionPolicy, UpdateReplacePolicy, Condition, DependsOn = [] } = (Template.fromStack(stack).toJSON() as { Resources: Record<string, Record<string, unknown>> })
    .Resources.One;
  expect({ ...renderedAttributes(one) }).toEqual({ DeletionPolicy, UpdateReplacePolicy, Condition, DependsOn: [DependsOn].flat() });
});

test('the attributes of a resource with a rendering of its own are those that it renders', () => {
  expect(renderedAttributes(new Rewritten(newStack(), 'One', { type: 'X::Y::Z' }))).toMatchObject({ DeletionPolicy: 'Retain', DependsOn: ['Other'] });
});

test('a resource that is not in the template has no attributes', () => {
  const one = resource();
  jest.spyOn(one as unknown as { shouldSynthesize(): boolean }, 'shouldSynthesize').mockReturnValue(false);
  expect([renderedAttributes(one), plainDependsOn(one)]).toEqual([undefined, undefined]);
});

test('a logical id that changes between two syntheses is the new one', () => {
  const stack = newStack();
  const [one, other] = ['One', 'Other'].map((id) => resource(stack, id));
  one.addDependency(other);
  synthOf(stack);
  expect(renderedAttributes(one)?.DependsOn).toEqual(['Other']);
  other.overrideLogicalId('Renamed');
  (stack.node.root as { synth?(options: object): void }).synth?.({ force: true });
  expect(renderedAttributes(one)?.DependsOn).toEqual(['Renamed']);
});
