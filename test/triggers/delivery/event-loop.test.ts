import { CfnResource, Duration, type Stack } from 'aws-cdk-lib';
import { CfnRule, type EventPattern, Match, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { BackupTrigger } from 'cdk-on-demand-backup';
import { warnOfLoop } from '../../../src/triggers/delivery/event-loop';
import { define, newStack, stackWith, warningsOf } from '../../util/template';

const BACKUP = ['aws.backup'];
const MACHINE = ['aws.states'];

const warningsWith = (pattern: EventPattern) => warningsOf(stackWith({ triggers: [BackupTrigger.onEvent(pattern)] }));

describe('the warning of an event loop', () => {
  test.each<[string, EventPattern, string]>([
    ['all events of AWS Backup', { source: BACKUP }, 'aws.backup'],
    ['those of its jobs', { source: BACKUP, detailType: ['Backup Job State Change'] }, 'aws.backup'],
    ['those of jobs in a state', { source: BACKUP, detailType: ['Backup Job State Change'], detail: { state: ['COMPLETED'] } }, 'aws.backup'],
    ['those of recovery points', { source: BACKUP, detailType: ['Restore Job State Change', 'Recovery Point State Change'], detail: { status: ['COMPLETED'] } }, 'aws.backup'],
    ['all events of AWS', { source: Match.prefix('aws.') }, 'aws.backup'],
    ['all events of an account', { account: ['111122223333'] }, 'aws.backup'],
    ['all executions of state machines', { source: MACHINE, detailType: ['Step Functions Execution Status Change'], detail: { status: ['FAILED'] } }, 'aws.states'],
  ])('appears for %s', (_what, pattern, source) => {
    expect(warningsWith(pattern)).toEqual([expect.stringMatching(new RegExp(`the rule Shop/Backup/OnEvent\\w+ matches the events of ${source} .* without end`))]);
  });

  test.each<[string, EventPattern]>([
    ['restore jobs', { source: BACKUP, detailType: ['Restore Job State Change'] }],
    ['jobs of another resource type', { source: BACKUP, detailType: ['Backup Job State Change'], detail: { resourceType: ['RDS'], state: ['COMPLETED'] } }],
    ['a resource', { source: BACKUP, resources: ['arn:aws:backup:eu-west-1:111122223333:recovery-point:1'] }],
    ['the executions of another state machine', { source: MACHINE, detail: { stateMachineArn: ['arn:aws:states:eu-west-1:111122223333:stateMachine:other'] } }],
    ['another source', { source: ['aws.codepipeline', 'shop'] }],
    ['other sources', { source: Match.prefix('shop.') }],
    ['matchers that cannot be evaluated', { source: Match.wildcard('*.backup') }],
    ['a detail', { detail: { release: ['planned'] } }],
  ])('does not appear for %s', (_what, pattern) => {
    expect(warningsWith(pattern)).toEqual([]);
  });

  test('considers the whole pattern of a rule, also what is added to it later', () => {
    const [loop, fine] = [true, false].map((isLoop) => {
      const stack = newStack();
      const rule = new Rule(stack, 'Rule', { eventPattern: { source: BACKUP } });
      define(stack, 'Backup', { triggers: [BackupTrigger.onRule(rule)] });
      if (!isLoop) { rule.addEventPattern({ detailType: ['Copy Job State Change'] }); }
      return warningsOf(stack);
    });
    expect([loop, fine]).toEqual([[expect.stringContaining('the rule Shop/Rule')], []]);
  });

  test.each<[string, (stack: Stack) => void]>([
    ['of another copy of aws-cdk-lib', (stack) => new CfnResource(stack, 'Resource', { type: 'AWS::Events::Rule', properties: { EventPattern: { source: BACKUP } } })],
    ['whose pattern is an override', (stack) => {
      new CfnRule(stack, 'Resource', { eventPattern: { source: ['shop'] } }).addPropertyOverride('EventPattern.source', BACKUP);
    }],
  ])('appears for a rule %s', (_name, make) => {
    const stack = newStack();
    make(stack);
    warnOfLoop(define(stack, 'Backup'), stack);
    expect(warningsOf(stack)).toEqual([expect.stringContaining('matches the events of aws.backup')]);
  });

  test('does not appear for a rule with a schedule', () => {
    const stack = newStack();
    define(stack, 'Backup', { triggers: [BackupTrigger.onRule(new Rule(stack, 'Rule', { schedule: Schedule.rate(Duration.days(1)) }))] });
    expect(warningsOf(stack)).toEqual([]);
  });
});
