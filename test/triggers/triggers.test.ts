import { App, CfnOutput, CfnResource, Duration, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupTrigger, DeployRun, type IBackupTrigger, OnDemandBackup, type OnDemandBackupProps, TimeoutAction } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { partitionKey, RESOURCES } from '../util/resources';
import { linksOf, staleNestedStacksOf, synthErrorOf } from '../util/synth';
import { define, flatten, newStack, stackWith, TABLE, TABLE_ARN, warningsOf } from '../util/template';
import { flawsOf, idOf, wayIn } from '../util/template-graph';

const flaws = (construct: Construct) => [...flawsOf(construct.node.root as App), ...staleNestedStacksOf(construct)];
const daily = () => BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1)));
const alarms = () => BackupTrigger.onEvent({ source: ['aws.cloudwatch'] });
const everything = () => [BackupTrigger.beforeChange(), BackupTrigger.onDelete(), BackupTrigger.onDeploy(), daily(), alarms()];

function newTable(scope: Construct, id = 'Orders'): Table {
  return new Table(scope, id, { partitionKey });
}

function resource(scope: Construct, id: string, properties: object = {}): CfnResource {
  return new CfnResource(scope, id, { type: 'X::Y::Z', properties: { ...properties } });
}

/** A table with a definition. */
function tableWith(props: Partial<OnDemandBackupProps>) {
  const stack = newStack();
  const table = newTable(stack);
  const backup = new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromDynamoDbTable(table), ...props });
  return { stack, table, backup };
}

function isBefore(stack: Stack, first: string, then: string): boolean {
  return wayIn(Template.fromStack(stack).toJSON(), then, first) !== undefined;
}

/** The logical id of a custom resource of the definition `Backup`. */
function idOfLink(stack: Stack, link: string): string {
  return Object.keys(Template.fromStack(stack).findResources('Custom::OnDemandBackup')).find((id) => new RegExp(`Backup${link}[0-9A-F]{8}$`).test(id)) as string;
}

