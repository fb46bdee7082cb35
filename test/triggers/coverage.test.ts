import { CfnResource, NestedStack, type Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { coverageOf, markCovered } from '../../src/triggers/coverage';
import { newStack } from '../util/template';

const resourceIn = (stack: Stack) => new CfnResource(stack, 'It', { type: 'AWS::DynamoDB::Table' });

test('a resource has no coverage at first', () => {
  expect(coverageOf(resourceIn(newStack()))).toEqual({});
});

test('the coverage of a resource names the first backup of each kind', () => {
  const stack = newStack();
  const it = resourceIn(stack);
  markCovered(it, 'beforeChange', new Construct(stack, 'One'));
  markCovered(it, 'onDelete', new Construct(stack, 'Two'));
  markCovered(it, 'onDelete', new Construct(stack, 'Three'));
  expect(coverageOf(it)).toEqual({ beforeChange: 'Shop/One', onDelete: 'Shop/Two' });
  expect(coverageOf(resourceIn(newStack()))).toEqual({});
});

describe('a backup in another stack', () => {
  test('of the same deployment covers a resource', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const [inner, outer] = [resourceIn(nested), resourceIn(stack)];
    markCovered(inner, 'onDelete', new Construct(stack, 'Outer'));
    markCovered(outer, 'onDelete', new Construct(new NestedStack(stack, 'Sibling'), 'Inner'));
    expect([coverageOf(inner), coverageOf(outer)]).toEqual([{ onDelete: 'Shop/Outer' }, { onDelete: 'Shop/Sibling/Inner' }]);
  });
});
