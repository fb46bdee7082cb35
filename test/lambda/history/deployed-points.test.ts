import { failed, FORMER_LIFE, made, pointArn, STACK_ID } from './fixture';
import { deployedArns } from '../../../lambda/history/deployed-points';
import type { HistoryRecord } from '../../../src/request/history/history-record';

/** An execution of the deployment from one revision to another one. */
function from(former: string, to: string, days: number, overrides: Partial<HistoryRecord> = {}): HistoryRecord {
  return made(`${to}${days}`, days, { fingerprint: to, formerFingerprint: former, ...overrides });
}

const named = (...records: readonly HistoryRecord[]) => deployedArns(records, STACK_ID).map((arn) => arn.split(':').pop());

test('of a new custom resource: what its creation made', () => {
  expect(named(from('', 'A', 1))).toEqual(['A1']);
  expect(deployedArns([from('', 'A', 1)], STACK_ID)).toEqual([pointArn('A1')]);
  expect(named()).toEqual([]);
});

test('of an update: what it made, and what was there before', () => {
  expect(named(from('B', 'C', 1), from('A', 'B', 2), from('', 'A', 3))).toEqual(['C1', 'B2']);
});

test('of updates that failed or were rolled back one after the other: what was there before all of them', () => {
  expect(named(from('A', 'D', 1), from('A', 'C', 2), from('A', 'B', 3), from('', 'A', 4))).toEqual(['D1', 'A4']);
  const failure = failed('E', 0, { fingerprint: 'E', formerFingerprint: 'A' });
  expect(named(failure, from('A', 'C', 2), from('', 'A', 4))).toEqual(['C2', 'A4']);
});

test('of an update with rollback turned off: what was there before the failure, too', () => {
  const failure = failed('B', 2, { fingerprint: 'B', formerFingerprint: 'A' });
  expect(named(from('B', 'C', 1), failure, from('', 'A', 3))).toEqual(['C1', 'A3']);
});

test('of an update from properties that started no job: what those before had', () => {
  expect(named(from('B', 'C', 1), from('', 'A', 3))).toEqual(['C1', 'A3']);
  expect(named(from('B', 'D', 1), from('B', 'C', 2), from('', 'A', 3))).toEqual(['D1', 'C2', 'A3']);
});

test('of an update that went on with a failure: also the good one before it', () => {
  const partial = from('A', 'B', 1, { outcome: 'partial' });
  expect(named(partial, from('', 'A', 2))).toEqual(['B1', 'A2']);
  const issues = from('A', 'A', 1, { outcome: 'succeededWithIssues' });
  expect(named(from('A', 'B', 0), issues, from('', 'A', 2))).toEqual(['B0', 'A1', 'A2']);
});

test('of a failed backup that was made again for the same properties: what it left, and what was there before it', () => {
  const partial = from('', 'A', 2, { outcome: 'partial' });
  expect(named(from('A', 'A', 1), partial)).toEqual(['A1', 'A2']);
  expect(named(from('A', 'A', 1), from('A', 'A', 2, { outcome: 'partial' }), from('B', 'A', 3))).toEqual(['A1', 'A2', 'A3']);
  expect(named(from('A', 'A', 1), from('B', 'A', 2, { outcome: 'partial' }), from('', 'B', 3))).toEqual(['A1', 'A2', 'B3']);
});

test('of a reused recovery point: that one', () => {
  expect(named(from('A', 'B', 1, { origin: 'reused', outcome: 'reused' }), from('', 'A', 2))).toEqual(['B1', 'A2']);
});

test('of two custom resources of the same trigger: those of both', () => {
  expect(named(from('', 'A', 1, { logicalId: 'Renamed' }), from('X', 'Y', 2), from('', 'X', 3))).toEqual(['A1', 'Y2', 'X3']);
});

test('not what a schedule or another life of the stack made', () => {
  expect(named(from('', 'A', 1, { logicalId: '' }), from('', 'B', 2, { stackId: FORMER_LIFE }))).toEqual([]);
});
