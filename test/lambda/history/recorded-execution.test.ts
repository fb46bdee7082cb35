import { failed, made, RECORD } from './fixture';
import { carriedOver, executionsOf, isFinal } from '../../../lambda/history/recorded-execution';
import { recordWith } from '../../request/history/fixture';

test('a history without records has no executions', () => {
  expect(executionsOf([])).toEqual([]);
});

test('the records of one job are one execution', () => {
  const [ended, started] = [made('A', 0), made('A', 0, { outcome: '', recoveryPointArn: '', completionDate: '' })];
  expect(executionsOf([ended, started])).toEqual([{ record: ended, versions: [ended, started] }]);
});

test('an execution stands where its first record stands: the job that ends last may have begun first', () => {
  const late = made('A', 3);
  const records = [late, made('B', 2), made('A', 3, { outcome: '' }), made('C', 5)];
  expect(executionsOf(records).map(({ record }) => record.backupJobId)).toEqual(['B', 'A', 'C']);
});

test('what is known of the start stays known, and what is known of the job is the newest', () => {
  const first = made('A', 0, { outcome: 'timedOut', recoveryPointArn: '', completionDate: '', logicalId: 'First', revision: '1.4' });
  const next = made('A', 0, { fingerprint: '', revision: '', requestId: 'next', logicalId: 'Next', idempotencyKey: 'next' });
  const [{ record }] = executionsOf([next, first]);
  expect(record).toEqual({ ...made('A', 0), logicalId: 'First', revision: '1.4' });
});

test.each([
  ['', 'succeeded', 'succeeded'],
  ['timedOut', 'succeeded', 'succeeded'],
  ['unknown', 'failed', 'failed'],
  ['succeeded', 'timedOut', 'succeeded'],
  ['succeeded', '', 'succeeded'],
  ['', 'timedOut', 'timedOut'],
  ['unknown', '', 'unknown'],
  ['', '', ''],
])('after the outcome %j, the outcome %j leaves %j', (before, after, outcome) => {
  expect(executionsOf([made('A', 0, { outcome: after }), made('A', 0, { outcome: before })])[0].record.outcome).toBe(outcome);
});

test('a start that fails twice under one key is one execution, and under two keys two', () => {
  const notStarted = (idempotencyKey: string) => failed('', 0, { idempotencyKey });
  expect(executionsOf([notStarted('1'), notStarted('1'), notStarted('2')])).toHaveLength(2);
  expect(executionsOf([notStarted(''), notStarted('')])).toHaveLength(2);
});

test('a reused recovery point is another execution than the one that made it', () => {
  const reused = made('A', 0, { origin: 'reused', outcome: 'reused', idempotencyKey: 'later' });
  expect(executionsOf([reused, made('A', 0)]).map(({ record }) => record.origin)).toEqual(['reused', 'own']);
});

test('a job or key that is named like a method is nothing special', () => {
  expect(executionsOf([made('__proto__', 0), made('constructor', 0), failed('', 0, { idempotencyKey: 'toString' })])).toHaveLength(3);
});

test.each([
  ['succeeded', true], ['succeededWithIssues', true], ['partial', true], ['failed', true], ['expired', true], ['aborted', true], ['reused', true],
  ['timedOut', false], ['unknown', false], ['skipped', false], ['', false], ['new', false],
])('%j is the end of a job: %s', (outcome, expected) => {
  expect(isFinal(outcome)).toBe(expected);
});

describe('a record of a follower', () => {
  const follower = recordWith({ backupJobId: 'A', outcome: 'succeeded', stackId: RECORD.stackId });

  test('gets what the records of the same job know', () => {
    expect(carriedOver(follower, [made('B', 0, { revision: 'other' }), made('A', 1, { outcome: 'timedOut' })])).toEqual(made('A', 1));
  });

  test('stays as it is without one', () => {
    expect(carriedOver(follower, [made('B', 0)])).toEqual(follower);
    expect(carriedOver(recordWith({ outcome: 'failed' }), [recordWith({ revision: 'other' })])).toEqual(recordWith({ outcome: 'failed' }));
  });
});

test('what was said of a job while it ran is no message about its end', () => {
  const timedOut = made('1', 0, { outcome: 'timedOut', statusMessage: 'still RUNNING' });
  expect(executionsOf([made('1', 0, { statusMessage: '' }), timedOut])[0].record).toMatchObject({ outcome: 'succeeded', statusMessage: '' });
  expect(carriedOver(made('1', 0, { statusMessage: '' }), [timedOut])).toMatchObject({ outcome: 'succeeded', statusMessage: '' });
  expect(executionsOf([timedOut, made('1', 0, { outcome: 'failed', statusMessage: 'no' })])[0].record).toMatchObject({ outcome: 'failed', statusMessage: 'no' });
  expect(executionsOf([timedOut])[0].record.statusMessage).toBe('still RUNNING');
});
