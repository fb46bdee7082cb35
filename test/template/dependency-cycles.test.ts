import { CfnResource, NestedStack, type Stack } from 'aws-cdk-lib';
import { dependencyCycleProblems, waitingProblems } from '../../src/template/dependency-cycles';
import { synthOf } from '../util/synth';
import { define, newStack } from '../util/template';

function resource(stack: Stack, id: string): CfnResource {
  return new CfnResource(stack, id, { type: 'X::Y::Z' });
}

function plant(nested = false) {
  const top = newStack();
  const stack = nested ? new NestedStack(top, 'Nested') : top;
  const definition = define(stack, 'Backup');
  return { top, stack, definition, end: definition.node.findChild('OnDeploy') as CfnResource };
}

test('there is no problem when the backup does not need what waits', () => {
  const { stack, definition, end } = plant();
  const waiting = resource(stack, 'Waiting');
  waiting.addDependency(end);
  expect(dependencyCycleProblems(definition, 'executeBefore', end, [waiting])).toEqual([]);
});

test('a circle is named with its whole way, and what to do', () => {
  const { stack, definition, end } = plant();
  const [waiting, between] = ['Waiting', 'Between'].map((id) => resource(stack, id));
  between.addDependency(waiting);
  end.addDependency(between);
  expect(dependencyCycleProblems(definition, 'executeBefore', end, [waiting])).toEqual([
    'executeBefore: Shop/Waiting is to wait for the backup, but the backup needs it (Shop/Between -> Shop/Waiting), which is a dependency cycle: '
    + 'take the reference to it out of the tags, the vault, the role and `executeAfter` of Backup, or use BackupTrigger.beforeChange()',
  ]);
});

test('beforeChange is no way out of a circle of its own', () => {
  const { stack, definition, end } = plant();
  const waiting = resource(stack, 'Waiting');
  end.addDependency(waiting);
  expect(dependencyCycleProblems(definition, 'beforeChange', end, [waiting])).toEqual([expect.stringMatching(/`executeAfter` of Backup$/)]);
});

test('a circle through a nested stack asks for another place', () => {
  const { top, definition, end } = plant(true);
  const waiting = resource(top, 'Waiting');
  end.addDependency(waiting);
  synthOf(top);
  expect(dependencyCycleProblems(definition, 'beforeChange', end, [waiting])).toEqual([
    'beforeChange: Shop/Waiting is to wait for the backup, but the backup needs it (Shop/Waiting), which is a dependency cycle: '
    + 'a nested stack waits as a whole, so put the definition into the stack of what waits',
  ]);
});

describe('what the backup waits for', () => {
  test('may not wait for the backup', () => {
    const { stack, definition, end } = plant();
    const [first, between, free] = ['First', 'Between', 'Free'].map((id) => resource(stack, id));
    first.addDependency(between);
    between.addDependency(end);
    expect(waitingProblems(definition, [free, first], [end])).toEqual([
      'executeAfter: the backup is to wait for Shop/First, but that waits for the backup (Shop/First -> Shop/Between -> Shop/Backup/OnDeploy), which is a dependency cycle: '
      + 'take it out of `executeAfter` of Backup',
    ]);
  });

  test('is fine when it does not', () => {
    const { stack, definition, end } = plant();
    expect(waitingProblems(definition, [resource(stack, 'Free')], [end])).toEqual([]);
  });
});
