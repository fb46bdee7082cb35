import { type App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { BackupScheduleTarget, type BackupScheduleTargetProps, type OnDemandBackup } from 'cdk-on-demand-backup';
import { arnOf, type Json, MACHINE, MAY_START, readInput, resourcesOf, statementsOf, trustOf } from '../util/starts';
import { define, flatten, newStack, warningsOf } from '../util/template';

const SCHEDULE = 'AWS::Scheduler::Schedule';
const DAILY = ScheduleExpression.cron({ hour: '3', minute: '0' });
const ROLE = /^SchedulerRoleForTarget/;

/** A schedule of the user that runs a backup without triggers. */
function ownSchedule(scope: Stack, id: string, backup: OnDemandBackup, props?: BackupScheduleTargetProps): Schedule {
  return new Schedule(scope, id, { schedule: DAILY, target: new BackupScheduleTarget(backup, props) });
}

function stackWith(props: (stack: Stack) => BackupScheduleTargetProps = () => ({})): Stack {
  const stack = newStack();
  ownSchedule(stack, 'Own', define(stack, 'Backup', { triggers: [] }), props(stack));
  return stack;
}

const targetOf = (stack: Stack) => resourcesOf(stack, SCHEDULE)[0].Target as Json;

describe('BackupScheduleTarget', () => {
  test('starts the state machine with the request of the backup, the schedule and the scheduled time', () => {
    const stack = stackWith();
    expect(targetOf(stack)).toMatchObject({ Arn: MACHINE });
    expect(readInput(targetOf(stack).Input)).toMatchObject({
      Request: expect.any(String), IdempotencyKey: '<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time>',
    });
    expect(warningsOf(stack)).toEqual([]); // of a backup that nothing runs
  });

  test('may be in another stack than the schedule', () => {
    const stack = newStack();
    const other = new Stack(stack.node.root as App, 'Other');
    ownSchedule(other, 'Own', define(stack, 'Backup', { triggers: [] }));
    expect(flatten(targetOf(other).Arn)).toBe('<Fn::ImportValue>');
    expect(statementsOf(other, ROLE)).toEqual([{ ...MAY_START, Resource: { 'Fn::ImportValue': expect.stringContaining('StateMachine') } }]);
    expect(other.dependencies).toEqual([stack]);
  });

  test.each<[string, BackupScheduleTargetProps, string]>([
    ['a retry policy that AWS refuses', { retryAttempts: 186 }, '`retryAttempts` is 186'],
    ['a FIFO queue', { deadLetterQueue: new Queue(newStack(), 'Dead', { fifo: true }) }, '`deadLetterQueue` is a FIFO queue'],
  ])('is an error with %s', (_what, props, message) => {
    expect(() => stackWith(() => props)).toThrow(message);
  });

  test('is an error for a backup with an idempotencyToken', () => {
    expect(() => new BackupScheduleTarget(define(newStack(), 'Backup', { idempotencyToken: 'mine' })))
      .toThrow(/`idempotencyToken` does not go with BackupScheduleTarget/);
  });
});

describe('the role of the scheduler', () => {
  test('may only start the state machine', () => {
    const stack = stackWith();
    expect(targetOf(stack).RoleArn).toEqual(arnOf(ROLE));
    expect(statementsOf(stack, ROLE)).toEqual([MAY_START]);
    Template.fromStack(stack).hasResource('AWS::IAM::Role', {
      Properties: { AssumeRolePolicyDocument: { Statement: trustOf(stack, ROLE) }, ManagedPolicyArns: Match.absent(), Policies: Match.absent() },
    });
  });

  test('is assumed by the scheduler for the schedules of the group and account only', () => {
    const [{ Principal, Condition }, ...others] = trustOf(stackWith(), ROLE) as { Principal: Json; Condition: { StringEquals: Json } }[];
    expect([Principal, others]).toEqual([{ Service: 'scheduler.amazonaws.com' }, []]);
    expect(Condition.StringEquals['aws:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
    expect(flatten(Condition.StringEquals['aws:SourceArn'])).toMatch(/^arn:<AWS::Partition>:scheduler:.*:schedule-group\/default$/);
  });

  test('may send to the dead-letter queue, too', () => {
    const stack = stackWith((scope) => ({ deadLetterQueue: new Queue(scope, 'Dead') }));
    expect(targetOf(stack).DeadLetterConfig).toEqual({ Arn: arnOf(/^Dead/) });
    expect(statementsOf(stack, ROLE)).toEqual([MAY_START, { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf(/^Dead/) }]);
  });

  test('may use the key of the dead-letter queue', () => {
    const stack = stackWith((scope) => ({ deadLetterQueue: new Queue(scope, 'Dead', { encryption: QueueEncryption.KMS }) }));
    expect(statementsOf(stack, ROLE).slice(2)).toEqual([
      { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: arnOf(/^DeadKey/) },
    ]);
  });

  test('is one for all schedules of a state machine, with one statement', () => {
    const stack = newStack();
    ['One', 'Two', 'Three'].forEach((id) => ownSchedule(stack, `${id}Schedule`, define(stack, id, { triggers: [] })));
    expect(new Set(resourcesOf(stack, SCHEDULE).map(({ Target }) => JSON.stringify((Target as Json).RoleArn))).size).toBe(1);
    expect(statementsOf(stack, ROLE)).toEqual([MAY_START]);
    expect(trustOf(stack, ROLE)).toHaveLength(1);
  });

  test('is the one given, with the permission to start the state machine', () => {
    const stack = stackWith((scope) => ({ role: new Role(scope, 'MyRole', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') }) }));
    expect(targetOf(stack).RoleArn).toEqual(arnOf(/^MyRole/));
    expect(statementsOf(stack, /^MyRole/)).toEqual([MAY_START]);
    expect(trustOf(stack, ROLE)).toEqual([]);
  });

  test('has its permission before the schedule begins', () => {
    Template.fromStack(stackWith()).hasResource(SCHEDULE, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SchedulerRole.*DefaultPolicy')]) });
  });
});