describe('several triggers on one definition', () => {
  test.each(RESOURCES)('go together for %s, without a circle', (_name, _type, make) => {
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
  ])('%s go together, without a circle', (_name, make) => {
    const stack = newStack();
    const [scope, table] = make(stack);
    new OnDemandBackup(scope, 'Backup', { resource: BackupResource.fromDynamoDbTable(table), triggers: everything() });
    expect(flaws(stack)).toEqual([]);
  });

  test('of which two run in one deployment run before and after the change', () => {
    const { stack, table } = tableWith({ triggers: everything() });
    expect(isBefore(stack, idOfLink(stack, 'BeforeChange'), idOf(table))).toBe(true);
    expect(isBefore(stack, idOf(table), idOfLink(stack, 'OnDeploy'))).toBe(true);
    expect(isBefore(stack, idOf(table), idOfLink(stack, 'OnDelete'))).toBe(true);
  });

  test('on many definitions of one stack go together, each on a table that refers to the one before', () => {
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
  test('is as if the trigger had been given at once', () => {
    const { stack: at } = tableWith({ triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()] });
    const { stack: later, backup } = tableWith({ triggers: [] });
    [BackupTrigger.beforeChange(), BackupTrigger.onDelete()].forEach((trigger) => backup.addTrigger(trigger));
    expect(Template.fromStack(later).toJSON()).toEqual(Template.fromStack(at).toJSON());
  });

  test('makes what waits for the definition wait for the new trigger, too', () => {
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

describe('the attributes', () => {
  const jobIdOf = ({ stack, backup }: ReturnType<typeof tableWith>) => flatten(stack.resolve(backup.backupJobId));

  test.each<[string, () => IBackupTrigger[], RegExp]>([
    ['onDeploy', () => [BackupTrigger.onDeploy(), BackupTrigger.beforeChange()], /^<BackupOnDeploy[0-9A-F]{8}.BackupJobId>$/],
    ['onDeploy behind beforeChange, which may have no job', () => [BackupTrigger.beforeChange(), BackupTrigger.onDeploy()], /^<BackupOnDeploy[0-9A-F]{8}.BackupJobId>$/],
    ['beforeChange', () => [BackupTrigger.onDelete(), daily(), BackupTrigger.beforeChange()], /^<BackupBeforeChange[0-9A-F]{8}.BackupJobId>$/],
  ])('tell of the first trigger that runs in a deployment: %s', (_name, triggers, id) => {
    expect(jobIdOf(tableWith({ triggers: triggers() }))).toMatch(id);
  });

  test('tell of the last of a chain', () => {
    expect(jobIdOf(tableWith({ triggers: [BackupTrigger.beforeChange()], timeout: Duration.hours(1) }))).toMatch(/^<BackupBeforeChangeContinued1/);
  });

  test.each<[string, () => IBackupTrigger[]]>([
    ['a schedule', () => [daily()]],
    ['an event', () => [alarms()]],
    ['onDelete', () => [BackupTrigger.onDelete()]],
    ['nothing', () => []],
  ])('are an error with %s, and there are no outputs', (_name, triggers) => {
    const { stack, backup } = tableWith({ triggers: triggers() });
    expect(() => backup.recoveryPointArn).toThrow(/RecoveryPointArn is not known in the template, because none of its `triggers` runs during a deployment: add BackupTrigger.onDeploy\(\) or BackupTrigger.beforeChange\(\)/);
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
  });

  test.each<[Partial<OnDemandBackupProps>, RegExp]>([
    [{ stackOutputs: true }, /`stackOutputs` ask for outputs, but none of the `triggers` runs during a deployment/],
    [{ backupJobIdOutputName: 'Job', recoveryPointArnOutputName: 'Point' }, /`backupJobIdOutputName` and `recoveryPointArnOutputName` ask for outputs/],
    [{ backupJobIdOutputName: 'Job', stackOutputs: false }, /^$/],
    [{}, /^$/],
  ])('that outputs are asked for with %j of a schedule says %s', (props, message) => {
    expect(synthErrorOf(tableWith({ triggers: [daily()], ...props }).stack)).toMatch(message);
  });
});

describe('a trigger of somebody else', () => {
  test('may return one of this library', () => {
    const mine: IBackupTrigger = { bind: (definition) => BackupTrigger.onDeploy({ revision: 'mine' }).bind(definition) };
    const { stack, backup } = tableWith({ triggers: [mine] });
    expect(linksOf(stack).OnDeploy.Properties.Revision).toBe('mine');
    expect(flatten(stack.resolve(backup.backupJobId))).toMatch(/^<BackupOnDeploy/);
  });

  test('may have custom resources of its own, of which one starts the job and another one describes it', () => {
    const mine: IBackupTrigger = {
      bind: (definition) => {
        const firstCustomResource = resource(definition, 'First', { Input: definition.executionInput('mine') });
        return { firstCustomResource, customResource: resource(definition, 'Last', { First: firstCustomResource.ref }) };
      },
    };
    const { stack, table, backup } = tableWith({ triggers: [mine] });
    const [waiting, waitedFor] = ['Waiting', 'WaitedFor'].map((id) => resource(stack, id));
    backup.executeBefore(waiting);
    backup.executeAfter(waitedFor);
    const [first, last] = ['First', 'Last'].map((id) => idOf(backup.node.findChild(id)));
    const template = Template.fromStack(stack).toJSON() as { Resources: Record<string, { DependsOn?: string[] }> };
    expect([template.Resources[first].DependsOn, template.Resources.Waiting.DependsOn]).toEqual([['WaitedFor'], [last]]);
    expect(flatten(stack.resolve(backup.outcome))).toBe(`<${last}.Outcome>`);
    expect(isBefore(stack, idOf(table), first)).toBe(true);
    expect(flaws(stack)).toEqual([]);
  });

  test('may start the machine in its own way', () => {
    const mine: IBackupTrigger = {
      bind: (definition) => {
        const starter = new Role(definition, 'Starter', { assumedBy: new ServicePrincipal('x.amazonaws.com') });
        definition.grantStart(starter);
        resource(definition, 'Mine', { Input: definition.executionInput('mine'), Machine: definition.stateMachine.stateMachineArn });
        return {};
      },
    };
    const { stack } = tableWith({ triggers: [mine] });
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
    expect(warningsOf(stack)).toEqual([]);
    expect(flaws(stack)).toEqual([]);
  });
});

describe('the execution input', () => {
  const inputOf = (props: Partial<OnDemandBackupProps>, idempotencyKey = 'once') => {
    const stack = newStack();
    const backup = define(stack, 'Backup', props);
    return JSON.parse(flatten(stack.resolve(backup.executionInput(idempotencyKey)))) as Record<string, unknown>;
  };

  test('is what the machine needs to run the definition without an answer', () => {
    expect(inputOf({ triggers: [], recoveryPointTags: { Release: '"1"' } }, '<schedule "x"> at <time>')).toEqual({
      Request: expect.any(String), ResourceType: 'DynamoDB', WaitPolicy: { TimeoutSeconds: 30 * 24 * 3600 }, IdempotencyKey: '<schedule "x"> at <time>',
    });
    expect(JSON.parse(inputOf({ recoveryPointTags: { Release: '"1"' } }).Request as string)).toMatchObject({ ResourceArn: TABLE_ARN, RecoveryPointTags: { Release: '"1"' } });
  });

  test('has the request of the custom resource, deploy-time values and all', () => {
    const { stack, backup } = tableWith({});
    const { Request } = JSON.parse(flatten(stack.resolve(backup.executionInput('x')))) as { Request: string };
    expect(JSON.parse(Request)).toEqual(JSON.parse(flatten(linksOf(stack).OnDeploy.Properties.Request)));
  });

  test('may have an idempotencyKey that is told at deploy time', () => {
    const stack = newStack();
    const input = define(stack, 'Backup').executionInput(`of ${Fn.importValue('Release')}`);
    expect(flatten(stack.resolve(input))).toContain('"IdempotencyKey":"of <Fn::ImportValue>"');
  });

  test('has the waitPolicy of a job that nobody waits for', () => {
    expect(inputOf({ timeout: Duration.hours(8), onTimeout: TimeoutAction.STOP, failOnIssues: true }).WaitPolicy).toEqual({ TimeoutSeconds: 28800, OnTimeout: 'STOP', FailOnIssues: true });
  });

  test('is an error with a token of its own, with which only the first execution would make a backup', () => {
    expect(() => define(newStack(), 'Backup', { idempotencyToken: 't' }).executionInput('x')).toThrow(/`idempotencyToken` does not go with executionInput/);
  });
});

test('grantStart lets somebody start the machine, and nothing else', () => {
  const stack = newStack();
  const starter = new Role(stack, 'Starter', { assumedBy: new ServicePrincipal('x.amazonaws.com') });
  const backup = define(stack, 'Backup');
  expect(backup.grantStart(starter).success).toBe(true);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: 'states:StartExecution', Effect: 'Allow', Resource: stack.resolve(backup.stateMachine.stateMachineArn) as object }] },
    Roles: [{ Ref: idOf(starter) }],
  });
});

