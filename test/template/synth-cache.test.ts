import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { logicalIdOf } from '../../src/template/logical-id';
import { cached, clearSynthCache, noticePhase } from '../../src/template/synth-cache';
import { synthOf } from '../util/synth';
import { newStack } from '../util/template';

test('an answer is found once for each thing and question, also when it is undefined', () => {
  const [one, two] = [newStack(), newStack()];
  const find = jest.fn(() => undefined);
  [one, one, two].forEach((about) => cached(about, 'a', find));
  cached(one, 'b', find);
  expect(find).toHaveBeenCalledTimes(3);
});

test('a cached value is returned again', () => {
  const about = newStack();
  expect([1, 2].map((value) => cached(about, 'value', () => value))).toEqual([1, 1]);
});

test('all is found again after it was forgotten', () => {
  const about = newStack();
  cached(about, 'value', () => 1);
  clearSynthCache();
  expect(cached(about, 'value', () => 2)).toBe(2);
});

describe('all is found again in the next synthesis', () => {
  test.each<[string, () => Stack]>([
    ['of an app', () => newStack()],
    ['of a stage', () => new Stack(new Stage(new App(), 'Stage'), 'Stack')],
    ['of a nested stack', () => new NestedStack(newStack(), 'Nested')],
  ])('%s', (_name, make) => {
    const stack = make();
    synthOf(stack);
    cached(stack, 'value', () => 1);
    Stage.of(stack)?.synth({ force: true }); // newer releases of aws-cdk-lib do not synthesise a stage again with its app
    expect(cached(stack, 'value', () => 2)).toBe(2);
  });

  test('and not within one', () => {
    const stack = newStack();
    cached(stack, 'value', () => 1);
    const seen: number[] = [];
    stack.node.addValidation({ validate: () => { seen.push(cached(stack, 'value', () => 2), cached(stack, 'value', () => 3)); return []; } });
    Template.fromStack(stack);
    Template.fromStack(stack);
    expect(seen).toEqual([2, 2]);
  });
});

test('what is found while nested stacks are rendered is found again after a second preparation', () => {
  const stack = newStack();
  noticePhase('preparing');
  cached(stack, 'value', () => 1);
  noticePhase('preparing');
  expect(cached(stack, 'value', () => 2)).toBe(1);
  noticePhase('rendering');
  noticePhase('preparing');
  expect(cached(stack, 'value', () => 2)).toBe(2);
});

test('noticing a synthesis changes no template and makes nothing wait', () => {
  const stack = newStack();
  const one = new CfnResource(stack, 'One', { type: 'X::Y::Z' });
  new CfnResource(stack, 'Two', { type: 'X::Y::Z' });
  logicalIdOf(one);
  expect(Template.fromStack(stack).toJSON()).toMatchObject({ Resources: { One: { Type: 'X::Y::Z' }, Two: { Type: 'X::Y::Z' } } });
  expect(stack.dependencies).toEqual([]);
});
