import { CfnResource, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SharedText } from '../../src/template/shared-text';
import { staleNestedStacksOf } from '../util/synth';
import { newStack } from '../util/template';

type Text = (stack: Stack, to: CfnResource) => string;

/** The template and its exports with a text as a property, shared or not. */
function templateWith(text: Text, property: (stack: Stack, text: string) => unknown, nested = false): object {
  const above = newStack();
  const stack = nested ? new NestedStack(above, 'Nested') : above;
  const to = new CfnResource(stack, 'To', { type: 'X::Y::Z' });
  const value = text(stack, to);
  new CfnResource(stack, 'One', { type: 'X::Y::Z', properties: { A: property(stack, value), B: property(stack, value) } });
  const stacks = above.node.root.node.findAll().filter(Stack.isStack);
  expect(staleNestedStacksOf(above)).toEqual([]);
  return Object.fromEntries(stacks.map((each) => [each.node.path, Template.fromStack(each).toJSON() as object]));
}

describe.each([false, true])('in a nested stack: %s, a shared text is rendered as the string is', (nested) => {
  test.each<[string, Text]>([
    ['a literal', () => 'text'],
    ['an empty string', () => ''],
    ['a reference', (_stack, to) => to.ref],
    ['an attribute between literals', (_stack, to) => `{"a":"${to.getAtt('Arn').toString()}"}`],
    ['references side by side', (stack, to) => `${to.ref}${to.getAtt('Arn').toString()}${stack.region}`],
    ['pseudo parameters', (stack) => `arn:${stack.partition}:x:${stack.region}:${stack.account}:y`],
    ['a lazy string', (_stack, to) => `a-${Lazy.string({ produce: () => `b-${to.ref}-c` })}-d`],
    ['a lazy literal', () => `a-${Lazy.string({ produce: () => 'b' })}-c`],
    ['JSON', (stack, to) => stack.toJsonString({ a: to.ref, b: Fn.select(0, Fn.split(',', to.ref)) })],
    ['a join', (_stack, to) => `a${Fn.join('', ['b', to.ref])}c`],
    ['a reference to another stack', (stack) => `a-${new CfnResource(new Stack(stack.node.root, 'Elsewhere'), 'Other', { type: 'X::Y::Z' }).ref}`],
    ['a reference to a nested stack', (stack) => new CfnResource(new NestedStack(stack, 'Below'), 'Other', { type: 'X::Y::Z' }).ref],
  ])('%s', (_name, text) => {
    expect(templateWith(text, (stack, value) => new SharedText(stack, value), nested)).toEqual(templateWith(text, (_stack, value) => value, nested));
  });
});

test('a renamed resource has its new name at the next synthesis', () => {
  const stack = newStack();
  const to = new CfnResource(stack, 'To', { type: 'X::Y::Z' });
  new CfnResource(stack, 'One', { type: 'X::Y::Z', properties: { A: new SharedText(stack, `a-${to.ref}`) } });
  const valueOf = () => (Template.fromStack(stack).toJSON() as { Resources: Record<string, { Properties: object }> }).Resources.One.Properties;
  expect(valueOf()).toEqual({ A: { 'Fn::Join': ['', ['a-', { Ref: 'To' }]] } });
  to.overrideLogicalId('Renamed');
  (stack.node.root as { synth?(options: object): void }).synth?.({ force: true });
  expect(valueOf()).toEqual({ A: { 'Fn::Join': ['', ['a-', { Ref: 'Renamed' }]] } });
});

test('it is a string to those who need one', () => {
  const stack = newStack();
  expect(stack.resolve(`x-${new SharedText(stack, 'y').toString()}`)).toBe('x-y');
});
