import { type App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { BackupRuleTarget, type BackupRuleTargetProps, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { arnOf, historyOf, type Json, MACHINE, MAY_START, readInput, resourcesOf, statementsOf, trustOf } from '../util/starts';
import { define, ENV, flatten, newStack, warningsOf } from '../util/template';

const RULE = 'AWS::Events::Rule';
const ROLE = /^OnDemandBackupProviderStateMachineEventsRole/;
const eventPattern = { source: ['shop.release'] };

/** A rule of the user that runs a backup without triggers. */
function stackWith(targetProps: (stack: Stack) => BackupRuleTargetProps = () => ({}), props: Partial<OnDemandBackupProps> = {}): Stack {
  const stack = newStack();
  const rule = new Rule(stack, 'Own', { eventPattern });
  rule.addTarget(new BackupRuleTarget(define(stack, 'Backup', { triggers: [], ...props }), targetProps(stack)));
  return stack;
}

interface Target extends Json {
  readonly InputTransformer: { readonly InputPathsMap: Json; readonly InputTemplate: unknown };
}

const targetsOf = (stack: Stack) => (resourcesOf(stack, RULE)[0].Targets ?? []) as Target[];

describe('BackupRuleTarget', () => {
  test('starts the state machine with the request of the backup and the id of the event', () => {
    const stack = stackWith();
    const [{ Arn, InputTransformer: { InputPathsMap, InputTemplate } }] = targetsOf(stack);
    expect([Arn, InputPathsMap]).toEqual([MACHINE, { id: '$.id' }]);
    expect(readInput(InputTemplate)).toEqual({
      Request: expect.any(String),
      ResourceType: 'DynamoDB',
      WaitPolicy: { TimeoutSeconds: 1209600 },
      IdempotencyKey: expect.stringMatching(/^event <id> for c8\w{40}$/),
      History: historyOf('on-request'),
    });
    expect(warningsOf(stack)).toEqual([]); // of a backup that nothing runs
  });

  test('writes the request as JSON within JSON, including quotes and deploy-time values', () => {
    const stack = newStack();
    const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    const backup = define(stack, 'Backup', { triggers: [], resource: BackupResource.fromDynamoDbTable(table), recoveryPointTags: { Note: 'a "quoted" \\ text' } });
    new Rule(stack, 'Own', { eventPattern, targets: [new BackupRuleTarget(backup)] });
    const { Request } = readInput(targetsOf(stack)[0].InputTransformer.InputTemplate);
    expect(JSON.parse(Request as string)).toMatchObject({
      ResourceArn: expect.stringMatching(/^<Table\w+\.Arn>$/), RecoveryPointTags: { Note: 'a "quoted" \\ text' },
    });
  });

  test('fails the synth if EventBridge would refuse the length of the input', () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, 'x'.repeat(250)]));
    expect(() => targetsOf(stackWith(undefined, { recoveryPointTags: tags(25) }))).not.toThrow();
    expect(() => targetsOf(stackWith(undefined, { recoveryPointTags: tags(35) }))).toThrow(/\d{4} characters long, but EventBridge accepts 8192.*`recoveryPointTags`/);
  });

  test('is an error for a backup with an idempotencyToken', () => {
    expect(() => stackWith(undefined, { idempotencyToken: 'mine' })).toThrow(/`idempotencyToken` does not go with BackupRuleTarget/);
  });

  test('is an error with a retry policy that AWS refuses', () => {
    expect(() => stackWith(() => ({ retryAttempts: 186 }))).toThrow(/`retryAttempts` is 186/);
  });
});

