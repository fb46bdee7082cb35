import {
  App, Aspects, CfnCondition, CfnDeletionPolicy, CfnOutput, type CfnResource, CfnResource as Resource, Duration, Fn, type IAspect, Lazy,
  MissingRemovalPolicies, NestedStack, RemovalPolicies, RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupRuleTarget, BackupScheduleTarget, BackupTrigger, OnDemandBackup, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { Construct, type IConstruct } from 'constructs';
import { alarms, daily, newTable, tableResource } from '../triggers/fixture';
import { linksOf, synthOf } from '../util/synth';
import { newStack, warningsOf } from '../util/template';

/** A table that goes with its stack, with a backup. */
function protectedTable(props: Partial<OnDemandBackupProps>, id = 'Backup') {
  const stack = newStack();
  const table = newTable(stack);
  table.applyRemovalPolicy(RemovalPolicy.DESTROY);
  const backup = new OnDemandBackup(stack, id, { resource: tableResource(table), ...props });
  return { app: stack.node.root as App, stack, table, backup, cfnTable: table.node.defaultChild as CfnResource };
}

/** The message of a synthesis, also of a second one. */
function synthErrorOf(construct: IConstruct): string {
  try {
    (construct.node.root as App).synth({ force: true });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

const FINAL: Partial<OnDemandBackupProps> = { triggers: [BackupTrigger.onDelete()] };
const BEFORE: Partial<OnDemandBackupProps> = { triggers: [BackupTrigger.beforeChange()] };

/** An aspect of other people. */
class Rewriting implements IAspect {
  constructor(private readonly type: string, private readonly rewrite: (resource: CfnResource) => void) {}

  public visit(node: IConstruct): void {
    if (Resource.isCfnResource(node) && (this.type === '*' || node.cfnResourceType === this.type)) { this.rewrite(node); }
  }
}

const LINK = 'Custom::OnDemandBackup';
const rewrite = (scope: IConstruct, type: string, action: (resource: CfnResource) => void, priority?: number) =>
  Aspects.of(scope).add(new Rewriting(type, action), priority === undefined ? undefined : { priority });

describe('the custom resource of a final backup', () => {
  test.each<[string, (scope: Stack) => void]>([
    ['MissingRemovalPolicies', (stack) => MissingRemovalPolicies.of(stack).retain()],
    ['MissingRemovalPolicies of the app', (stack) => MissingRemovalPolicies.of(stack.node.root).retain({ priority: 1 })],
    ['RemovalPolicies', (stack) => RemovalPolicies.of(stack).retain()],
    ['RemovalPolicies with a late priority', (stack) => RemovalPolicies.of(stack).retainOnUpdateOrDelete({ priority: 5000 })],
    ['an aspect that sets the deletion policy', (stack) => rewrite(stack, '*', ({ cfnOptions }) => { cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN; })],
    ['applyRemovalPolicy', (stack) => rewrite(stack, LINK, (resource) => resource.applyRemovalPolicy(RemovalPolicy.RETAIN))],
  ])('is deleted whatever %s says', (_who, undo) => {
    const { stack } = protectedTable(FINAL);
    undo(stack);
    expect(linksOf(stack).OnDelete).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test.each<[string, unknown]>([['Retain', 'Retain'], ['RetainExceptOnCreate', 'RetainExceptOnCreate'], ['Snapshot', 'Snapshot'], ['Retain', Lazy.string({ produce: () => 'Retain' })]])(
    'that an override keeps with the deletion policy %s is an error', (policy, value) => {
      const { stack, backup } = protectedTable(FINAL);
      (backup.node.findChild('OnDelete') as CfnResource).addOverride('DeletionPolicy', value);
      expect(synthErrorOf(stack)).toContain(`onDelete: the \`DeletionPolicy\` of Shop/Backup/OnDelete is ${policy} in the template, so that CloudFormation skips its deletion `
        + 'and CloudFormation may delete Shop/Orders/Resource without its final backup');
    });

  test('that an aspect keeps is an error that names the aspect', () => {
    const { stack, app } = protectedTable(FINAL);
    rewrite(app, LINK, (resource) => resource.addOverride('DeletionPolicy', 'Retain'), 9000);
    expect(synthErrorOf(stack)).toContain('Rewriting of the app');
  });

  test('is deleted without a policy, too', () => {
    const { stack, backup } = protectedTable(FINAL);
    (backup.node.findChild('OnDelete') as CfnResource).addDeletionOverride('DeletionPolicy');
    expect(synthErrorOf(stack)).toBe('');
  });

  test.each<[string, (link: CfnResource) => void]>([
    ['another one', (link) => link.addOverride('DependsOn', ['Other'])],
    ['nothing', (link) => link.addDeletionOverride('DependsOn')],
    ['a string', (link) => link.addOverride('DependsOn', 'Other')],
    ['what is known late', (link) => link.addOverride('DependsOn', Lazy.list({ produce: () => ['Other'] }))],
  ])('that depends on %s by an override, and no longer refers to the table, is an error', (_what, override) => {
    const { stack, backup, table } = protectedTable(FINAL);
    const link = backup.node.findChild('OnDelete') as CfnResource;
    override(link);
    link.addPropertyOverride('Request', '{}');
    expect(synthErrorOf(stack)).toContain(`onDelete: in the template Shop/Backup/OnDelete does not depend on ${table.node.path}/Resource`);
  });

  test('that loses its permission is an error', () => {
    const { stack, backup } = protectedTable(FINAL);
    const link = backup.node.findChild('OnDelete') as CfnResource;
    link.addOverride('DependsOn', [stack.getLogicalId(stack.node.findChild('Orders').node.defaultChild as CfnResource)]);
    expect(synthErrorOf(stack)).toMatch(/Shop\/Backup\/OnDelete does not depend on Shop\/OnDemandBackupProvider\/PermissionToStart/);
  });

  test('whose function may go before it is an error', () => {
    const { stack } = protectedTable(FINAL);
    const policy = stack.node.findChild('OnDemandBackupProvider').node.findChild('PermissionToStart').node.defaultChild as CfnResource;
    policy.addPropertyOverride('PolicyDocument.Statement.0.Resource', '*');
    expect(synthErrorOf(stack)).toMatch(/PermissionToStart\/Resource does not depend on Shop\/OnDemandBackupProvider\/StateMachine\/Resource/);
  });

  test('of a chain waits for the next one, or it is an error', () => {
    const { stack, backup } = protectedTable({ ...FINAL, timeout: Duration.hours(3) });
    const link = backup.node.findChild('OnDelete') as CfnResource;
    const next = backup.node.findChild('OnDeleteContinued1') as CfnResource;
    expect(synthErrorOf(stack)).toBe('');
    link.removeDependency(next);
    expect(synthErrorOf(stack)).toContain('Shop/Backup/OnDelete does not depend on Shop/Backup/OnDeleteContinued1');
  });
});

describe('a change', () => {
  test.each<[string, (table: CfnResource) => void]>([
    ['an override of DependsOn', (table) => table.addOverride('DependsOn', ['Other'])],
    ['an override of DependsOn with one name', (table) => table.addOverride('DependsOn', 'Other')],
    ['an override of DependsOn that is known late', (table) => table.addOverride('DependsOn', Lazy.list({ produce: () => ['Other'] }))],
    ['a deletion of DependsOn', (table) => table.addDeletionOverride('DependsOn')],
    ['removeDependency in an aspect', (table) => rewrite(table, '*', (each) => each.obtainDependencies().forEach((other) => each.removeDependency(other as CfnResource)), 9000)],
  ])('that no longer waits for its backup because of %s is an error', (_what, undo) => {
    const { stack, cfnTable } = protectedTable(BEFORE);
    undo(cfnTable);
    expect(synthErrorOf(stack)).toContain('beforeChange: in the template Shop/Orders/Resource does not depend on Shop/Backup/BeforeChange, so that CloudFormation may change it before its backup');
  });

  test('that no longer waits because an override sets DependsOn to null is an error', () => {
    const stack = newStack();
    const backup = new OnDemandBackup(stack, 'Backup', { resource: tableResource(newTable(stack)) });
    (backup.node.findChild('OnDeploy') as CfnResource).addOverride('DependsOn', null);
    expect(synthErrorOf(stack)).toMatch(/onDeploy: in the template Shop\/Backup\/OnDeploy does not depend on Shop\/OnDemandBackupProvider\/PermissionToStart/);
  });

  test('that waits through another resource is right', () => {
    const { stack, backup, cfnTable } = protectedTable(BEFORE);
    const between = new Resource(stack, 'Between', { type: 'X::Y::Z' });
    between.addDependency(backup.node.findChild('BeforeChange') as CfnResource);
    cfnTable.addOverride('DependsOn', [stack.getLogicalId(between)]);
    expect(synthErrorOf(stack)).toBe('');
  });

  test('of what waits by `executeBefore` is proven, too', () => {
    const stack = newStack();
    const migration = new Resource(stack, 'Migration', { type: 'X::Y::Z' });
    new OnDemandBackup(stack, 'Backup', { resource: tableResource(newTable(stack)), executeBefore: [migration] });
    expect(synthErrorOf(stack)).toBe('');
    migration.addOverride('DependsOn', []);
    expect(synthErrorOf(stack)).toContain('executeBefore: in the template Shop/Migration does not depend on Shop/Backup/OnDeploy');
  });
});

describe('vault and role', () => {
  const policiesOf = (stack: Stack, type: string, id: RegExp) => Object.entries(Template.fromStack(stack).findResources(type))
    .filter(([logicalId]) => id.test(logicalId))
    .map(([, { DeletionPolicy, UpdateReplacePolicy }]): unknown[] => [DeletionPolicy, UpdateReplacePolicy]);

  test.each<[string, (stack: Stack) => void]>([
    ['RemovalPolicies of the app', (stack) => RemovalPolicies.of(stack.node.root).destroy()],
    ['RemovalPolicies of the stack, late', (stack) => RemovalPolicies.of(stack).destroy({ priority: 9000 })],
    ['an aspect', (stack) => rewrite(stack, '*', (resource) => resource.applyRemovalPolicy(RemovalPolicy.DESTROY))],
  ])('of the stack stay, whatever %s says', (_who, undo) => {
    const { stack } = protectedTable(FINAL);
    undo(stack);
    expect(policiesOf(stack, 'AWS::Backup::BackupVault', /Provider/)).toEqual([['Retain', 'Retain']]);
    expect(policiesOf(stack, 'AWS::IAM::Role', /OnDemandBackupProviderRole/)).toEqual([['Retain', 'Retain']]);
  });

  test.each([
    ['vault', 'Vault', 'the default vault is deleted together with its stack, but it holds the final backup: leave it retained, or pass a `backupVault`'],
    ['role', 'Role', 'the default role is deleted together with its stack, but without it the final backup can neither expire nor move to cold storage: leave it retained, or pass a `role`'],
  ])('of the stack that an override deletes are an error: %s', (_what, id, message) => {
    const { stack } = protectedTable(FINAL);
    (stack.node.findChild('OnDemandBackupProvider').node.findChild(id).node.findChild('Resource').node.defaultChild as CfnResource).addOverride('DeletionPolicy', 'Delete');
    expect(synthErrorOf(stack)).toContain(message);
  });

  test('of the user that an aspect deletes are an error', () => {
    const stack = newStack();
    const backupVault = new BackupVault(stack, 'Vault');
    new OnDemandBackup(stack, 'Backup', { resource: tableResource(newTable(stack)), backupVault, ...FINAL });
    expect(synthErrorOf(stack)).toBe('');
    RemovalPolicies.of(stack).destroy();
    expect(synthErrorOf(stack)).toContain('`backupVault` is deleted together with its stack, but it holds the final backup: give it RemovalPolicy.RETAIN');
  });
});

describe('a condition of the resource', () => {
  const conditionIn = (stack: Stack, id = 'IsProd') => new CfnCondition(stack, id, { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-west-1') });
  const TRIGGERS: [string, () => Partial<OnDemandBackupProps>, string][] = [
    ['onDeploy', () => ({}), LINK],
    ['onDeploy in a chain', () => ({ timeout: Duration.hours(3) }), LINK],
    ['onDelete', () => FINAL, LINK],
    ['onSchedule', () => ({ triggers: [daily()] }), 'AWS::Scheduler::Schedule'],
    ['onEvent', () => ({ triggers: [alarms()] }), 'AWS::Events::Rule'],
  ];

  test.each(TRIGGERS)('that is set before or after %s is taken over', (_trigger, props, type) => {
    for (const isLate of [false, true]) {
      const stack = newStack();
      const table = newTable(stack);
      const cfnTable = table.node.defaultChild as CfnResource;
      const setCondition = () => { cfnTable.cfnOptions.condition = conditionIn(stack); };
      if (!isLate) { setCondition(); }
      new OnDemandBackup(stack, 'Backup', { resource: tableResource(table), ...props() });
      if (isLate) { setCondition(); }
      const { Outputs = {}, Resources } = Template.fromStack(stack).toJSON() as Record<string, Record<string, { Type: string; Condition?: string }>>;
      expect(new Set(Object.values(Resources).filter(({ Type }) => Type === type).map(({ Condition }) => Condition))).toEqual(new Set(['IsProd']));
      expect(new Set(Object.values(Outputs).map(({ Condition }) => Condition))).toEqual(new Set(Object.keys(Outputs).length > 0 ? ['IsProd'] : []));
    }
  });

  test('that an aspect sets on everything is everyone\'s', () => {
    const { stack } = protectedTable({ triggers: [BackupTrigger.onDelete(), BackupTrigger.beforeChange(), BackupTrigger.onDeploy()] });
    const condition = conditionIn(stack);
    rewrite(stack, '*', ({ cfnOptions }) => { cfnOptions.condition = condition; });
    expect(synthErrorOf(stack)).toBe('');
  });

  test('is not needed before a change, where the backup is skipped', () => {
    const { stack, cfnTable } = protectedTable(BEFORE);
    cfnTable.cfnOptions.condition = conditionIn(stack);
    expect(linksOf(stack).BeforeChange.Condition).toBeUndefined();
  });

  test.each<[string, Partial<OnDemandBackupProps>, string]>([['onDelete', FINAL, 'OnDelete'], ['beforeChange', BEFORE, 'BeforeChange']])(
    'that %s has and its resource has not is an error', (trigger, props, id) => {
      const { stack, backup } = protectedTable(props);
      (backup.node.findChild(id) as CfnResource).cfnOptions.condition = conditionIn(stack);
      expect(synthErrorOf(stack)).toContain(`${trigger}: Shop/Backup/${id} has the condition IsProd in the template, but Shop/Orders/Resource has no condition`);
    });

  test.each<[string, Partial<OnDemandBackupProps>]>([['onDelete', FINAL], ['onDeploy', {}]])('that an override sets is an error for %s', (trigger, props) => {
    const { stack, cfnTable } = protectedTable(props);
    conditionIn(stack);
    cfnTable.addOverride('Condition', 'IsProd');
    expect(synthErrorOf(stack)).toContain(`${trigger}: Shop/Backup/O`);
  });

  test('that the provider has and the backup has not is an error', () => {
    const { stack } = protectedTable(FINAL);
    const condition = conditionIn(stack);
    rewrite(stack.node.findChild('OnDemandBackupProvider'), '*', ({ cfnOptions }) => { cfnOptions.condition = condition; });
    expect(synthErrorOf(stack)).toContain('PermissionToStart/Resource has the condition IsProd');
  });

  test('is that of the nested stack that the resource is in', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const table = newTable(nested);
    new OnDemandBackup(stack, 'Backup', { resource: tableResource(table), ...FINAL });
    (nested.nestedStackResource as CfnResource).cfnOptions.condition = conditionIn(stack);
    expect(linksOf(stack).OnDelete.Condition).toBe('IsProd');
  });

  test.each<[string, (stack: Stack, backup: OnDemandBackup) => void]>([
    ['BackupRuleTarget', (stack, backup) => new Rule(stack, 'Rule', { eventPattern: { source: ['shop'] }, targets: [new BackupRuleTarget(backup)] })],
    ['BackupScheduleTarget', (stack, backup) =>
      new Schedule(stack, 'Rule', { schedule: ScheduleExpression.rate(Duration.days(1)), target: new BackupScheduleTarget(backup) })],
  ])('that a rule or schedule of the user has not is an error: %s', (target, make) => {
    const { stack, backup, cfnTable } = protectedTable({ triggers: [] });
    make(stack, backup);
    expect(synthErrorOf(stack)).toBe('');
    const condition = conditionIn(stack);
    cfnTable.cfnOptions.condition = condition;
    expect(synthErrorOf(stack)).toContain(`${target}: Shop/Rule/Resource has no condition in the template, but Shop/Orders/Resource has the condition IsProd`);
    (stack.node.findChild('Rule').node.defaultChild as CfnResource).cfnOptions.condition = condition;
    expect(synthErrorOf(stack)).toBe('');
  });
});

describe('a macro', () => {
  test.each([['Shop::Macro', 1], ['AWS::LanguageExtensions', 0], ['AWS::Serverless-2016-10-31', 0]])('%s', (name, warnings) => {
    const { stack } = protectedTable(FINAL);
    stack.addTransform(name);
    synthOf(stack);
    expect(warningsOf(stack).filter((warning) => warning.includes(`the transform ${name}, which may rewrite the template`))).toHaveLength(warnings);
  });
});

describe('a dependency on a backup that runs in no deployment', () => {
  test.each<[string, Partial<OnDemandBackupProps>]>([['on delete', FINAL], ['on schedule', { triggers: [daily()] }], ['none', { triggers: [] }]])('%s is an error', (_when, props) => {
    const { stack, backup } = protectedTable(props);
    const migration = new Construct(stack, 'Migration');
    new Resource(migration, 'R', { type: 'X::Y::Z' });
    migration.node.addDependency(backup);
    expect(synthErrorOf(stack)).toContain('the dependency of Shop/Migration on the backup has no effect, because none of the `triggers` runs during a deployment: '
      + 'add BackupTrigger.onDeploy() or BackupTrigger.beforeChange(), or leave it out');
  });

  test('is told once when it is by executeBefore', () => {
    const { stack, backup } = protectedTable(FINAL);
    backup.executeBefore(new Construct(stack, 'Migration'));
    expect(synthErrorOf(stack).match(/has no effect/g)).toHaveLength(1);
  });
});

describe('the outputs', () => {
  const outputsOf = (stack: Stack) => Object.keys((Template.fromStack(stack).toJSON() as { Outputs: object }).Outputs);

  test.each([['orders-backup', 'ordersbackup'], ['orders_backup', 'orders-backup'], ['Backup', 'BACKUP']])('of %s and %s have different names', (one, other) => {
    const stack = newStack();
    const resource = tableResource(newTable(stack));
    [one, other].forEach((id) => new OnDemandBackup(stack, id, { resource }));
    expect(new Set(outputsOf(stack).map((name) => name.toLowerCase())).size).toBe(4);
  });

  test('in nested scopes with the same letters have different names', () => {
    const stack = newStack();
    const resource = tableResource(newTable(stack));
    new OnDemandBackup(new Construct(stack, 'a'), 'bc', { resource });
    new OnDemandBackup(new Construct(stack, 'ab'), 'c', { resource });
    expect(outputsOf(stack)).toHaveLength(4);
  });

  test.each<[string, (scope: Stack) => Stack]>([['in a stack', (stack) => stack], ['in a nested stack', (stack) => new NestedStack(stack, 'Nested')]])(
    'with the name of another output are an error that names both: %s', (_where, make) => {
      const stack = make(newStack());
      new OnDemandBackup(stack, 'Backup', { resource: tableResource(newTable(stack)) });
      new CfnOutput(stack, 'BackupBackupJobId', { value: 'x' });
      expect(synthErrorOf(stack)).toContain(`its output BackupBackupJobId has the same name as the output ${stack.node.path}/BackupBackupJobId of the same stack: `
        + 'give it another name with `backupJobIdOutputName`');
    });

  test('with a given name that another output has are an error, too', () => {
    const stack = newStack();
    new CfnOutput(stack, 'Mine', { value: 'x' });
    new OnDemandBackup(stack, 'Backup', { resource: tableResource(newTable(stack)), recoveryPointArnOutputName: 'Mine' });
    expect(synthErrorOf(stack)).toContain('with `recoveryPointArnOutputName`');
  });
});

describe('what a stack has once', () => {
  test.each<[string, string]>([['OnDemandBackupProvider', 'a user\'s construct']])('needs the id %s: %s that has it is an error', (id) => {
    const stack = newStack();
    new Construct(stack, id);
    expect(() => new OnDemandBackup(stack, 'Backup', { resource: tableResource(newTable(stack)) }))
      .toThrow('the construct Shop/OnDemandBackupProvider has the id OnDemandBackupProvider, which the on-demand backups of its stack need: give it another id');
  });

  test('of another copy of the package is an error', () => {
    const stack = newStack();
    const other = new Construct(stack, 'OnDemandBackupProvider');
    Object.defineProperty(other, Symbol.for('cdk-on-demand-backup.BackupProvider'), { value: true });
    expect(() => new OnDemandBackup(stack, 'Backup', { resource: tableResource(newTable(stack)) })).toThrow(/two copies of cdk-on-demand-backup/);
  });

  test('can be renamed', () => {
    const { stack } = protectedTable(FINAL);
    const vault = stack.node.findChild('OnDemandBackupProvider').node.findChild('Vault').node.findChild('Resource').node.defaultChild as CfnResource;
    const before = stack.getLogicalId(vault);
    stack.renameLogicalId(before, 'MyVault');
    const template = JSON.stringify(Template.fromStack(stack).toJSON());
    expect(template).toContain('"MyVault":');
    expect(template).not.toContain(before);
  });
});
