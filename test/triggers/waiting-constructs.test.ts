import { CfnResource, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { cfnResourcesIn } from '../../src/template/cfn-definition';
import { WaitingConstructs } from '../../src/triggers/waiting-constructs';
import { newStack } from '../util/template';

function resource(scope: Construct, id: string): CfnResource {
  return new CfnResource(scope, id, { type: 'X::Y::Z' });
}

/** A stack with the end, and a tree of constructs beside it. */
function plant() {
  const stack = newStack();
  const end = resource(stack, 'End');
  const data = new Construct(stack, 'Data');
  const inner = new Construct(data, 'Inner');
  return { stack, end, data, inner, one: resource(data, 'One'), two: resource(inner, 'Two') };
}

/** The resources that wait, by their names. */
function waitersIn(stack: Stack): string[] {
  const resources = Template.fromStack(stack).toJSON().Resources as Record<string, { DependsOn?: string[] }>;
  return Object.entries(resources).filter(([, { DependsOn }]) => DependsOn?.includes('End')).map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).sort();
}

test('a construct waits with everything in it, also with what is added later', () => {
  const { stack, end, data, inner, one, two } = plant();
  const waiting = new WaitingConstructs(end, []);
  waiting.add(data, new Set([one, two]));
  const late = resource(inner, 'Late');
  expect([one, two, late, end].map((each) => waiting.has(each))).toEqual([true, true, true, false]);
  expect(waitersIn(stack)).toEqual(['DataInnerLate', 'DataInnerTwo', 'DataOne']);
});

test('only the other parts of a construct wait if it contains a resource that must not wait', () => {
  const { stack, end, data, inner, two } = plant();
  const waiting = new WaitingConstructs(end, []);
  waiting.add(data, new Set([two]));
  const [late, lateInside] = [resource(data, 'Late'), resource(inner, 'LateInside')];
  expect([late, lateInside].map((each) => waiting.has(each))).toEqual([false, true]);
  expect(waitersIn(stack)).toEqual(['DataInnerLateInside', 'DataInnerTwo']);
});

test('a needed construct never waits, even if it is empty now', () => {
  const { stack, end, data, one, two } = plant();
  const needed = new Construct(data, 'Needed');
  const inNeeded = new Construct(needed, 'Inner');
  const waiting = new WaitingConstructs(end, [needed]);
  waiting.add(stack, new Set(cfnResourcesIn(stack).filter((each) => each !== end)));
  const late = resource(inNeeded, 'Late');
  expect([one, two, late].map((each) => waiting.has(each))).toEqual([true, true, false]);
  expect(waitersIn(stack)).toEqual(['DataInnerTwo', 'DataOne']);
});

// With newer releases of aws-cdk-lib, what is inside a resource waits with it
const onlyOlder = 'addResourceDependency' in CfnResource.prototype ? test.skip : test;
onlyOlder('a resource waits that something is in which must not', () => {
  const { stack, end } = plant();
  const outer = resource(stack, 'Outer');
  const inside = resource(outer, 'Inside');
  const waiting = new WaitingConstructs(end, []);
  waiting.add(outer, new Set([outer]));
  expect([outer, inside].map((each) => waiting.has(each))).toEqual([true, false]);
  expect(waitersIn(stack)).toEqual(['Outer']);
});
