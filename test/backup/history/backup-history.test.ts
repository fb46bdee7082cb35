import { App, Aws, CfnCondition, CfnParameter, type CfnResource, Duration, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupRuleTarget, BackupScheduleTarget, BackupTrigger, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { fingerprintOf } from '../../../lambda/history/fingerprint-of';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import { everything, flaws, newTable, tableResource } from '../../triggers/fixture';
import { type Json, readInput, resourcesOf } from '../../util/starts';
import { linksOf, synthErrorOf } from '../../util/synth';
import { define, ENV, newStack, propertiesOf, stackWith } from '../../util/template';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const historiesOf = (stack: Stack) => propertiesOf(stack).map(({ History }) => History);
const scheduleInputsOf = (stack: Stack) => resourcesOf(stack, 'AWS::Scheduler::Schedule').map(({ Target }) => readInput((Target as Json).Input));
const ruleInputsOf = (stack: Stack) => resourcesOf(stack, 'AWS::Events::Rule').flatMap(({ Targets }) => Targets as Json[])
  .map(({ InputTransformer }) => readInput((InputTransformer as Json).InputTemplate));
const triggersIn = (inputs: Json[]) => inputs.map(({ History }) => ((History as Json).Recorded as Json).trigger);

/** A backup with every trigger, and chains of two custom resources. */
function everyTrigger(props: Partial<OnDemandBackupProps> = {}): Stack {
  const stack = newStack();
  define(stack, 'Backup', { resource: tableResource(newTable(stack)), timeout: Duration.minutes(100), triggers: everything(), ...props });
  return stack;
}

describe('the custom resources of a backup', () => {
  test('name its history, each of them, whatever its trigger', () => {
    const links = linksOf(everyTrigger());
    expect(Object.keys(links).sort()).toEqual(['BeforeChange', 'BeforeChangeContinued1', 'OnDelete', 'OnDeleteContinued1', 'OnDeploy', 'OnDeployContinued1']);
    Object.values(links).forEach(({ Properties }) => {
      expect(Properties.History).toBe('/cdk-on-demand-backup/Shop/Backup');
      expect(Properties).not.toHaveProperty('HistoryKey');
    });
  });

  test('name the key that encrypts it, each of them', () => {
    const links = linksOf(everyTrigger({ historyEncryptionKey: Key.fromKeyArn(newStack(), 'Key', KEY_ARN) }));
    expect(Object.values(links).map(({ Properties }) => Properties.HistoryKey)).toEqual(Array(6).fill(KEY_ARN));
  });

  test.each(['orders', 'Orders_2.1-x', 'a', 'x'.repeat(200)])('name the history %s that the user gave', (historyName) => {
    expect(historiesOf(stackWith({ historyName }))).toEqual([`/cdk-on-demand-backup/Shop/${historyName}`]);
  });

  test.each([['an empty name', ''], ['a slash', 'a/b'], ['a space', 'a b'], ['a long name', 'x'.repeat(201)], ['a letter of another alphabet', 'ö']])(
    'cannot have %s', (_what, historyName) => {
      expect(() => stackWith({ historyName })).toThrow(/has a problem:\n- `historyName` is /);
    });

  test('cannot have a name that is known only at deploy time', () => {
    const stack = newStack();
    const historyName = new CfnParameter(stack, 'Name').valueAsString;
    expect(() => define(stack, 'Backup', { historyName })).toThrow(/`historyName` is known only at deploy time/);
  });

  test('of two backups cannot share a history', () => {
    const stack = newStack();
    define(stack, 'A', { historyName: 'B' });
    define(stack, 'B');
    expect(synthErrorOf(stack)).toMatch(/the on-demand backup Shop\/B has a problem:\n- its history has the name "B", like that of Shop\/A/);
  });

  test('keep their history when the construct moves and the name is given', () => {
    const before = newStack();
    define(before, 'Backup', { historyName: 'orders' });
    const after = newStack();
    define(new Construct(after, 'Data') as Stack, 'OrdersBackup', { historyName: 'orders' });
    expect(historiesOf(after)).toEqual(historiesOf(before));
  });

  test('in a nested stack name the outermost stack', () => {
    const stack = newStack();
    const inner = new NestedStack(new NestedStack(stack, 'Outer'), 'Inner');
    define(inner, 'Backup');
    expect(historiesOf(inner)).toEqual(['/cdk-on-demand-backup/Shop/Outer.Inner.Backup']);
  });

  test('in two stages name the same history, in another Region or account', () => {
    const app = new App();
    const stacks = ['eu-west-1', 'us-east-1'].map((region) => {
      const stack = new Stack(new Stage(app, region, { env: { ...ENV, region } }), 'Shop', { stackName: 'shop' });
      define(stack, 'Backup', { resource: tableResource(newTable(stack)) });
      return stack;
    });
    expect(stacks.map(historiesOf)).toEqual(Array(2).fill(['/cdk-on-demand-backup/shop/Backup']));
    expect(stacks.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
  });

  test('start no job when their history changes', () => {
    const historyEncryptionKey = Key.fromKeyArn(newStack(), 'Key', KEY_ARN);
    const [before, after] = [{ historyName: 'one' }, { historyName: 'two', historyEncryptionKey }].map((props) => linksOf(everyTrigger(props)));
    for (const id of Object.keys(before)) {
      expect(after[id].Properties.History).not.toEqual(before[id].Properties.History);
      const [now, then] = [after, before].map((links) => links[id].Properties as unknown as CustomResourceProperties);
      for (const property of ['Request', 'Revision', 'DeployTimeValues', 'Resource'] as const) { expect(now[property]).toEqual(then[property]); }
      expect(fingerprintOf(now)).toBe(fingerprintOf(then));
    }
  });

  test('need no other resources', () => {
    const resources = Object.values(Template.fromStack(stackWith()).toJSON().Resources as Record<string, { Type: string }>);
    expect(resources.map(({ Type }) => Type).sort()).toEqual([
      'AWS::Backup::BackupVault', 'AWS::IAM::Policy', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::Role', 'AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup',
      'AWS::StepFunctions::StateMachine', 'Custom::OnDemandBackup',
    ]);
  });
});

describe('the key of a history', () => {
  test('of the stack is known before the custom resources', () => {
    const stack = newStack();
    const historyEncryptionKey = new Key(stack, 'Key');
    define(stack, 'Backup', { historyEncryptionKey });
    expect(propertiesOf(stack)[0].HistoryKey).toEqual(stack.resolve(historyEncryptionKey.keyArn));
  });

  test('may be given by an alias, if the key is known', () => {
    const stack = newStack();
    define(stack, 'Backup', { historyEncryptionKey: new Alias(stack, 'Alias', { aliasName: 'alias/mine', targetKey: Key.fromKeyArn(stack, 'Key', KEY_ARN) }) });
    expect(propertiesOf(stack)[0].HistoryKey).toBe(KEY_ARN);
    expect(() => define(stack, 'Other', { historyEncryptionKey: Alias.fromAliasName(stack, 'Imported', 'alias/mine') }))
      .toThrow('`historyEncryptionKey` is an alias whose key is not known');
  });

  test('must be in the Region of the stack', () => {
    const stack = newStack({ env: { ...ENV, region: 'us-east-1' } });
    expect(() => define(stack, 'Backup', { historyEncryptionKey: Key.fromKeyArn(stack, 'Key', KEY_ARN) }))
      .toThrow('`historyEncryptionKey` is in eu-west-1, but the parameters that it encrypts are in us-east-1, the Region of the stack: pass a key of that Region');
    expect(() => stackWith({ historyEncryptionKey: Key.fromKeyArn(newStack(), 'Key', KEY_ARN) }, { env: ENV })).not.toThrow();
    expect(() => stackWith({ historyEncryptionKey: Key.fromKeyArn(newStack(), 'Key', KEY_ARN) })).not.toThrow();
  });

  test('must not be left out by a condition that the backup does not have', () => {
    const stack = newStack();
    const historyEncryptionKey = new Key(stack, 'Key');
    const condition = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') });
    (historyEncryptionKey.node.defaultChild as CfnResource).cfnOptions.condition = condition;
    define(stack, 'Backup', { historyEncryptionKey });
    expect(synthErrorOf(stack)).toMatch(/onDeploy: Shop\/Key\/Resource has the condition IsProd in the template, but .*OnDeploy has no condition/);
  });

  test('in a watched construct does not wait for the backup, which needs it', () => {
    const stack = newStack();
    const area = new Construct(stack, 'Area');
    const historyEncryptionKey = new Key(area, 'Key');
    const table = newTable(stack);
    define(stack, 'Backup', { resource: tableResource(table), historyEncryptionKey, triggers: [BackupTrigger.beforeChange({ watch: [area] })] });
    expect(synthErrorOf(stack)).toBe('');
  });
});

describe('the input of an execution', () => {
  test('of a schedule or rule of the backup has a trigger of its own', () => {
    const stack = everyTrigger({ historyEncryptionKey: Key.fromKeyArn(newStack(), 'Key', KEY_ARN) });
    const [schedule] = scheduleInputsOf(stack);
    expect(schedule.History).toEqual({
      Path: '/cdk-on-demand-backup/Shop/Backup',
      KeyId: KEY_ARN,
      Recorded: { trigger: expect.stringMatching(/^on-schedule-[0-9a-f]{8}$/), fingerprint: '', revision: '', stackId: '<AWS::StackId>', requestId: '', logicalId: '', formerFingerprint: '' },
    });
    expect(triggersIn(ruleInputsOf(stack))).toEqual([expect.stringMatching(/^on-event-[0-9a-f]{8}$/)]);
  });

  test('of two schedules has two triggers, which stay when one is added before', () => {
    const stackOf = (...hours: number[]) => {
      const stack = newStack();
      define(stack, 'Backup', { triggers: hours.map((each) => BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.hours(each)))) });
      return triggersIn(scheduleInputsOf(stack));
    };
    const [two, one] = [stackOf(1, 2), stackOf(2)];
    expect(new Set(two).size).toBe(2);
    expect(two).toContain(one[0]);
  });

  test('of a schedule or rule of the user is as that of executionInput()', () => {
    const stack = newStack();
    const backup = define(stack, 'Backup', { triggers: [] });
    new Schedule(stack, 'OnScheduleabcd1234', { schedule: ScheduleExpression.rate(Duration.days(1)), target: new BackupScheduleTarget(backup) });
    new Rule(stack, 'OnEventabcd1234', { eventPattern: { source: ['x'] }, targets: [new BackupRuleTarget(backup)] });
    expect(triggersIn([...scheduleInputsOf(stack), ...ruleInputsOf(stack)])).toEqual(['on-request', 'on-request']);
  });

  test('names the nested stack of the backup, as CloudFormation does in its requests', () => {
    const nested = new NestedStack(newStack(), 'Data');
    define(nested, 'Backup', { triggers: [BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1)))] });
    expect(scheduleInputsOf(nested)).toEqual([expect.objectContaining({
      History: { Path: '/cdk-on-demand-backup/Shop/Data.Backup', Recorded: expect.objectContaining({ stackId: '<AWS::StackId>' }) },
    })]);
    expect(flaws(nested)).toEqual([]);
  });

  test('names the stack of the backup, also in another stack', () => {
    const stack = newStack();
    const backup = define(stack, 'Backup', { triggers: [] });
    const other = new Stack(stack.node.root as App, 'Other');
    new Rule(other, 'Rule', { eventPattern: { source: ['x'] }, targets: [new BackupRuleTarget(backup)] });
    const [{ History }] = ruleInputsOf(other);
    expect(History).toMatchObject({ Path: '/cdk-on-demand-backup/Shop/Backup', Recorded: { stackId: '<Fn::ImportValue>' } });
  });
});
