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
  const backup = define(stack, 'Backup');
  return { top, stack, backup, end: backup.node.findChild('OnDeploy') as CfnResource };
}

test('dependencyCycleProblems reports nothing if the backup does not need what waits', () => {
  const { stack, backup, end } = plant();
  const waiting = resource(stack, 'Waiting');
  waiting.addDependency(end);
  expect(dependencyCycleProblems(backup, 'executeBefore', end, [waiting])).toEqual([]);
});

test('a dependency cycle is reported with its whole path, and with what to do', () => {
  const { stack, backup, end } = plant();
  const [waiting, between] = ['Waiting', 'Between'].map((id) => resource(stack, id));
  between.addDependency(waiting);
  end.addDependency(between);
  expect(dependencyCycleProblems(backup, 'executeBefore', end, [waiting])).toEqual([
    'executeBefore: Shop/Waiting is to wait for the backup, but the backup needs it (Shop/Between -> Shop/Waiting), which is a dependency cycle: '
    + 'take the reference to it out of the tags, the vault, the role and `executeAfter` of Backup, or use BackupTrigger.beforeChange()',
  ]);
});

test('a dependency cycle of beforeChange is reported without the advice to use beforeChange', () => {
  const { stack, backup, end } = plant();
  const waiting = resource(stack, 'Waiting');
  end.addDependency(waiting);
  expect(dependencyCycleProblems(backup, 'beforeChange', end, [waiting])).toEqual([expect.stringMatching(/`executeAfter` of Backup$/)]);
});

test('a dependency cycle through a nested stack is reported with the advice to move the backup', () => {
  const { top, backup, end } = plant(true);
  const waiting = resource(top, 'Waiting');
  end.addDependency(waiting);
  synthOf(top);
  expect(dependencyCycleProblems(backup, 'beforeChange', end, [waiting])).toEqual([
    'beforeChange: Shop/Waiting is to wait for the backup, but the backup needs it (Shop/Waiting), which is a dependency cycle: '
    + 'a nested stack waits as a whole, so put the backup into the stack of what waits',
  ]);
});

describe('a construct that the backup waits for', () => {
  test('is reported if it waits for the backup', () => {
    const { stack, backup, end } = plant();
    const [first, between, free] = ['First', 'Between', 'Free'].map((id) => resource(stack, id));
    first.addDependency(between);
    between.addDependency(end);
    expect(waitingProblems(backup, [free, first], [end])).toEqual([
      'executeAfter: the backup is to wait for Shop/First, but that waits for the backup (Shop/First -> Shop/Between -> Shop/Backup/OnDeploy), which is a dependency cycle: '
      + 'take it out of `executeAfter` of Backup',
    ]);
  });

  test('is not reported otherwise', () => {
    const { stack, backup, end } = plant();
    expect(waitingProblems(backup, [resource(stack, 'Free')], [end])).toEqual([]);
  });
});
