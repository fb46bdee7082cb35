import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { derivedName } from '../../../src/backup/history/history-path';
import { requireUniqueHistory } from '../../../src/backup/history/unique-history';
import { synthErrorOf } from '../../util/synth';

function backup(scope: Construct, id: string, historyName?: string): Construct {
  const construct = new Construct(scope, id);
  requireUniqueHistory(construct, historyName ?? derivedName(construct));
  return construct;
}

test('two backups of a stack may have histories of different names', () => {
  const stack = new Stack(new App(), 'shop');
  backup(stack, 'One', 'orders');
  backup(stack, 'Two', 'Orders');
  backup(stack, 'Three');
  expect(synthErrorOf(stack)).toBe('');
});

test('two backups of a stack cannot share a history, and each one after the first reports it', () => {
  const stack = new Stack(new App(), 'shop');
  ['One', 'Two', 'Three'].forEach((id) => backup(stack, id, 'orders'));
  const error = synthErrorOf(stack);
  expect(error).toContain('the on-demand backup shop/Two has a problem:\n- its history has the name "orders", like that of shop/One, ');
  expect(error).toContain('the on-demand backup shop/Three has a problem');
  expect(error).toContain('give one of them another `historyName`');
  expect(error).not.toContain('backup shop/One has');
});

test('a given name cannot be that of a history without one', () => {
  const stack = new Stack(new App(), 'shop');
  backup(stack, 'One', 'Data.Two');
  backup(new Construct(stack, 'Data'), 'Two');
  expect(synthErrorOf(stack)).toContain('the on-demand backup shop/Data/Two has a problem:\n- its history has the name "Data.Two", like that of shop/One');
});

test('a stack and those nested in it share the names', () => {
  const stack = new Stack(new App(), 'shop');
  backup(new NestedStack(stack, 'A'), 'Backup', 'orders');
  backup(new NestedStack(stack, 'B'), 'Backup', 'orders');
  expect(synthErrorOf(stack)).toContain('shop/B/Backup has a problem');
});

test('two stacks may use the same names', () => {
  const app = new App();
  const [one, two] = ['one', 'two'].map((id) => new Stack(app, id));
  backup(one, 'Backup', 'orders');
  backup(two, 'Backup', 'orders');
  expect(synthErrorOf(app)).toBe('');
});

test('a name is free again when its backup, or what it is in, is removed', () => {
  const stack = new Stack(new App(), 'shop');
  backup(stack, 'One', 'orders');
  backup(new Construct(new Construct(stack, 'Area'), 'Data'), 'Two', 'orders');
  backup(stack, 'Three', 'orders');
  stack.node.tryRemoveChild('One');
  stack.node.tryRemoveChild('Area');
  expect(synthErrorOf(stack)).toBe('');
});
