import { App, Aspects, CfnOutput, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { type EventPattern, Match } from 'aws-cdk-lib/aws-events';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupProtection, BackupScheduleTarget, BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import fc from 'fast-check';
import { sortMaps } from '../../../src/backup/props/sort-maps';

type Shuffle = <T>(value: T) => T;

/** Writes the keys of all maps in another order, which a seed determines. */
function shuffledBy(seed: number): Shuffle {
  let state = seed;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state;
  };
  return function shuffle<T>(value: T): T {
    if (Array.isArray(value)) { return value.map(shuffle) as T; }
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) { return value; }
    const entries = Object.entries(value).map((entry) => [next(), entry] as const).sort(([a], [b]) => a - b).map(([, entry]) => entry);
    return Object.fromEntries(entries.map(([key, member]) => [key, shuffle(member)])) as T;
  };
}

interface Maps {
  readonly tags: Record<string, string>;
  readonly options: Record<string, string>;
  readonly detail: Record<string, unknown>;
}

/** The template of a stack with a map of the user's wherever one can be given. */
function templateOf({ tags, options, detail }: Maps, shuffle: Shuffle): string {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Shop');
  const table = new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  new Table(stack, 'Customers', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  Aspects.of(app).add(new BackupProtection(shuffle({ recoveryPointTags: shuffle(tags), deleteAfter: Duration.days(35) })));
  const pattern = shuffle<EventPattern>({ source: ['shop'], detailType: ['Released'], detail: { size: [{ 'numeric': ['>', 10], 'anything-but': ['x'] }], of: detail } });
  const backup = new OnDemandBackup(stack, 'Backup', shuffle({
    resource: BackupResource.fromDynamoDbTable(table),
    recoveryPointTags: shuffle(tags),
    backupOptions: shuffle(options),
    triggers: [
      BackupTrigger.onDeploy({ watch: [table] }),
      BackupTrigger.beforeChange(),
      BackupTrigger.onDelete(),
      BackupTrigger.onEvent(pattern),
      BackupTrigger.onEvent(shuffle({ ...pattern, source: ['other'] }), shuffle({ retryAttempts: 1, maxEventAge: Duration.hours(1) })),
      BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1)), shuffle({ description: 'x', start: new Date('2030-01-01T00:00:00Z') })),
    ],
  }));
  new Schedule(stack, 'Weekly', { schedule: ScheduleExpression.rate(Duration.days(7)), target: new BackupScheduleTarget(backup) });
  new CfnOutput(stack, 'Input', { value: backup.executionInput('by hand') });
  // As text, with the order of the keys; logical ids are among them
  return JSON.stringify(Template.fromStack(stack).toJSON());
}

test('the order of keys changes nothing in a template, neither a logical id nor a text', () => {
  const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,9}$/);
  const values = (least: number) => fc.dictionary(key, fc.stringMatching(/^[a-z0-9]{1,9}$/), { minKeys: least, maxKeys: 6 });
  const maps = fc.record({
    tags: values(2),
    options: fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{3,9}$/), fc.stringMatching(/^[a-z0-9]{1,9}$/), { minKeys: 2, maxKeys: 6 }),
    detail: fc.dictionary(key, fc.oneof(fc.constant(['x']), fc.dictionary(key, fc.constant(['y']), { minKeys: 2, maxKeys: 4 })), { minKeys: 2, maxKeys: 5 }),
  });
  fc.assert(fc.property(maps, fc.integer({ min: 1, max: 1e9 }), (each, seed) => {
    expect(templateOf(each, shuffledBy(seed))).toBe(templateOf(each, (value) => value));
  }), { numRuns: 15 });
}, 120_000);

test('maps are sorted however deep, and nothing else changes', () => {
  const token = Lazy.any({ produce: () => ({ b: 1, a: 2 }) });
  const date = new Date(0);
  const sorted = sortMaps({ b: [{ d: token, c: date }], a: { 10: 1, z: undefined, y: null } });
  expect(JSON.stringify(sorted)).toBe(JSON.stringify({ a: { 10: 1, y: null, z: undefined }, b: [{ c: date, d: token }] }));
  expect([sorted.b[0].d, sorted.b[0].c]).toEqual([token, date]);
  expect(sorted.b[0].d).toBe(token);
  expect(sortMaps('text')).toBe('text');
  const matcher = Match.prefix('shop');
  expect(sortMaps({ source: matcher }).source).toEqual(matcher);
});
