import { CfnResource, NestedStack } from 'aws-cdk-lib';
import { resourceInStack, topOf } from '../../src/template/resource-in-stack';
import { newStack } from '../util/template';

function nest() {
  const top = newStack({ stackName: 'shop-prod' });
  const one = new NestedStack(top, 'One');
  const deep = new NestedStack(one, 'Deep');
  const two = new NestedStack(top, 'Two');
  const in_ = (stack: typeof top) => new CfnResource(stack, 'R', { type: 'X::Y::Z' });
  return { top, one, deep, two, inTop: in_(top), inOne: in_(one), inDeep: in_(deep), inTwo: in_(two) };
}

const ONE = /^OneNestedStackOneNestedStackResource/;
const DEEP = /^DeepNestedStackDeepNestedStackResource/;
type Key = keyof ReturnType<typeof nest>;

test.each<[Key, Key, unknown, RegExp[]]>([
  ['inTop', 'top', { Ref: 'AWS::StackName' }, [/^R$/]],
  ['inOne', 'top', { Ref: 'AWS::StackName' }, [ONE, /^R$/]],
  ['inDeep', 'top', { Ref: 'AWS::StackName' }, [ONE, DEEP, /^R$/]],
  ['inOne', 'one', { Ref: 'AWS::StackName' }, [/^R$/]],
  ['inDeep', 'one', { Ref: 'AWS::StackName' }, [DEEP, /^R$/]],
  ['inTop', 'one', 'shop-prod', [/^R$/]],
  ['inTop', 'deep', 'shop-prod', [/^R$/]],
  ['inOne', 'deep', 'shop-prod', [ONE, /^R$/]],
  ['inOne', 'two', 'shop-prod', [ONE, /^R$/]],
  ['inDeep', 'two', 'shop-prod', [ONE, DEEP, /^R$/]],
])('%s as %s finds it', (resource, seeker, name, way) => {
  const all = nest();
  const stack = all[seeker] as typeof all.top;
  expect(stack.resolve(resourceInStack(all[resource] as CfnResource, stack))).toEqual({
    StackName: name, LogicalResourceIds: way.map((id) => expect.stringMatching(id)), Type: 'X::Y::Z',
  });
});

test('the outermost stack of a stack', () => {
  const { top, one, deep } = nest();
  expect([top, one, deep].map(topOf)).toEqual([top, top, top]);
});
