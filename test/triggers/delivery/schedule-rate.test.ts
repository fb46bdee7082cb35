import { App, Duration } from 'aws-cdk-lib';
import { Rule, Schedule as RuleSchedule } from 'aws-cdk-lib/aws-events';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupScheduleTarget, BackupTrigger, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { fewestRuns } from '../../../src/triggers/delivery/schedule-rate';
import { define, newStack } from '../../util/template';

const DAY = 86_400;

test.each<[string, number, number]>([
  ['rate(1 day)', 7 * DAY, 7],
  ['rate(2 hours)', DAY, 12],
  ['rate(1 minute)', 90, 1],
  ['rate(30 minutes)', 1799, 0],
  ['cron(0 4 * * ? *)', 7 * DAY, 7],
  ['cron(0 4,16 * * ? *)', 7 * DAY, 14],
  ['cron(0/15 * * * ? *)', DAY, 96],
  ['cron(*/15 8-17 ? * * *)', 2 * DAY, 80],
  ['cron(5 * * * ? *)', 3600, 1],
  ['cron(0 0-22/2 * * ? *)', DAY, 12],
  // Not the same every day, or not understood: nothing is known
  ['cron(0 4 ? * MON *)', 365 * DAY, 0],
  ['cron(0 4 1 * ? *)', 365 * DAY, 0],
  ['cron(0 4 * * ? 2030)', 365 * DAY, 0],
  ['cron(a 4 * * ? *)', 365 * DAY, 0],
  ['cron(75 4 * * ? *)', 365 * DAY, 0],
  ['cron(0)', 365 * DAY, 0],
  ['rate(0 days)', 365 * DAY, 0],
  ['at(2030-01-01T00:00:00)', 365 * DAY, 0],
])('%s runs within %i seconds at least so often: %i', (expression, seconds, runs) => {
  expect(fewestRuns(expression, seconds)).toBe(runs);
});

const HOURLY = ScheduleExpression.rate(Duration.hours(1));

function synthWith(days: number, triggers: OnDemandBackupProps['triggers'], options: Partial<OnDemandBackupProps> = {}) {
  return () => {
    const stack = newStack();
    const backup = define(stack, 'Backup', { keepLast: 3, keepAtLeast: Duration.days(days), triggers, ...options });
    (App.of(stack) as App).synth();
    return backup;
  };
}

test('a schedule that makes more backups than the history knows is an error', () => {
  expect(synthWith(4, [BackupTrigger.onSchedule(HOURLY)])).toThrow('`keepAtLeast` is 4 days, in which rate(1 hour) makes 96 backups, but the history knows 90');
  expect(synthWith(3, [BackupTrigger.onSchedule(HOURLY)])).not.toThrow();
  expect(synthWith(91, [BackupTrigger.onSchedule(ScheduleExpression.cron({ minute: '0', hour: '4' }))])).toThrow('makes 91 backups');
  expect(synthWith(90, [BackupTrigger.onSchedule(ScheduleExpression.cron({ minute: '0', hour: '4' }))])).not.toThrow();
});

test.each<[string, OnDemandBackupProps['triggers']]>([
  ['that is disabled', [BackupTrigger.onSchedule(HOURLY, { enabled: false })]],
  ['that ends', [BackupTrigger.onSchedule(HOURLY, { end: new Date('2035-01-01') })]],
])('a schedule %s is none', (_what, triggers) => {
  expect(synthWith(30, triggers)).not.toThrow();
});

test('a schedule without keepAtLeast is none', () => {
  expect(synthWith(30, [BackupTrigger.onSchedule(HOURLY)], { keepAtLeast: undefined })).not.toThrow();
});

test('a schedule or rule of your own is an error, too', () => {
  for (const add of [
    (stack: ReturnType<typeof newStack>, backup: ReturnType<typeof define>) => new Schedule(stack, 'Schedule', { schedule: HOURLY, target: new BackupScheduleTarget(backup) }),
    (stack: ReturnType<typeof newStack>, backup: ReturnType<typeof define>) => backup.addTrigger(BackupTrigger.onRule(new Rule(stack, 'Rule', { schedule: RuleSchedule.rate(Duration.hours(1)) }))),
  ]) {
    const stack = newStack();
    add(stack, define(stack, 'Backup', { keepLast: 3, keepAtLeast: Duration.days(4) }));
    expect(() => (App.of(stack) as App).synth()).toThrow('makes 96 backups');
  }
});
