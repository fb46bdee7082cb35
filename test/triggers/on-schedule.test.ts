import { type App, Duration, Stack, TimeZone, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ScheduleExpression, ScheduleGroup, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { BackupTrigger, type OnDemandBackup, type OnDemandBackupProps, type OnScheduleOptions, TimeoutAction } from 'cdk-on-demand-backup';
import { arnOf, historyOf, type Json, logicalIdsOf, MACHINE, MAY_START, readInput, resourcesOf, statementsOf } from '../util/starts';
import { define, newStack, propertiesOf, stackWith, TABLE_ARN, warningsOf } from '../util/template';

const SCHEDULE = 'AWS::Scheduler::Schedule';
const DAILY = ScheduleExpression.cron({ hour: '3', minute: '0' });
const ONCE = ScheduleExpression.at(new Date('2031-02-03T04:05:06Z'));

/** A backup with one schedule. */
function schedule(stack: Stack, options: OnScheduleOptions = {}, expression = DAILY, props: Partial<OnDemandBackupProps> = {}): OnDemandBackup {
  return define(stack, 'Backup', { triggers: [BackupTrigger.onSchedule(expression, options)], ...props });
}

/** The schedule of a backup that has one. */
function scheduleWith(options?: OnScheduleOptions, expression?: ScheduleExpression, props?: Partial<OnDemandBackupProps>): Json {
  const stack = newStack();
  schedule(stack, options, expression, props);
  return resourcesOf(stack, SCHEDULE)[0];
}

const inputOf = (properties: Json) => readInput((properties.Target as Json).Input);

describe('onSchedule', () => {
  test('adds an enabled schedule that starts the state machine and has only its expression', () => {
    expect(scheduleWith()).toEqual({
      Description: 'Runs the on-demand backup Shop/Backup',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'Etc/UTC',
      State: 'ENABLED',
      Target: {
        Arn: MACHINE,
        Input: expect.anything(),
        RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 },
        RoleArn: arnOf(/^SchedulerRoleForTarget/),
      },
    });
  });

  test.each<[string, ScheduleExpression, object]>([
    ['a rate', ScheduleExpression.rate(Duration.hours(12)), { ScheduleExpression: 'rate(12 hours)' }],
    ['a cron expression in a time zone', ScheduleExpression.cron({ hour: '3', minute: '0', timeZone: TimeZone.EUROPE_ROME }),
      { ScheduleExpression: 'cron(0 3 * * ? *)', ScheduleExpressionTimezone: 'Europe/Rome' }],
    ['one time', ONCE, { ScheduleExpression: 'at(2031-02-03T04:05:06)', ScheduleExpressionTimezone: 'Etc/UTC' }],
    ['one time in a time zone', ScheduleExpression.at(new Date('2031-02-03T04:05:06Z'), TimeZone.ASIA_TOKYO),
      { ScheduleExpression: 'at(2031-02-03T04:05:06)', ScheduleExpressionTimezone: 'Asia/Tokyo' }],
    ['a literal expression', ScheduleExpression.expression('cron(0 0 L * ? *)'), { ScheduleExpression: 'cron(0 0 L * ? *)' }],
    ['an expression known at deploy time', ScheduleExpression.expression(Token.asString({ Ref: 'When' })), { ScheduleExpression: { Ref: 'When' } }],
  ])('can be %s', (_what, expression, properties) => {
    expect(scheduleWith({}, expression)).toMatchObject(properties);
  });

  test.each<[string, OnScheduleOptions, object]>([
    ['timeWindow off', { timeWindow: TimeWindow.off() }, { FlexibleTimeWindow: { Mode: 'OFF' } }],
    ['timeWindow', { timeWindow: TimeWindow.flexible(Duration.hours(24)) }, { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1440 } }],
    ['start', { start: new Date('2031-01-01T00:00:00Z') }, { StartDate: '2031-01-01T00:00:00.000Z' }],
    ['end', { end: new Date('2032-01-01T00:00:00Z') }, { EndDate: '2032-01-01T00:00:00.000Z' }],
    ['scheduleName', { scheduleName: 'orders-daily_1.0' }, { Name: 'orders-daily_1.0' }],
    ['description', { description: 'x'.repeat(512) }, { Description: 'x'.repeat(512) }],
    ['enabled', { enabled: true }, { State: 'ENABLED' }],
    ['not enabled', { enabled: false }, { State: 'DISABLED' }],
    ['no retry', { retryAttempts: 0 }, { Target: { RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 0 } } }],
    ['185 retries', { retryAttempts: 185 }, { Target: { RetryPolicy: { MaximumRetryAttempts: 185 } } }],
    ['maxEventAge', { maxEventAge: Duration.minutes(1) }, { Target: { RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 185 } } }],
  ])('may have %s', (_what, options, properties) => {
    expect(scheduleWith(options)).toMatchObject(properties);
  });

  test('is encrypted with a key, which the scheduler may use', () => {
    const stack = newStack();
    schedule(stack, { key: new Key(stack, 'MyKey') });
    expect(resourcesOf(stack, SCHEDULE)).toEqual([expect.objectContaining({ KmsKeyArn: arnOf(/^MyKey/) })]);
    expect(statementsOf(stack, /^SchedulerRole/)).toEqual([MAY_START, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: arnOf(/^MyKey/) }]);
  });

  test('waits for the given role and its policies, which the job needs', () => {
    const stack = newStack();
    const role = new Role(stack, 'BackupRole', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
    schedule(stack, {}, DAILY, { role });
    Template.fromStack(stack).hasResource(SCHEDULE, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^BackupRole')]) });
  });
});

