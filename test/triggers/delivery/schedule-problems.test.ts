import { Duration, Token } from 'aws-cdk-lib';
import { ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupTrigger, type OnDemandBackupProps, type OnScheduleOptions } from 'cdk-on-demand-backup';
import { define, newStack, stackWith } from '../../util/template';

const DAILY = ScheduleExpression.cron({ hour: '3', minute: '0' });
const ONCE = ScheduleExpression.at(new Date('2031-02-03T04:05:06Z'));
const START = new Date('2031-01-01');
const END = new Date('2031-01-02');

function schedule(options: OnScheduleOptions, expression = DAILY, props: Partial<OnDemandBackupProps> = {}): void {
  define(newStack(), 'Backup', { triggers: [BackupTrigger.onSchedule(expression, options)], ...props });
}

describe('onSchedule is an error', () => {
  test.each<[string, OnScheduleOptions, string]>([
    ['a fraction of a retry', { retryAttempts: 1.5 }, '`retryAttempts` is 1.5, but must be a whole number from 0 to 185'],
    ['fewer than no retries', { retryAttempts: -1 }, '`retryAttempts` is -1'],
    ['too many retries', { retryAttempts: 186 }, '`retryAttempts` is 186'],
    ['too short an age', { maxEventAge: Duration.seconds(59) }, '`maxEventAge` is 59 seconds, but must be whole seconds from 60 to 86400'],
    ['too long an age', { maxEventAge: Duration.seconds(86401) }, '`maxEventAge` is 86401 seconds'],
    ['a broken age', { maxEventAge: Duration.millis(60500) }, '`maxEventAge` is 60.5 seconds'],
    ['a name with a space', { scheduleName: 'every day' }, '`scheduleName` is "every day", but must be 1 to 64'],
    ['a name that is too long', { scheduleName: 'x'.repeat(65) }, '`scheduleName`'],
    ['no name', { scheduleName: '' }, '`scheduleName` is ""'],
    ['a description that is too long', { description: 'x'.repeat(513) }, '`description` has 513 characters, but may have at most 512'],
    ['a FIFO queue', { deadLetterQueue: new Queue(newStack(), 'Q', { fifo: true }) }, '`deadLetterQueue` is a FIFO queue'],
    ['an end before the start, which aws-cdk-lib reports', { start: END, end: START }, 'start must precede end'],
  ])('with %s', (_what, options, message) => {
    expect(() => schedule(options)).toThrow(message);
  });

  test.each<[string, OnScheduleOptions, ScheduleExpression, string]>([
    ['a malformed expression', {}, ScheduleExpression.expression('every day'), 'the schedule is "every day", but must be at(...), cron(...) or rate(...)'],
    ['a start without effect', { start: START }, ONCE, '`start` would have no effect on the one-time schedule at(2031-02-03T04:05:06)'],
    ['an end without effect', { end: END }, ONCE, '`end` would have no effect'],
    ['both without effect', { start: START, end: END }, ONCE, '`start` and `end` would have no effect'],
  ])('with %s', (_what, options, expression, message) => {
    expect(() => schedule(options, expression)).toThrow(message);
  });

  test.each([0, 1441])('with a time window of %d minutes, which aws-cdk-lib reports', (minutes) => {
    expect(() => TimeWindow.flexible(Duration.minutes(minutes))).toThrow(/between 1 minute and 1440 minutes/);
  });

  test('with all problems of the trigger in one message', () => {
    expect(() => schedule({ retryAttempts: -1, description: 'x'.repeat(513) }, DAILY, { idempotencyToken: 'mine' }))
      .toThrow(/Shop\/Backup has 3 problems:\n- `idempotencyToken` does not go with onSchedule.*\n- `retryAttempts`.*\n- `description`/);
  });
});

describe('several triggers are an error', () => {
  test.each<[string, OnScheduleOptions[], RegExp]>([
    ['the same schedule twice', [{}, { enabled: false }], /the same onSchedule twice/],
    ['two first backups', [{ immediate: true, scheduleName: 'a' }, { immediate: true, scheduleName: 'b' }], /`immediate` asks for a backup during the first/],
  ])('with %s', (_what, options, message) => {
    expect(() => stackWith({ triggers: options.map((each) => BackupTrigger.onSchedule(DAILY, each)) })).toThrow(message);
  });

  test('with immediate and an onDeploy, in either order', () => {
    const triggers = [BackupTrigger.onDeploy(), BackupTrigger.onSchedule(DAILY, { immediate: true })];
    expect(() => stackWith({ triggers })).toThrow(/`immediate` asks for a backup during the first deployment, but `triggers` has an onDeploy/);
    expect(() => stackWith({ triggers: [...triggers].reverse() })).toThrow(/more than one onDeploy/);
  });
});

test('onSchedule accepts values that are known only at deploy time', () => {
  const text = Token.asString({ Ref: 'Text' });
  expect(() => schedule({ scheduleName: text, description: text.repeat(100) }, ScheduleExpression.expression(text))).not.toThrow();
});
