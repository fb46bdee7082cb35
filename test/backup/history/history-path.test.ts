import { App, Lazy, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { derivedName, historyPath } from '../../../src/backup/history/history-path';
import { parameterName } from '../../../src/request/history/parameter-name';
import { deliveryTriggerName } from '../../../src/request/history/trigger-name';

const SEED = Number(process.env.SEED ?? 20251123);
/** Of the ARN before the name. A longer Region, partition or account id does not exist. */
const LONGEST_PREFIX = 'arn:aws-us-gov:ssm:ap-southeast-99:111122223333:parameter';

function under(scope: Construct, ...ids: string[]): Construct {
  return ids.reduce((parent, id) => new Construct(parent, id), scope);
}

function pathOf(construct: Construct, historyName = derivedName(construct)): string {
  return historyPath(construct, historyName);
}

/** The levels of a path below the root of all histories. */
function levelsOf(construct: Construct, historyName?: string): string[] {
  const [empty, root, ...levels] = pathOf(construct, historyName).split('/');
  expect([empty, root]).toEqual(['', 'cdk-on-demand-backup']);
  return levels;
}

test.each([
  [['Backup'], 'Backup'],
  [['Data', 'Orders', 'Backup'], 'Data.Orders.Backup'],
  [['Data_Layer-2', 'Backup'], 'Data_Layer-2.Backup'],
])('a backup at %p has the history %s', (ids, name) => {
  expect(levelsOf(under(new Stack(new App(), 'shop'), ...ids))).toEqual(['shop', name]);
});

test.each([
  [['Data Layer', 'Backup'], /^Data-Layer\.Backup-[0-9a-f]{8}$/],
  [['Data.Layer', 'Backup'], /^Data\.Layer\.Backup-[0-9a-f]{8}$/],
  [['Größe'], /^Gr--e-[0-9a-f]{8}$/],
  [['{{x}}'], /^--x---[0-9a-f]{8}$/],
  [['a'.repeat(150), 'b'.repeat(150)], /^a{49}\.b{150}-[0-9a-f]{8}$/],
])('a backup at %p has a hash in the name of its history', (ids, name) => {
  expect(levelsOf(under(new Stack(new App(), 'shop'), ...ids))).toEqual(['shop', expect.stringMatching(name)]);
});

test('a name of 200 characters is not cut', () => {
  expect(levelsOf(under(new Stack(new App(), 'shop'), 'a'.repeat(200)))).toEqual(['shop', 'a'.repeat(200)]);
});

test('paths that look alike have different histories', () => {
  const stack = new Stack(new App(), 'shop');
  const paths = [['a', 'b'], ['a.b'], ['a b'], ['a-b'], ['a', 'b.c'], ['a.b', 'c'], ['a', 'b', 'c']];
  expect(new Set(paths.map((ids) => pathOf(under(new Construct(stack, ids.join('|')), ...ids)))).size).toBe(paths.length);
  const alone = paths.map((ids) => pathOf(under(new Stack(new App(), 'shop'), ...ids)));
  expect(new Set(alone).size).toBe(paths.length);
});

test('the name that the user gives is the name of the history', () => {
  expect(levelsOf(under(new Stack(new App(), 'shop'), 'Data Layer', 'Backup'), 'orders.v1')).toEqual(['shop', 'orders.v1']);
});

test('a stack is known by its name, not by its id, and a stage is part of that name', () => {
  const stage = new Stage(new App(), 'Prod');
  expect(levelsOf(under(new Stack(stage, 'Shop'), 'Backup'))).toEqual(['Prod-Shop', 'Backup']);
  expect(levelsOf(under(new Stack(stage, 'Named', { stackName: 'orders' }), 'Backup'))).toEqual(['orders', 'Backup']);
});

test('a backup in a nested stack is in the history of the outermost stack', () => {
  const top = new Stack(new App(), 'shop');
  const deep = new NestedStack(new NestedStack(new Construct(top, 'Area'), 'One'), 'Deep');
  expect(levelsOf(under(deep, 'Data', 'Backup'))).toEqual(['shop', 'Area.One.Deep.Data.Backup']);
});

test('a stack within a stack that is not nested has a history of its own', () => {
  const inner = new Stack(new Stack(new App(), 'outer'), 'inner');
  expect(levelsOf(under(inner, 'Backup'))).toEqual([inner.stackName, 'Backup']);
});

test('a stack without an app has a history', () => {
  expect(levelsOf(under(new Stack(undefined, undefined, { stackName: 'shop' }), 'Backup'))).toEqual(['shop', 'Backup']);
});

describe('an outermost stack whose name is a token', () => {
  /** No aws-cdk-lib that we know makes one. */
  const unnamed = (): Stack => {
    const stack = new Stack(new App(), 'shop');
    Object.defineProperty(stack, 'stackName', { value: Lazy.string({ produce: () => 'later' }) });
    return stack;
  };

  test('is known by AWS::StackName', () => {
    const stack = unnamed();
    expect(stack.resolve(pathOf(under(stack, 'Backup')))).toEqual({ 'Fn::Join': ['', ['/cdk-on-demand-backup/', { Ref: 'AWS::StackName' }, '/Backup']] });
  });

  test('cannot be known by a stack nested in it', () => {
    const backup = under(new NestedStack(unnamed(), 'Nested'), 'Backup');
    expect(() => pathOf(backup)).toThrow(/shop\/Nested\/Backup is named after its outermost stack, whose name is known only at deploy time: give that stack a literal `stackName`/);
  });
});

test('whatever the names are, SSM accepts the parameters, the path names one construct, and is the same each time', () => {
  const id = fc.oneof(fc.string({ minLength: 1, maxLength: 200 }), fc.stringMatching(/^[A-Za-z0-9_.-]{1,200}$/), fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }));
  const stackName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
  const trigger = deliveryTriggerName(`OnSchedule${'a'.repeat(32)}`);
  fc.assert(fc.property(stackName, fc.array(id, { minLength: 1, maxLength: 20 }), (name, ids) => {
    fc.pre(ids.every((each) => !(each in {}))); // constructs takes `constructor` for a child
    const path = pathOf(under(new Stack(new App(), 'Stack', { stackName: name }), ...ids));
    const parameter = parameterName(path, trigger);
    expect(path.length).toBeLessThanOrEqual(360);
    expect(parameter).toMatch(/^(\/[A-Za-z0-9_.-]+){4}$/);
    expect((LONGEST_PREFIX + parameter).length).toBeLessThanOrEqual(1011);
    expect(parameter).not.toMatch(/^\/(aws|ssm)/i);
    expect(pathOf(under(new Stack(new App(), 'Other', { stackName: name }), ...ids))).toBe(path);
    expect(pathOf(under(new Stack(new App(), 'Stack', { stackName: name }), ...ids, 'x'))).not.toBe(path);
  }), { seed: SEED, numRuns: 300 });
});