describe('the group of a schedule', () => {
  test('is created before the schedule', () => {
    const stack = newStack();
    const role = new Role(stack, 'MyRole', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    schedule(stack, { role, scheduleGroup: new ScheduleGroup(stack, 'Group', { scheduleGroupName: 'nightly' }) });
    Template.fromStack(stack).hasResource(SCHEDULE, {
      Properties: { GroupName: 'nightly' }, DependsOn: Match.arrayWith([Match.stringLikeRegexp('^Group')]),
    });
  });

  test('may be in another stack', () => {
    const stack = newStack();
    const groups = new Stack(stack.node.root as App, 'Groups');
    schedule(stack, { scheduleGroup: new ScheduleGroup(groups, 'Group', { scheduleGroupName: 'nightly' }) });
    expect(resourcesOf(stack, SCHEDULE)).toEqual([expect.objectContaining({ GroupName: 'nightly' })]);
    expect(stack.dependencies).toEqual([groups]);
  });
});

describe('the input of a schedule', () => {
  test('is an execution input with the schedule and the scheduled time as the idempotency key', () => {
    const { Request, ...input } = inputOf(scheduleWith());
    expect(input).toEqual({
      ResourceType: 'DynamoDB',
      WaitPolicy: { TimeoutSeconds: 14 * 24 * 3600 },
      IdempotencyKey: '<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time>',
      History: historyOf(expect.stringMatching(/^on-schedule-[0-9a-f]{8}$/)),
    });
    expect(JSON.parse(Request as string)).toEqual({
      BackupVaultName: expect.stringMatching(/BackupVaultName>$/), ResourceArn: TABLE_ARN, IamRoleArn: expect.stringMatching(/Arn>$/),
    });
  });

  test('has the timeout of the backup', () => {
    const limited = scheduleWith({}, DAILY, { timeout: Duration.hours(8), onTimeout: TimeoutAction.STOP, failOnIssues: true });
    expect(inputOf(limited).WaitPolicy).toEqual({ TimeoutSeconds: 8 * 3600, OnTimeout: 'STOP', FailOnIssues: true });
  });
});

describe('immediate', () => {
  test('is off by default, so no job runs during the deployment that could be described', () => {
    const stack = newStack();
    const backup = schedule(stack);
    Template.fromStack(stack).resourceCountIs('Custom::OnDemandBackup', 0);
    expect(() => backup.backupJobId).toThrow(/BackupTrigger.onDeploy\(\)/);
  });

  test('adds a backup to the first deployment, which the attributes describe', () => {
    const stack = newStack();
    const backup = schedule(stack, { immediate: true });
    expect(propertiesOf(stack)).toEqual([expect.objectContaining({ Trigger: 'ON_FIRST_DEPLOY' })]);
    expect(stack.resolve(backup.backupJobId)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^BackupOnDeploy/), 'BackupJobId'] });
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each<[string, OnScheduleOptions, number]>([
    ['warns with a rate that begins with a run anyway', { immediate: true }, 1],
    ['takes a rate that begins later', { immediate: true, start: new Date('2031-01-01') }, 0],
    ['says nothing of a rate without it', {}, 0],
  ])('%s', (_what, options, count) => {
    const stack = newStack();
    schedule(stack, options, ScheduleExpression.rate(Duration.days(1)));
    expect(warningsOf(stack)).toEqual(Array(count).fill(expect.stringContaining('`immediate`')));
  });
});

describe('several schedules of one backup', () => {
  const idsOf = (...triggers: [ScheduleExpression, OnScheduleOptions?][]) =>
    logicalIdsOf(stackWith({ triggers: triggers.map(([expression, options]) => BackupTrigger.onSchedule(expression, options)) }), SCHEDULE);

  test('keep their logical ids when one of them is removed', () => {
    const [first, second] = idsOf([DAILY], [ONCE]);
    expect(first).not.toBe(second);
    expect(idsOf([ONCE])).toEqual([second]);
  });

  test('differ by time zone and by group, too', () => {
    const inRome = ScheduleExpression.cron({ hour: '3', minute: '0', timeZone: TimeZone.EUROPE_ROME });
    const stack = newStack();
    const scheduleGroup = ScheduleGroup.fromScheduleGroupName(stack, 'Group', 'nightly');
    define(stack, 'Backup', {
      triggers: [BackupTrigger.onSchedule(DAILY), BackupTrigger.onSchedule(inRome), BackupTrigger.onSchedule(DAILY, { scheduleGroup })],
    });
    expect(new Set(logicalIdsOf(stack, SCHEDULE)).size).toBe(3);
  });

  test('with a name keep their logical id when the expression changes: a new one could not have the same name', () => {
    expect(idsOf([DAILY, { scheduleName: 'x' }])).toEqual(idsOf([ONCE, { scheduleName: 'x' }]));
    expect(idsOf([DAILY, { scheduleName: 'x' }])).not.toEqual(idsOf([DAILY, { scheduleName: 'y' }]));
  });
});