describe('a definition without a trigger', () => {
  test('is told, under an id that can be acknowledged', () => {
    expect(warningsOf(stackWith({ triggers: [] }))).toEqual([expect.stringMatching(/nothing runs this backup.*\[ack: cdk-on-demand-backup:noTrigger\]/)]);
  });

  test.each<[string, (backup: OnDemandBackup) => unknown]>([
    ['a trigger is added', (backup) => backup.addTrigger(daily())],
    ['its execution input is used', (backup) => backup.executionInput('x')],
  ])('is not told when %s', (_name, use) => {
    const stack = newStack();
    use(define(stack, 'Backup', { triggers: [] }));
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('an idempotency token of its own', () => {
  test.each<[string, () => IBackupTrigger]>([
    ['beforeChange', () => BackupTrigger.beforeChange()], ['onDelete', () => BackupTrigger.onDelete()], ['onSchedule', daily], ['onEvent', alarms],
  ])('is an error with %s, given or added', (_name, trigger) => {
    expect(() => tableWith({ triggers: [trigger()], idempotencyToken: 't' })).toThrow(/`idempotencyToken` does not go with/);
    const { backup } = tableWith({ triggers: [], idempotencyToken: 't' });
    expect(() => backup.addTrigger(trigger())).toThrow(/`idempotencyToken` does not go with/);
  });
});

describe.each(['prop', 'method'])('executeBefore and executeAfter as %s', (way) => {
  /** A definition that runs before and after others, told in one of the two ways. */
  function ordered(stack: Stack, order: Pick<OnDemandBackupProps, 'executeBefore' | 'executeAfter'>, props: Partial<OnDemandBackupProps> = {}): OnDemandBackup {
    if (way === 'prop') { return define(stack, 'Backup', { ...props, ...order }); }
    const backup = define(stack, 'Backup', props);
    backup.executeBefore(...order.executeBefore ?? []);
    backup.executeAfter(...order.executeAfter ?? []);
    return backup;
  }

  test('order all that is in the scopes, also what is added later', () => {
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

  test.each(['OnDeploy', 'BeforeChange'])('order the first and the last of a chain of %s', (link) => {
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
    ['the stack of the definition', (stack) => stack],
    ['the app', (stack) => stack.node.root as Construct],
  ])('fail with %s, which the definition itself is in', (_name, scopeIn) => {
    const [one, two] = [newStack(), newStack()];
    expect(() => ordered(one, { executeBefore: [scopeIn(one)] })).toThrow(/`executeBefore` names (Shop|the app), which the definition itself is in: name a construct beside it/);
    expect(() => ordered(two, { executeAfter: [scopeIn(two)] })).toThrow(/`executeAfter` names (Shop|the app), which the definition itself is in/);
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
    expect(synthErrorOf(stack)).toMatch(/executeBefore: Shop\/Scope\/R is to wait for the backup, but the backup needs it \(Shop\/Scope\/R\), which is a circle/);
  });

  test('fail when two definitions are to run after each other', () => {
    const stack = newStack();
    const other = define(stack, 'Other');
    const backup = ordered(stack, { executeAfter: [other] });
    other.executeAfter(backup);
    expect(synthErrorOf(stack)).toMatch(/executeAfter: the backup is to wait for Shop\/Other\/OnDeploy, but that waits for the backup \(Shop\/Other\/OnDeploy -> Shop\/Backup\/OnDeploy\), which is a circle/);
  });

  test('order two definitions of one resource, although the final backup of one waits for the other', () => {
    const stack = newStack();
    const props = { resource: BackupResource.fromDynamoDbTable(newTable(stack)) };
    const other = define(stack, 'Other', { ...props, triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()] });
    ordered(stack, { executeAfter: [other] }, { ...props, triggers: [BackupTrigger.beforeChange()] });
    expect(synthErrorOf(stack)).toBe('');
    expect(flaws(stack)).toEqual([]);
  });

  test('order two definitions, whose final backups do not count', () => {
    const stack = newStack();
    const other = define(stack, 'Other', { triggers: everything().slice(1) });
    ordered(stack, { executeAfter: [other] }, { triggers: everything().slice(1) });
    expect(linksOf(stack).OnDeploy.DependsOn?.filter((id) => id.startsWith('Other'))).toEqual([expect.stringMatching(/^OtherOnDeploy/)]);
    expect(flaws(stack)).toEqual([]);
  });

  test('let the table wait with beforeChange, where it does anyway', () => {
    const stack = newStack();
    const table = newTable(stack);
    ordered(stack, { executeBefore: [table] }, { resource: BackupResource.fromDynamoDbTable(table), triggers: [BackupTrigger.beforeChange()] });
    expect(flaws(stack)).toEqual([]);
  });
});

describe('what depends on a definition', () => {
  test('waits for its custom resources of a deployment, and never for the one of the deletion', () => {
    const { stack, backup } = tableWith({ triggers: everything(), timeout: Duration.hours(1) });
    resource(stack, 'Waiting').node.addDependency(backup);
    expect(Template.fromStack(stack).toJSON().Resources.Waiting.DependsOn).toEqual(['BeforeChangeContinued1', 'OnDeployContinued1'].map((link) => idOfLink(stack, link)));
  });

  test('waits for nothing when nothing runs in a deployment', () => {
    const { stack, backup } = tableWith({ triggers: [BackupTrigger.onDelete(), daily()] });
    resource(stack, 'Waiting').node.addDependency(backup);
    expect(Template.fromStack(stack).toJSON().Resources.Waiting.DependsOn).toBeUndefined();
  });
});

test('a definition can be used without a resource of the app by each trigger but beforeChange', () => {
  const stack = newStack();
  define(stack, 'Backup', { resource: TABLE, triggers: [BackupTrigger.onDelete(), BackupTrigger.onDeploy(), daily(), alarms()] });
  new CfnOutput(stack, 'Other', { value: 'x' });
  expect(flaws(stack)).toEqual([]);
});
