import { failed, made, RECORD } from './fixture';
import { recordAfterRollback, recordAfterUpdate } from '../../../lambda/history/described-record';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { waitPolicy } from '../../util/events';

const { logicalId } = RECORD;
const of = (fingerprint: string, how = {}) => ({ fingerprint, waitPolicy: waitPolicy(how) });
const [a, b, c] = ['A', 'B', 'C'].map((fingerprint, index) => made(fingerprint, 3 - index, { fingerprint }));
const failedB = failed('F', 1, { fingerprint: 'B' });

describe('after an update that starts no job: the record', () => {
  test.each<[string, HistoryRecord[], string, string, HistoryRecord | undefined]>([
    ['of its properties', [b, a], 'A', 'A', a],
    ['of its properties, the newest', [{ ...a, backupJobId: 'A2' }, b, a], 'A', 'A', { ...a, backupJobId: 'A2' }],
    ['of its properties, that failed no deployment', [failed('F', 0, { fingerprint: 'A' }), a], 'A', 'A', a],
    ['of its properties, though all failed', [failed('F', 0, { fingerprint: 'A' })], 'A', 'A', failed('F', 0, { fingerprint: 'A' })],
    ['of the properties before, when these have none', [c, b, a], 'A2', 'A', a],
    ['that is the newest good one, when neither have any', [failedB, a], 'A3', 'A2', a],
    ['of none, without records', [], 'A', 'A', undefined],
    ['of none, when every deployment failed', [failedB], 'A', 'A', undefined],
    ['of none by an unknown fingerprint', [failed('F', 0, { fingerprint: '' })], '', '', undefined],
  ])('%s', (_what, records, now, before, expected) => {
    expect(recordAfterUpdate(records, logicalId, { now: of(now), before: of(before) })).toEqual(expected);
  });

  test('of a failure that only warned, and of a job that goes on', () => {
    const warned = failed('W', 0, { fingerprint: 'A' });
    expect(recordAfterUpdate([warned, a], logicalId, { now: of('A', { WarnOnFailure: true }), before: of('A') })).toEqual(warned);
    const goesOn = { ...a, backupJobId: 'R', outcome: '', recoveryPointArn: '' };
    expect(recordAfterUpdate([goesOn, a], logicalId, { now: of('A', { Accepted: true }), before: of('A') })).toEqual(goesOn);
  });
});

describe('after a rollback: the record', () => {
  const back = (records: HistoryRecord[], isOwn: boolean, now = 'A') => recordAfterRollback(records, logicalId, { now: of(now), before: of('B') }, isOwn);

  test('of the properties to which it returns', () => {
    for (const isOwn of [true, false]) {
      expect(back([b, a], isOwn)).toEqual(a);
      expect(back([failedB, a], isOwn)).toEqual(a);
      expect(back([], isOwn)).toBeUndefined();
    }
  });

  test('never of those that are rolled back, and of former ones only where not every change starts a job', () => {
    expect(back([b, c], true)).toBeUndefined();
    expect(back([b, c], false)).toEqual(c);
    expect(back([b], false)).toBeUndefined();
  });
});