describe('the role of the rule', () => {
  test('may only start the state machine, and the rule waits for its policy', () => {
    const stack = stackWith();
    expect(targetsOf(stack)[0].RoleArn).toEqual(arnOf(ROLE));
    expect(statementsOf(stack, ROLE)).toEqual([MAY_START]);
    expect(trustOf(stack, ROLE)).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'events.amazonaws.com' } }]);
    Template.fromStack(stack).hasResource(RULE, { DependsOn: [Match.stringLikeRegexp('EventsRoleDefaultPolicy'), Match.stringLikeRegexp('EventsRole')] });
  });

  test('is one for all rules and backups of a stack, with one statement', () => {
    const stack = newStack();
    ['One', 'Two'].forEach((id) => new Rule(stack, `${id}Rule`, { eventPattern, targets: [new BackupRuleTarget(define(stack, id, { triggers: [] }))] }));
    expect(statementsOf(stack, ROLE)).toEqual([MAY_START]);
  });

  test('is the one given, with the permission to start the state machine', () => {
    const stack = stackWith((scope) => ({ role: new Role(scope, 'MyRole', { assumedBy: new ServicePrincipal('events.amazonaws.com') }) }));
    expect(targetsOf(stack)[0].RoleArn).toEqual(arnOf(/^MyRole/));
    expect(statementsOf(stack, /^MyRole/)).toEqual([MAY_START]);
    expect(statementsOf(stack, ROLE)).toEqual([]);
  });
});

describe('the dead-letter queue', () => {
  test('accepts events only from the rule', () => {
    const stack = stackWith((scope) => ({ deadLetterQueue: new Queue(scope, 'Dead') }));
    expect(targetsOf(stack)[0].DeadLetterConfig).toEqual({ Arn: arnOf(/^Dead/) });
    expect(resourcesOf(stack, 'AWS::SQS::QueuePolicy')).toEqual([expect.objectContaining({
      PolicyDocument: expect.objectContaining({
        Statement: [expect.objectContaining({
          Action: 'sqs:SendMessage', Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': arnOf(/^Own/) } },
        })],
      }),
    })]);
    expect(statementsOf(stack, ROLE)).toEqual([MAY_START]);
  });

  test('allows EventBridge to use its key', () => {
    const stack = stackWith((scope) => ({ deadLetterQueue: new Queue(scope, 'Dead', { encryption: QueueEncryption.KMS }) }));
    const [{ KeyPolicy }] = resourcesOf(stack, 'AWS::KMS::Key') as { KeyPolicy: { Statement: Json[] } }[];
    expect(KeyPolicy.Statement.slice(1)).toEqual([
      { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Principal: { Service: 'events.amazonaws.com' }, Resource: '*' },
    ]);
  });
});

describe('a rule in another stack', () => {
  test('starts the state machine of the backup, with the role of that stack', () => {
    const stack = newStack();
    const other = new Stack(stack.node.root as App, 'Other');
    new Rule(other, 'Own', { eventPattern, targets: [new BackupRuleTarget(define(stack, 'Backup', { triggers: [] }))] });
    expect([targetsOf(other)[0].Arn, targetsOf(other)[0].RoleArn].map(flatten)).toEqual(['<Fn::ImportValue>', '<Fn::ImportValue>']);
    expect(statementsOf(stack, ROLE)).toEqual([MAY_START]);
    expect(other.dependencies).toEqual([stack]);
  });

  test('of another Region passes the event to a rule beside the backup', () => {
    const stack = newStack({ env: ENV });
    const other = new Stack(stack.node.root as App, 'Other', { env: { ...ENV, region: 'us-east-1' } });
    new Rule(other, 'Own', { eventPattern, targets: [new BackupRuleTarget(define(stack, 'Backup', { triggers: [] }))] });
    expect(flatten(targetsOf(other)[0].Arn)).toMatch(/:events:eu-west-1:111122223333:event-bus\/default$/);
    expect(other.dependencies).toEqual([]);
    expect(targetsOf(stack)).toEqual([expect.objectContaining({ Arn: MACHINE })]);
    expect(readInput(targetsOf(stack)[0].InputTransformer.InputTemplate).IdempotencyKey).toMatch(/^event <id> for /);
  });
});
