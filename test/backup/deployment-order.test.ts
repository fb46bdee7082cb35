import { Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupTrigger, type OnDemandBackup, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { daily, everything, flaws, idOfLink, isBefore, newTable, resource } from '../triggers/fixture';
import { linksOf, synthErrorOf } from '../util/synth';
import { define, newStack } from '../util/template';
import { idOf } from '../util/template-graph';

describe.each(['prop', 'method'])('executeBefore and executeAfter as %s', (way) => {
  /** A backup that runs before and after others, ordered by props or by methods. */
  function ordered(stack: Stack, order: Pick<OnDemandBackupProps, 'executeBefore' | 'executeAfter'>, props: Partial<OnDemandBackupProps> = {}): OnDemandBackup {
    if (way === 'prop') { return define(stack, 'Backup', { ...props, ...order }); }
    const backup = define(stack, 'Backup', props);
    backup.executeBefore(...order.executeBefore ?? []);
    backup.executeAfter(...order.executeAfter ?? []);
    return backup;
  }

  test('order all resources in the scopes, also those added later', () => {
    const stack = newStack();
    const [before, after] = ['Before', 'After'].map((id) => new Construct(stack, id));
    const early = [resource(before, 'Early'), resource(after, 'Early')];
    ordered(stack, { executeBefore: [before], executeAfter: [after] }, { timeout: Duration.hours(1) });
    const late = [resource(before, 'Late'), resource(after, 'Late')];
    const [first, last] = ['OnDeploy', 'OnDeployContinued1'].map((link) => idOfLink(stack, link));
    [early[0], late[0]].forEach((each) => expect(Template.fromStack(stack).toJSON().Resources[idOf(each)].DependsOn).toEqual([last]));
    expect(linksOf(stack).OnDeploy.DependsOn).toEqual(expect.arrayContaining([early[1], late[1]].map(idOf)));
    expect(isBefore(stack, idOf(late[1]), first)).toBe(true);
    expect(flaws(stack)).toEqual([]);
  });

  test.each(['OnDeploy', 'BeforeChange'])('order the first and the last custom resource of a chain of %s', (link) => {
    const stack = newStack();
    const [before, after] = ['Before', 'After'].map((id) => resource(stack, id));
    const table = newTable(stack);
    const triggers = [link === 'OnDeploy' ? BackupTrigger.onDeploy() : BackupTrigger.beforeChange()];
    const props = { resource: BackupResource.fromDynamoDbTable(table), triggers, timeout: Duration.hours(1) };
    ordered(stack, { executeBefore: [before], executeAfter: [after] }, props);
    expect(Object.values(linksOf(stack)).map(({ DependsOn }) => DependsOn?.includes('After'))).toEqual([true, false]);
    expect(Template.fromStack(stack).toJSON().Resources.Before.DependsOn).toEqual([idOfLink(stack, `${link}Continued1`)]);
  });

  test('order all triggers that run in a deployment, and no other', () => {
    const stack = newStack();
    const [before, after] = ['Before', 'After'].map((id) => resource(stack, id));
    const table = newTable(stack);
    ordered(stack, { executeBefore: [before], executeAfter: [after] }, { resource: BackupResource.fromDynamoDbTable(table), triggers: everything() });
    const links = linksOf(stack);
    expect(Object.entries(links).filter(([, { DependsOn }]) => DependsOn?.includes('After')).map(([id]) => id)).toEqual(['BeforeChange', 'OnDeploy']);
    expect(Template.fromStack(stack).toJSON().Resources.Before.DependsOn).toEqual(['BeforeChange', 'OnDeploy'].map((link) => idOfLink(stack, link)).sort());
  });

  test('order scopes in nested stacks and in other stacks', () => {
    const stack = newStack();
    const [nested, nestedBefore] = ['Nested', 'NestedBefore'].map((id) => new NestedStack(stack, id));
    const other = new Stack(stack.node.root, 'Other');
    const earlier = new Stack(stack.node.root, 'Earlier');
    const [inNested, inNestedBefore, inOther, inEarlier] = [nested, nestedBefore, other, earlier].map((scope) => resource(scope, 'R'));
    ordered(stack, { executeBefore: [inNested, inOther], executeAfter: [inNestedBefore, inEarlier] });
    expect(isBefore(stack, idOfLink(stack, 'OnDeploy'), idOf(nested))).toBe(true);
    expect(isBefore(stack, idOf(nestedBefore), idOfLink(stack, 'OnDeploy'))).toBe(true);
    expect([other.dependencies, stack.dependencies]).toEqual([[stack], [earlier]]);
    expect(flaws(stack)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => Construct]>([
    ['the stack of the backup', (stack) => stack],
    ['the app', (stack) => stack.node.root as Construct],
  ])('fail with %s, which contains the backup itself', (_name, scopeIn) => {
    const [one, two] = [newStack(), newStack()];
    expect(() => ordered(one, { executeBefore: [scopeIn(one)] })).toThrow(/`executeBefore` names (Shop|the app), which contains the backup itself: name a construct beside the backup/);
    expect(() => ordered(two, { executeAfter: [scopeIn(two)] })).toThrow(/`executeAfter` names (Shop|the app), which contains the backup itself/);
  });

  test.each<[string, Partial<OnDemandBackupProps>]>([['no trigger', { triggers: [] }], ['a schedule', { triggers: [daily()] }], ['onDelete', { triggers: [BackupTrigger.onDelete()] }]])(
    'fail with %s, which does not run in a deployment', (_name, props) => {
      const stack = newStack();
      const [before, after] = ['Before', 'After'].map((id) => resource(stack, id));
      ordered(stack, { executeBefore: [before], executeAfter: [after] }, props);
      expect(synthErrorOf(stack)).toMatch(/has 2 problems:\n- `executeBefore` has no effect, because none of the `triggers` runs during a deployment[^]*\n- `executeAfter` has no effect/);
    });

  test('fail when the backup needs what is to wait for it', () => {
    const stack = newStack();
    const table = newTable(stack);
    ordered(stack, { executeBefore: [table] }, { resource: BackupResource.fromDynamoDbTable(table) });
    expect(synthErrorOf(stack)).toMatch(/executeBefore: Shop\/Orders\/Resource is to wait for the backup, but the backup needs it \(Shop\/Orders\/Resource\), which is a dependency cycle: .*, or use BackupTrigger.beforeChange\(\)/);
  });

  test('fail when one construct is to run before and after', () => {
    const stack = newStack();
    const scope = new Construct(stack, 'Scope');
    resource(scope, 'R');
    ordered(stack, { executeBefore: [scope], executeAfter: [scope] });
    expect(synthErrorOf(stack)).toMatch(/executeBefore: Shop\/Scope\/R is to wait for the backup, but the backup needs it \(Shop\/Scope\/R\), which is a dependency cycle/);
  });

  test('fail when two backups are to run after each other', () => {
    const stack = newStack();
    const other = define(stack, 'Other');
    const backup = ordered(stack, { executeAfter: [other] });
    other.executeAfter(backup);
    expect(synthErrorOf(stack)).toMatch(/executeAfter: the backup is to wait for Shop\/Other\/OnDeploy, but that waits for the backup \(Shop\/Other\/OnDeploy -> Shop\/Backup\/OnDeploy\), which is a dependency cycle/);
  });

  test('order two backups of one resource, although the final backup of one waits for the other', () => {
    const stack = newStack();
    const props = { resource: BackupResource.fromDynamoDbTable(newTable(stack)) };
    const other = define(stack, 'Other', { ...props, triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()] });
    ordered(stack, { executeAfter: [other] }, { ...props, triggers: [BackupTrigger.beforeChange()] });
    expect(synthErrorOf(stack)).toBe('');
    expect(flaws(stack)).toEqual([]);
  });

  test('order two backups without their final backups', () => {
    const stack = newStack();
    const other = define(stack, 'Other', { triggers: everything().slice(1) });
    ordered(stack, { executeAfter: [other] }, { triggers: everything().slice(1) });
    expect(linksOf(stack).OnDeploy.DependsOn?.filter((id) => id.startsWith('Other'))).toEqual([expect.stringMatching(/^OtherOnDeploy/)]);
    expect(flaws(stack)).toEqual([]);
  });

  test('allow the table to wait with beforeChange, with which it waits anyway', () => {
    const stack = newStack();
    const table = newTable(stack);
    ordered(stack, { executeBefore: [table] }, { resource: BackupResource.fromDynamoDbTable(table), triggers: [BackupTrigger.beforeChange()] });
    expect(flaws(stack)).toEqual([]);
  });
});
