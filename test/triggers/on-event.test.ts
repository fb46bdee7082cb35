import { Duration, Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus, type EventPattern, Match as EventMatch, Rule } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupTrigger, type OnDemandBackup, type OnDemandBackupProps, type OnEventOptions } from 'cdk-on-demand-backup';
import { arnOf, type Json, logicalIdsOf, MACHINE, readInput, resourcesOf } from '../util/starts';
import { define, newStack, stackWith, warningsOf } from '../util/template';

const RULE = 'AWS::Events::Rule';
const PATTERN: EventPattern = { source: ['shop.release'], detailType: ['Release planned'] };

/** A backup that runs on events. */
function onEvent(stack: Stack, options: OnEventOptions = {}, pattern = PATTERN, props: Partial<OnDemandBackupProps> = {}): OnDemandBackup {
  return define(stack, 'Backup', { triggers: [BackupTrigger.onEvent(pattern, options)], ...props });
}

function ruleWith(options?: OnEventOptions, pattern?: EventPattern): Json {
  const stack = newStack();
  onEvent(stack, options, pattern);
  return resourcesOf(stack, RULE)[0];
}

describe('onEvent', () => {
  test('adds an enabled rule that starts the state machine and has only its pattern', () => {
    expect(ruleWith()).toEqual({
      Description: 'Runs the on-demand backup Shop/Backup',
      EventPattern: { 'source': ['shop.release'], 'detail-type': ['Release planned'] },
      State: 'ENABLED',
      Targets: [{
        Arn: MACHINE,
        Id: 'Target0',
        InputTransformer: expect.anything(),
        RoleArn: arnOf(/^OnDemandBackupProviderStateMachineEventsRole/),
      }],
    });
  });

  test.each<[string, OnEventOptions, object]>([
    ['eventBus', { eventBus: EventBus.fromEventBusName(newStack(), 'Bus', 'releases') }, { EventBusName: 'releases' }],
    ['ruleName', { ruleName: 'backup_1.0-x' }, { Name: 'backup_1.0-x' }],
    ['description', { description: 'x'.repeat(512) }, { Description: 'x'.repeat(512) }],
    ['a description known at deploy time', { description: Token.asString({ Ref: 'Text' }) }, { Description: { Ref: 'Text' } }],
    ['enabled', { enabled: true }, { State: 'ENABLED' }],
    ['not enabled', { enabled: false }, { State: 'DISABLED' }],
    ['no retry', { retryAttempts: 0 }, { Targets: [{ RetryPolicy: { MaximumRetryAttempts: 0 } }] }],
    ['maxEventAge', { maxEventAge: Duration.hours(24) }, { Targets: [{ RetryPolicy: { MaximumEventAgeInSeconds: 86400 } }] }],
    ['deadLetterQueue', { deadLetterQueue: Queue.fromQueueArn(newStack(), 'Q', 'arn:aws:sqs:eu-west-1:111122223333:dead') },
      { Targets: [{ DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:111122223333:dead' } }] }],
    ['role', { role: Role.fromRoleArn(newStack(), 'R', 'arn:aws:iam::111122223333:role/mine') }, { Targets: [{ RoleArn: 'arn:aws:iam::111122223333:role/mine' }] }],
  ])('may have %s', (_what, options, properties) => {
    expect(ruleWith(options)).toMatchObject(properties);
  });

  test('accepts the matchers of aws-cdk-lib', () => {
    expect(ruleWith({}, { source: EventMatch.prefix('shop.') })).toMatchObject({ EventPattern: { source: [{ prefix: 'shop.' }] } });
  });

  test('waits for the given role and its policies, which the job needs', () => {
    const stack = newStack();
    const role = new Role(stack, 'BackupRole', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
    onEvent(stack, {}, PATTERN, { role });
    Template.fromStack(stack).hasResource(RULE, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^BackupRole')]) });
  });

  test('describes no job, because none runs during the deployment', () => {
    const stack = newStack();
    const backup = onEvent(stack);
    Template.fromStack(stack).resourceCountIs('Custom::OnDemandBackup', 0);
    expect(() => backup.recoveryPointArn).toThrow(/none of its `triggers` runs during a deployment/);
  });
});

describe('several onEvents of one backup', () => {
  const idsOf = (...triggers: [EventPattern, OnEventOptions?][]) =>
    logicalIdsOf(stackWith({ triggers: triggers.map(([pattern, options]) => BackupTrigger.onEvent(pattern, options)) }), RULE);
  const OTHER: EventPattern = { source: EventMatch.suffix('.release') };

  test('keep their logical ids when one of them is removed', () => {
    const [first, second] = idsOf([PATTERN], [OTHER]);
    expect(first).not.toBe(second);
    expect(idsOf([OTHER])).toEqual([second]);
  });

  test('differ by event bus, too', () => {
    const eventBus = EventBus.fromEventBusName(newStack(), 'Bus', 'releases');
    expect(new Set(idsOf([PATTERN], [PATTERN, { eventBus }])).size).toBe(2);
  });

  test('with a name keep their logical id when the pattern changes: a new one could not have the same name', () => {
    expect(idsOf([PATTERN, { ruleName: 'x' }])).toEqual(idsOf([OTHER, { ruleName: 'x' }]));
    expect(idsOf([PATTERN, { ruleName: 'x' }])).not.toEqual(idsOf([PATTERN, { ruleName: 'y' }]));
  });
});

describe('an error is', () => {
  test.each<[string, OnEventOptions, string]>([
    ['a broken retry', { retryAttempts: 0.5 }, '`retryAttempts` is 0.5, but must be a whole number from 0 to 185'],
    ['too long an age', { maxEventAge: Duration.hours(25) }, '`maxEventAge` is 90000 seconds, but must be whole seconds from 60 to 86400'],
    ['a description that is too long', { description: 'x'.repeat(513) }, '`description` has 513 characters'],
    ['a FIFO queue', { deadLetterQueue: new Queue(newStack(), 'Q', { fifo: true }) }, '`deadLetterQueue` is a FIFO queue'],
  ])('onEvent with %s', (_what, options, message) => {
    expect(() => ruleWith(options)).toThrow(message);
  });

  test('the same onEvent twice', () => {
    expect(() => stackWith({ triggers: [BackupTrigger.onEvent(PATTERN), BackupTrigger.onEvent({ ...PATTERN })] })).toThrow(/the same onEvent twice/);
  });

  test('a backup with an idempotencyToken, with the name of the trigger', () => {
    const props = { idempotencyToken: 'mine' };
    expect(() => onEvent(newStack(), {}, PATTERN, props)).toThrow(/`idempotencyToken` does not go with onEvent/);
    const rule = new Rule(newStack(), 'Rule', { eventPattern: PATTERN });
    expect(() => stackWith({ ...props, triggers: [BackupTrigger.onRule(rule)] })).toThrow(/`idempotencyToken` does not go with onRule/);
  });
});

describe('onRule', () => {
  test('adds the backup to an existing rule', () => {
    const stack = newStack();
    const rule = new Rule(stack, 'Rule', { eventPattern: PATTERN });
    const deadLetterQueue = new Queue(stack, 'Dead');
    define(stack, 'Backup', { triggers: [BackupTrigger.onRule(rule, { retryAttempts: 3, deadLetterQueue })] });
    const [{ Targets }, ...others] = resourcesOf(stack, RULE) as { Targets: Json[] }[];
    expect(others).toEqual([]);
    expect(Targets).toEqual([expect.objectContaining({
      Arn: MACHINE, RetryPolicy: { MaximumRetryAttempts: 3 }, DeadLetterConfig: { Arn: arnOf(/^Dead/) },
    })]);
  });

  test('runs several backups of a stack, each for the same event', () => {
    const stack = newStack();
    const rule = new Rule(stack, 'Rule', { eventPattern: PATTERN });
    ['One', 'Two'].forEach((id) => define(stack, id, { triggers: [BackupTrigger.onRule(rule)] }));
    const [{ Targets }] = resourcesOf(stack, RULE) as { Targets: { InputTransformer: Json }[] }[];
    const occasions = Targets.map(({ InputTransformer }) => readInput(InputTransformer.InputTemplate).IdempotencyKey);
    expect(occasions).toEqual([expect.stringMatching(/^event <id> for /), expect.stringMatching(/^event <id> for /)]);
    expect(occasions[0]).not.toBe(occasions[1]);
    expect(warningsOf(stack)).toEqual([]);
  });
});
