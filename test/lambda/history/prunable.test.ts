import { daysBefore, failed, FORMER_LIFE, jobsOf, made, pointArn, STACK_ID } from './fixture';
import { prunable, retained, type Retention } from '../../../lambda/history/prunable';
import type { HistoryRecord } from '../../../src/request/history/history-record';

const DAY = 24 * 3600;
const TEN = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((job) => made(String(job), 9 - job));

function retention(overrides: Partial<Retention> = {}): Retention {
  return { keepLast: 3, protectedArns: [], stackId: STACK_ID, waitPolicy: {}, now: Date.parse(daysBefore(0)), ...overrides };
}

function prunedOf(records: readonly HistoryRecord[], overrides: Partial<Retention> = {}): string[] {
  return jobsOf(prunable(records, retention(overrides)));
}

test('what three newer good ones supersede goes, the oldest first', () => {
  expect(prunedOf(TEN)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  expect(prunedOf(TEN, { keepLast: 10 })).toEqual([]);
  expect(prunedOf(TEN, { keepLast: 9 })).toEqual(['0']);
  expect(prunedOf(TEN, { keepLast: 1 })).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
  expect(prunedOf([])).toEqual([]);
});

test('the order of the records does not matter, only when each was made', () => {
  const [newest, ...others] = TEN;
  expect(prunedOf([newest, ...others.reverse()], { keepLast: 8 })).toEqual(['0', '1']);
});

test('a job that was written several times counts once', () => {
  const twice = TEN.slice(0, 4).flatMap((record) => [record, { ...record, outcome: '', completionDate: '' }]);
  expect(prunedOf(twice)).toEqual(['6']);
});

test('what this very execution supersedes goes one execution later', () => {
  expect(prunedOf(TEN.slice(0, 4), { currentJobId: '9' })).toEqual([]);
  expect(prunedOf(TEN.slice(0, 5), { currentJobId: '9' })).toEqual(['5']);
  expect(prunedOf(TEN.slice(1, 5))).toEqual(['5']);
});

test.each([
  [undefined, ['0', '1', '2', '3', '4', '5', '6']],
  [0, ['0', '1', '2', '3', '4', '5', '6']],
  [1 * DAY, ['0', '1', '2', '3', '4', '5', '6']],
  [5 * DAY, ['0', '1', '2', '3']],
  [8.5 * DAY, ['0']],
  [9 * DAY, []],
  [Infinity, []],
])('with at least %p seconds, what keeps more counts', (keepAtLeastSeconds, expected) => {
  expect(prunedOf(TEN, { keepAtLeastSeconds })).toEqual(expected);
});

test.each([0, -1, NaN, Infinity])('a retention of %p prunes nothing', (keepLast) => {
  expect(prunedOf(TEN, { keepLast })).toEqual([]);
});

test('without `keepAtLeastSeconds` the age does not matter, not even where clocks differ', () => {
  expect(prunedOf(TEN, { now: 0 })).toEqual(prunedOf(TEN));
});

test('an invalid time prunes nothing', () => {
  expect(prunedOf(TEN, { now: NaN })).toEqual([]);
  expect(prunedOf(TEN, { keepAtLeastSeconds: NaN })).toEqual([]);
});

test('what is protected stays, beside those that are kept', () => {
  expect(prunedOf(TEN, { protectedArns: [pointArn('0'), pointArn('5'), pointArn('9')] })).toEqual(['1', '2', '3', '4', '6']);
});

test('the three newest good ones are kept, or as many as there are', () => {
  expect(jobsOf(retained(TEN, retention()))).toEqual(['9', '8', '7']);
  expect(jobsOf(retained(TEN.slice(8), retention()))).toEqual(['1', '0']);
  expect(jobsOf(retained([failed('x', -1), ...TEN], retention({ currentJobId: '9' })))).toEqual(['8', '7', '6']);
});

test('what is gone does not count as kept, and is not pruned either', () => {
  const goneArns = [pointArn('9'), pointArn('7'), pointArn('2')];
  expect(jobsOf(retained(TEN, retention({ goneArns })))).toEqual(['8', '6', '5']);
  expect(prunedOf(TEN, { goneArns })).toEqual(['0', '1', '3', '4']);
});

test('what has expired does not count as kept: a newer one may have been kept for a shorter time', () => {
  const expired = TEN.map((record, index) => index < 8 ? { ...record, expiryDate: daysBefore(0) } : record);
  expect(jobsOf(retained(expired, retention({ keepLast: 2 })))).toEqual(['1', '0']);
  expect(prunedOf(expired, { keepLast: 2 })).toEqual([]);
  const never = TEN.map((record) => ({ ...record, expiryDate: '' }));
  expect(prunedOf(never)).toEqual(prunedOf(TEN));
});

test('the newest good one stays, even if its date says that it is old', () => {
  const [newest, ...others] = TEN;
  expect(prunedOf([{ ...newest, creationDate: daysBefore(100) }, ...others])).not.toContain('9');
});

describe('one that is not good', () => {
  const outcomes = ['partial', 'succeededWithIssues'];
  test.each(outcomes)('(%s) does not count as kept', (outcome) => {
    const records = TEN.map((record, index) => index < 2 ? { ...record, outcome } : record);
    expect(prunedOf(records, { waitPolicy: { FailOnIssues: true } })).toEqual(['0', '1', '2', '3', '4']);
  });

  test.each(outcomes)('(%s) goes when it is older than those that are kept', (outcome) => {
    const records = TEN.map((record) => record.backupJobId === '2' || record.backupJobId === '8' ? { ...record, outcome } : record);
    expect(prunedOf(records, { waitPolicy: { FailOnIssues: true } })).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  test('makes nothing go when there are not enough good ones', () => {
    expect(prunedOf(TEN.map((record, index) => index < 8 ? { ...record, outcome: 'partial' } : record))).toEqual([]);
  });
});

test('issues that are accepted are good', () => {
  expect(prunedOf(TEN.map((record) => ({ ...record, outcome: 'succeededWithIssues' })), { keepLast: 9 })).toEqual(['0']);
});

test.each<[string, Partial<HistoryRecord>]>([
  ['of a former life of the stack', { stackId: FORMER_LIFE }],
  ['of a stack that is not known', { stackId: '' }],
  ['that was reused', { origin: 'reused', outcome: 'reused' }],
  ['of unknown origin', { origin: '' }],
  ['of a newer schema', { schema: '2' }],
  ['without a vault', { backupVaultName: '' }],
  ['without a resource', { resourceArn: '' }],
  ['without a role', { iamRoleArn: '' }],
  ['without a date', { creationDate: '' }],
  ['with a date that cannot be read', { creationDate: 'long ago' }],
  ['whose job runs', { outcome: '' }],
  ['whose job was not followed to its end', { outcome: 'timedOut' }],
])('a recovery point %s stays, and does not count as kept', (_what, members) => {
  const with_ = (job: string) => TEN.map((record) => record.backupJobId === job ? { ...record, ...members } : record);
  expect(prunedOf(with_('0'))).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(prunedOf(with_('8'))).toEqual(['0', '1', '2', '3', '4', '5']);
});

describe('what this backup made and used again', () => {
  const reused = (members: Partial<HistoryRecord> = {}) => made('1', 8, { origin: 'reused', outcome: 'reused', idempotencyKey: 'later', ...members });

  test.each([undefined, 'on-deploy'])('goes when newer ones supersede it (of the trigger %s)', (trigger) => {
    expect(prunedOf([TEN[0], reused(), ...TEN.slice(1)], { trigger })).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  test('counts once', () => {
    expect(prunedOf([made('9', 0, { origin: 'reused', outcome: 'reused', idempotencyKey: 'later' }), ...TEN], { keepLast: 9 })).toEqual(['0']);
  });

  test('stays while it is protected', () => {
    expect(prunedOf([TEN[0], reused(), ...TEN.slice(1)], { protectedArns: [pointArn('1')] })).toEqual(['0', '2', '3', '4', '5', '6']);
  });

  test('goes also when another trigger of it used it, unless only one trigger may delete', () => {
    const bySchedule = [TEN[0], reused({ trigger: 'on-schedule-1a2b3c4d' }), ...TEN.slice(1)];
    expect(prunedOf(bySchedule)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    expect(prunedOf(bySchedule, { trigger: 'on-deploy' })).toEqual(['0', '2', '3', '4', '5', '6']);
  });

  test.each<[string, Partial<HistoryRecord>]>([
    ['another stack', { stackId: FORMER_LIFE }],
    ['a stack that is not known', { stackId: '' }],
    ['a newer version of this library', { schema: '2' }],
    ['a final backup', { trigger: 'on-delete' }],
  ])('stays when %s used it', (_whom, members) => {
    expect(prunedOf([TEN[0], reused(members), ...TEN.slice(1)])).toEqual(['0', '2', '3', '4', '5', '6']);
  });
});

test('a failed execution changes nothing', () => {
  expect(prunedOf([failed('x', -1), failed('', -1), ...TEN], { keepLast: 9 })).toEqual(['0']);
});

test('all triggers of a backup count together', () => {
  expect(prunedOf(TEN.map((record, index) => ({ ...record, trigger: index % 2 === 0 ? 'on-deploy' : 'on-schedule-1a2b3c4d' })), { keepLast: 9 })).toEqual(['0']);
});
