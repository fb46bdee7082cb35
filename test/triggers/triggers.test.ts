import { CfnOutput, type CfnResource, Duration, NestedStack, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { BackupTrigger, DeployRun, type IBackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import type { Construct } from 'constructs';
import { alarms, daily, everything, flaws, idOfLink, isBefore, newTable, resource, tableWith } from './fixture';
import { RESOURCES } from '../util/resources';
import { linksOf } from '../util/synth';
import { define, newStack, stackWith, TABLE, warningsOf } from '../util/template';
import { idOf } from '../util/template-graph';

describe('several triggers of one backup', () => {
  test.each(RESOURCES)('go together for %s, without a dependency cycle', (_name, _type, make) => {
    const stack = newStack();
    new OnDemandBackup(stack, 'Backup', { resource: make(stack), triggers: everything(), timeout: Duration.hours(2) });
    expect(Object.keys(linksOf(stack))).toHaveLength(9);
    expect(flaws(stack)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => [Construct, Table]]>([
    ['in the construct of its resource', (stack) => {
      const table = newTable(stack);
      return [table, table];
    }],
    ['beside its resource in a nested stack', (stack) => {
      const nested = new NestedStack(stack, 'Nested');
      return [nested, newTable(nested)];
    }],
    ['above the nested stack of its resource', (stack) => [stack, newTable(new NestedStack(stack, 'Nested'))]],
  ])('%s go together, without a dependency cycle', (_name, make) => {
    const stack = newStack();
    const [scope, table] = make(stack);
    new OnDemandBackup(scope, 'Backup', { resource: BackupResource.fromDynamoDbTable(table), triggers: everything() });
    expect(flaws(stack)).toEqual([]);
  });

  test('run before and after the change if two run in one deployment', () => {
    const { stack, table } = tableWith({ triggers: everything() });
    expect(isBefore(stack, idOfLink(stack, 'BeforeChange'), idOf(table))).toBe(true);
    expect(isBefore(stack, idOf(table), idOfLink(stack, 'OnDeploy'))).toBe(true);
    expect(isBefore(stack, idOf(table), idOfLink(stack, 'OnDelete'))).toBe(true);
  });

  test('go together on many backups of one stack, each of a table that refers to the one before', () => {
    const stack = newStack();
    let before: Table | undefined;
    for (let i = 0; i < 5; i++) {
      const table = newTable(stack, `Table${i}`);
      if (before) { (table.node.defaultChild as CfnResource).addPropertyOverride('Before', before.tableArn); }
      new OnDemandBackup(stack, `Backup${i}`, { resource: BackupResource.fromDynamoDbTable(table), triggers: everything(), stackOutputs: false });
      before = table;
    }
    expect(flaws(stack)).toEqual([]);
    expect(linksOf(stack, 'Backup3').BeforeChange.Properties.DeployTimeValues).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^Table2/), 'Arn'] }]);
  });
});

describe('addTrigger', () => {
  test('gives the same template as the prop triggers', () => {
    const { stack: at } = tableWith({ triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()] });
    const { stack: later, backup } = tableWith({ triggers: [] });
    [BackupTrigger.beforeChange(), BackupTrigger.onDelete()].forEach((trigger) => backup.addTrigger(trigger));
    expect(Template.fromStack(later).toJSON()).toEqual(Template.fromStack(at).toJSON());
  });

  test('makes what waits for the backup wait for the new trigger, too', () => {
    const stack = newStack();
    const backup = define(stack, 'Backup', { triggers: [daily()] });
    const [waiting, waitedFor] = ['Waiting', 'WaitedFor'].map((id) => resource(stack, id));
    backup.executeBefore(waiting);
    backup.executeAfter(waitedFor);
    backup.addTrigger(BackupTrigger.onDeploy());
    expect(isBefore(stack, idOfLink(stack, 'OnDeploy'), 'Waiting')).toBe(true);
    expect(isBefore(stack, 'WaitedFor', idOfLink(stack, 'OnDeploy'))).toBe(true);
  });

  test('adds the outputs with the first trigger that runs in a deployment, and once', () => {
    const stack = newStack();
    const backup = define(stack, 'Backup', { triggers: [daily()] });
    backup.addTrigger(BackupTrigger.onDeploy({ run: DeployRun.ONCE }));
    expect(Object.keys(Template.fromStack(stack).findOutputs('*'))).toEqual(['BackupBackupJobId', 'BackupRecoveryPointArn']);
    const { stack: both } = tableWith({ triggers: [BackupTrigger.onDeploy(), BackupTrigger.beforeChange()] });
    expect(Object.keys(Template.fromStack(both).findOutputs('*'))).toHaveLength(2);
  });
});

describe('a backup without a trigger', () => {
  test('has a warning under an id that can be acknowledged', () => {
    expect(warningsOf(stackWith({ triggers: [] }))).toEqual([expect.stringMatching(/nothing runs this backup.*\[ack: cdk-on-demand-backup:noTrigger\]/)]);
  });

  test.each<[string, (backup: OnDemandBackup) => unknown]>([
    ['a trigger is added', (backup) => backup.addTrigger(daily())],
    ['its execution input is used', (backup) => backup.executionInput('x')],
  ])('has no warning if %s', (_name, use) => {
    const stack = newStack();
    use(define(stack, 'Backup', { triggers: [] }));
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('an idempotencyToken', () => {
  test.each<[string, () => IBackupTrigger]>([
    ['beforeChange', () => BackupTrigger.beforeChange()], ['onDelete', () => BackupTrigger.onDelete()], ['onSchedule', daily], ['onEvent', alarms],
  ])('is an error with %s, given or added', (_name, trigger) => {
    expect(() => tableWith({ triggers: [trigger()], idempotencyToken: 't' })).toThrow(/`idempotencyToken` does not go with/);
    const { backup } = tableWith({ triggers: [], idempotencyToken: 't' });
    expect(() => backup.addTrigger(trigger())).toThrow(/`idempotencyToken` does not go with/);
  });
});

describe('a construct that depends on a backup', () => {
  test('waits for the custom resources that run during a deployment, but not for that of the deletion', () => {
    const { stack, backup } = tableWith({ triggers: everything(), timeout: Duration.hours(1) });
    resource(stack, 'Waiting').node.addDependency(backup);
    expect(Template.fromStack(stack).toJSON().Resources.Waiting.DependsOn).toEqual(['BeforeChangeContinued1', 'OnDeployContinued1'].map((link) => idOfLink(stack, link)));
  });

  test('is an error if no trigger runs during a deployment', () => {
    const { stack, backup } = tableWith({ triggers: [BackupTrigger.onDelete(), daily()] });
    resource(stack, 'Waiting').node.addDependency(backup);
    expect(() => Template.fromStack(stack)).toThrow(/the dependency of Shop\/Waiting on the backup has no effect/);
  });
});

test('every trigger except beforeChange supports a resource outside the app', () => {
  const stack = newStack();
  define(stack, 'Backup', { resource: TABLE, triggers: [BackupTrigger.onDelete(), BackupTrigger.onDeploy(), daily(), alarms()] });
  new CfnOutput(stack, 'Other', { value: 'x' });
  expect(flaws(stack)).toEqual([]);
});
