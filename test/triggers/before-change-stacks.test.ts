import { App, Aspects, type CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { BackupProtection, OnDemandBackup } from 'cdk-on-demand-backup';
import { flaws, guard, lookupsOf, newTable, tableResource } from './fixture';
import { newStack } from '../util/template';

/** The end of the pattern for stacks that are or were nested. */
const FORMER = '*Nested*-???????????*/*';

/** The names of the stacks whose resources the function of a stack may ask for. */
function askedOf(stack: Stack): string[] {
  return lookupsOf(stack)['cloudformation:DescribeStackResource'].map((arn) => arn.split(':stack/')[1]).sort();
}

const ONE = /^OneNestedStackOneNestedStackResource[0-9A-F]{8}$/;
const idOf = (nested: Stack, pattern = ONE) => {
  const id = (nested.nestedStackParent as Stack).resolve((nested.nestedStackResource as CfnResource).logicalId) as string;
  expect(id).toMatch(pattern);
  return id;
};

describe('the function asks CloudFormation for the resources of', () => {
  test('its own stack, and what was nested in it, when the app has no nested stacks any more', () => {
    const stack = newStack();
    new NestedStack(new Stack(stack.node.root, 'Other'), 'Nested');
    new NestedStack(new Stack(stack, 'Inner'), 'Nested');
    guard(stack, tableResource(newTable(stack)));
    expect(askedOf(stack)).toEqual([`<AWS::StackName>-${FORMER}`, '<AWS::StackName>/*']);
  });

  test('its own stack, and what was nested in it, when a nested stack is added later', () => {
    const stack = newStack();
    guard(stack, tableResource(newTable(stack)));
    new NestedStack(stack, 'Later');
    expect(askedOf(stack)).toEqual([`<AWS::StackName>-${FORMER}`, '<AWS::StackName>/*']);
  });

  test('a nested stack that has the resource, with a nested stack on the way', () => {
    const stack = newStack();
    const one = new NestedStack(stack, 'One');
    const two = new NestedStack(one, 'Two');
    guard(stack, tableResource(newTable(two)));
    const [first, second] = [idOf(one), idOf(two, /^TwoNestedStack/)];
    expect(flaws(stack)).toEqual([]);
    expect(askedOf(stack)).toEqual([
      `<AWS::StackName>-${FORMER}`, `<AWS::StackName>-${`${first}`.slice(0, 35)}*-${second.slice(0, 39)}*/*`, `<AWS::StackName>-${first}*/*`, '<AWS::StackName>/*',
    ].sort());
  });

  test('the outermost stack, when the backup is in a nested stack and the resource in it or in another one', () => {
    const stack = newStack({ stackName: 'shop-prod' });
    const [one, two] = ['One', 'Two'].map((id) => new NestedStack(stack, id));
    guard(one, tableResource(newTable(one)), {}, {}, 'Here');
    guard(two, tableResource(newTable(stack)), {}, {}, 'Above');
    expect(askedOf(one)).toEqual(['<AWS::StackName>/*', `shop-prod-${FORMER}`, 'shop-prod/*', `shop-prod-${idOf(one)}*/*`].sort());
    expect(askedOf(two)).toEqual(['<AWS::StackName>/*', `shop-prod-${FORMER}`, 'shop-prod/*'].sort());
  });

  test('a nested stack whose parent has a long name, which CloudFormation cuts', () => {
    const name = `shop-${'x'.repeat(123)}`;
    const stack = new Stack(new App(), 'Shop', { stackName: name });
    const one = new NestedStack(stack, 'One');
    guard(stack, tableResource(newTable(one)));
    expect(askedOf(stack)).toEqual(['<AWS::StackName>/*', `${name.slice(0, 40)}${FORMER}`, `${name.slice(0, 40)}*-${idOf(one).slice(0, 39)}*/*`].sort());
  });

  test('a nested stack with a logical id of the user, set after the trigger was added', () => {
    const stack = newStack();
    const one = new NestedStack(stack, 'One');
    guard(stack, tableResource(newTable(one)));
    (one.nestedStackResource as CfnResource).overrideLogicalId('Prod');
    expect(askedOf(stack)).toEqual([
      `<AWS::StackName>-${FORMER}`, '<AWS::StackName>/*', ...[11, 12, 13].map((length) => `<AWS::StackName>-Prod-${'?'.repeat(length)}/*`),
    ].sort());
  });

  test('the nested stacks of resources that a protection covers, after the last aspect', () => {
    const stack = newStack();
    const one = new NestedStack(stack, 'One');
    [stack, one].forEach((each) => newTable(each));
    guard(stack, tableResource(newTable(stack, 'Other')));
    Aspects.of(stack.node.root).add(new BackupProtection());
    expect(askedOf(stack)).toEqual([`<AWS::StackName>-${FORMER}`, '<AWS::StackName>/*']);
    expect(askedOf(one)).toEqual(['<AWS::StackName>/*', `Shop-${FORMER}`, `Shop-${idOf(one)}*/*`, 'Shop/*']);
  });

  test('former nested stacks, when a protection adds the first beforeChange to a stack with backups', () => {
    const stack = newStack();
    new NestedStack(stack, 'One');
    const table = newTable(stack);
    new OnDemandBackup(stack, 'Backup', { resource: tableResource(table) });
    Aspects.of(stack.node.root).add(new BackupProtection());
    expect(askedOf(stack)).toEqual([`<AWS::StackName>-${FORMER}`, '<AWS::StackName>/*']);
  });

  test('a nested stack that an aspect adds', () => {
    const stack = newStack();
    guard(stack, tableResource(newTable(stack)));
    Aspects.of(stack).add({ visit: (node) => { if (node === stack && !stack.node.tryFindChild('Late')) { new NestedStack(stack, 'Late'); } } });
    expect(askedOf(stack)).toEqual([`<AWS::StackName>-${FORMER}`, '<AWS::StackName>/*']);
  });

  test('each nested stack once, however many backups it has', () => {
    const stack = newStack();
    const one = new NestedStack(stack, 'One');
    ['A', 'B', 'C'].forEach((id) => guard(stack, tableResource(newTable(one, `${id}Table`)), {}, {}, id));
    expect(askedOf(stack)).toHaveLength(3);
  });
});
