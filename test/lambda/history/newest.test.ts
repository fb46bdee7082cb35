import { daysBefore, failed, made } from './fixture';
import { isGood, isGoodFor, isReturnToLastGood, newest, newestGood, rollbackTarget, supersedesLatest } from '../../../lambda/history/newest';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { waitPolicy } from '../../util/events';

const POLICY = waitPolicy();
const goodA = made('1', 3, { fingerprint: 'A' });
const failedB = failed('2', 2, { fingerprint: 'B' });

describe('a record is good', () => {
  test.each([
    ['succeeded', true, true],
    ['succeededWithIssues', true, false],
    ['reused', true, true],
    ['partial', false, false],
    ['failed', false, false],
    ['expired', false, false],
    ['aborted', false, false],
    ['timedOut', false, false],
    ['skipped', false, false],
    ['unknown', false, false],
    ['', false, false],
    ['Succeeded', false, false],
  ])('with the outcome %j: %s; if issues count as a failure: %s', (outcome, usually, withoutIssues) => {
    expect(isGood(made('1', 0, { outcome }), {})).toBe(usually);
    expect(isGood(made('1', 0, { outcome }), { FailOnIssues: true })).toBe(withoutIssues);
  });

  test('never without a recovery point', () => {
    expect(isGood(made('1', 0, { recoveryPointArn: '' }), {})).toBe(false);
  });
});

test('the newest record, and the newest good one', () => {
  expect(newest([])).toBeUndefined();
  expect(newestGood([], POLICY)).toBeUndefined();
  expect(newest([failedB, goodA])).toEqual(failedB);
  expect(newestGood([failedB, goodA], POLICY)).toEqual(goodA);
  expect(newestGood([failedB], POLICY)).toBeUndefined();
  const withIssues = made('3', 1, { outcome: 'succeededWithIssues' });
  expect(newestGood([withIssues, goodA], POLICY)).toEqual(withIssues);
  expect(newestGood([withIssues, goodA], waitPolicy({ FailOnIssues: true }))).toEqual(goodA);
});

test('the newest record is that of the job which began last, whichever ended last', () => {
  const records = [made('1', 3, { fingerprint: 'A' }), failedB, made('1', 3, { fingerprint: 'A', outcome: '' })];
  expect(newest(records)).toEqual(failedB);
});

describe('a retry is spared', () => {
  test.each<[string, HistoryRecord[], string, boolean]>([
    ['when the newest record is good for the very properties', [goodA], 'A', true],
    ['also when the job ended after the timeout', [goodA, { ...goodA, outcome: 'timedOut', recoveryPointArn: '' }], 'A', true],
    ['not for other properties', [goodA], 'B', false],
    ['not without records', [], 'A', false],
    ['not when the backup failed', [failedB, goodA], 'B', false],
    ['not when another one failed since', [failedB, goodA], 'A', false],
    ['not when another one was good since', [made('2', 1, { fingerprint: 'B' }), goodA], 'A', false],
    ['not while the job runs', [{ ...goodA, outcome: '' }], 'A', false],
    ['not when nothing is known of the properties', [{ ...goodA, fingerprint: '' }], '', false],
  ])('%s', (_when, records, fingerprint, expected) => {
    expect(isGoodFor(records, fingerprint, POLICY)).toBe(expected);
  });

  test('from A to B to A to B, each one is run', () => {
    const fingerprints = ['A', 'B', 'A', 'B'];
    const history: HistoryRecord[] = [];
    for (const [index, fingerprint] of fingerprints.entries()) {
      expect(isGoodFor(history, fingerprint, POLICY)).toBe(false);
      history.unshift(made(String(index), 10 - index, { fingerprint }));
      expect(isGoodFor(history, fingerprint, POLICY)).toBe(true);
    }
  });
});

describe('a rollback returns to', () => {
  const newerA = made('4', 1, { fingerprint: 'A' });
  test.each<[string, HistoryRecord[], HistoryRecord | undefined]>([
    ['the record of its properties', [failedB, goodA], goodA],
    ['the newest one of them', [failedB, newerA, goodA], newerA],
    ['the newest good one of them', [failed('5', 0, { fingerprint: 'A' }), failedB, goodA], goodA],
    ['the newest one, if none was good', [failedB, failed('5', 4, { fingerprint: 'A' }), failed('6', 5, { fingerprint: 'A' })], failed('5', 4, { fingerprint: 'A' })],
    ['nothing, without a record of its properties', [failedB], undefined],
    ['nothing, without records', [], undefined],
  ])('%s', (_what, records, expected) => {
    expect(rollbackTarget(records, 'A', POLICY)).toEqual(expected);
  });

  test('nothing, when nothing is known of its properties', () => {
    expect(rollbackTarget([made('1', 0, { fingerprint: '' })], '', POLICY)).toBeUndefined();
  });
});

describe('with rollback turned off, a return to the last good state', () => {
  const { logicalId } = goodA;
  const isReturn = (records: HistoryRecord[], before = 'B', after = 'A', policy: Partial<WaitPolicy> = {}, id = logicalId): boolean =>
    isReturnToLastGood(records, id, { fingerprint: before, waitPolicy: waitPolicy(policy) }, { fingerprint: after, waitPolicy: waitPolicy(policy) });

  test.each(['failed', 'partial', 'expired', 'aborted', 'timedOut', 'unknown'])('is recognised after the outcome %s', (outcome) => {
    expect(isReturn([{ ...failedB, outcome }, goodA])).toBe(true);
  });

  test('is recognised when nothing was started', () => {
    expect(isReturn([failed('', 0, { fingerprint: 'B' }), goodA])).toBe(true);
    expect(isReturn([failed('', 0, { fingerprint: 'B', outcome: 'timedOut' }), goodA])).toBe(true);
  });

  test('is recognised when there was nothing to back up before, when the job before still runs, and when its failure only warned', () => {
    expect(isReturn([failedB, failed('', 3, { fingerprint: 'A', outcome: 'skipped' })])).toBe(true);
    expect(isReturn([failed('', 2, { fingerprint: 'B' }), { ...goodA, outcome: '' }], 'B', 'A', { Accepted: true })).toBe(true);
    const [before, after] = [{ fingerprint: 'B', waitPolicy: POLICY }, { fingerprint: 'A', waitPolicy: waitPolicy({ WarnOnFailure: true }) }];
    expect(isReturnToLastGood([failedB, failed('1', 3, { fingerprint: 'A' })], logicalId, before, after)).toBe(true);
  });

  test('is recognised whatever failed before, and when a former job ends late', () => {
    expect(isReturn([failedB, failed('8', 3, { fingerprint: 'C' }), goodA])).toBe(true);
    expect(isReturn([goodA, failedB, { ...goodA, outcome: '' }])).toBe(true);
  });

  test('is recognised when nothing is recorded of the properties that the failed update began with', () => {
    const fromA = { ...failedB, formerFingerprint: 'A' };
    expect(isReturn([fromA])).toBe(true);
    expect(isReturn([fromA, made('1', 3, { fingerprint: 'C' })])).toBe(true);
    expect(isReturn([{ ...failedB, formerFingerprint: 'C' }])).toBe(false);
    expect(isReturn([fromA, failed('1', 3, { fingerprint: 'A' })])).toBe(false);
    expect(isReturn([{ ...made('2', 2, { fingerprint: 'B' }), formerFingerprint: 'A' }])).toBe(false);
  });

  test.each<[string, HistoryRecord[]]>([
    ['without records', []],
    ['after a success', [made('2', 2, { fingerprint: 'B' }), goodA]],
    ['after a reused recovery point', [made('2', 2, { fingerprint: 'B', origin: 'reused', outcome: 'reused' }), goodA]],
    ['while the job runs', [{ ...failedB, outcome: '' }, goodA]],
    ['after an execution with nothing to do', [{ ...failedB, outcome: 'skipped' }, goodA]],
    ['when others failed', [failed('3', 1, { fingerprint: 'C' }), failedB, goodA]],
    ['when others were good since', [failedB, made('3', 2, { fingerprint: 'C' }), goodA]],
    ['when none was good', [failedB, failed('1', 3, { fingerprint: 'A' })]],
  ])('it is none %s', (_when, records) => {
    expect(isReturn(records)).toBe(false);
  });

  test('it is none between properties of which nothing is known, or that are the same', () => {
    expect(isReturn([failed('2', 2, { fingerprint: '' }), goodA], '', 'A')).toBe(false);
    expect(isReturn([failedB, made('1', 3, { fingerprint: '' })], 'B', '')).toBe(false);
    expect(isReturn([failed('2', 2, { fingerprint: 'A' }), goodA], 'A', 'A')).toBe(false);
  });

  test.each<[string, Partial<WaitPolicy>, string, boolean]>([
    ['that only warned', { WarnOnFailure: true }, 'failed', false],
    ['nobody waited for', { Accepted: true }, 'failed', false],
    ['nobody waited for, and that was watched as long as it can be', { Accepted: true }, 'timedOut', false],
    ['that timed out, and the deployment went on', { OnTimeout: 'CONTINUE' }, 'timedOut', false],
    ['that was handed on', { OnTimeout: 'HAND_ON' }, 'timedOut', false],
    ['that was stopped', { OnTimeout: 'STOP' }, 'timedOut', true],
    ['that timed out, although failures only warn', { WarnOnFailure: true }, 'timedOut', true],
    ['with issues', {}, 'succeededWithIssues', false],
    ['with issues, which count as a failure', { FailOnIssues: true }, 'succeededWithIssues', true],
    ['in time, that would have been handed on', { OnTimeout: 'HAND_ON' }, 'failed', true],
  ])('an end %s (%j, %s) is a failed deployment: %s', (_end, policy, outcome, expected) => {
    expect(isReturn([{ ...failedB, outcome }, goodA], 'B', 'A', policy)).toBe(expected);
  });

  test('a start that failed fails a deployment which would not have waited, but none that only warns', () => {
    const notStarted = failed('', 0, { fingerprint: 'B' });
    expect(isReturn([notStarted, goodA], 'B', 'A', { Accepted: true })).toBe(true);
    expect(isReturn([notStarted, goodA], 'B', 'A', { WarnOnFailure: true })).toBe(false);
    expect(isReturn([{ ...notStarted, outcome: 'timedOut' }, goodA], 'B', 'A', { WarnOnFailure: true })).toBe(false);
    expect(isReturn([{ ...notStarted, outcome: 'timedOut' }, goodA], 'B', 'A', { OnTimeout: 'HAND_ON' })).toBe(true);
  });

  test('in a chain, only the custom resource that failed returns', () => {
    const records = [{ ...failedB, logicalId: 'Next', fingerprint: '' }, { ...failedB, outcome: 'timedOut' }, goodA];
    expect(isReturn(records, 'B', 'A', { OnTimeout: 'HAND_ON' })).toBe(false);
    expect(isReturn(records, 'B', 'A', {}, 'Next')).toBe(true);
    const continued = [{ ...failedB, logicalId: 'Next', fingerprint: '' }, { ...failedB, outcome: '' }, goodA];
    expect(isReturn(continued, 'B', 'A')).toBe(false);
    expect(isReturn(continued, 'B', 'A', {}, 'Next')).toBe(true);
  });

  test('a job that failed after the deployment went on did not fail it', () => {
    expect(isReturn([failedB, { ...failedB, outcome: 'timedOut' }, goodA], 'B', 'A', { OnTimeout: 'CONTINUE' })).toBe(false);
  });
});

describe('the newest good record of all triggers', () => {
  const latest = made('2', 1);
  test.each<[string, HistoryRecord, HistoryRecord | undefined, boolean]>([
    ['is replaced by a newer one', made('3', 0), latest, true],
    ['is replaced by one of the same time', made('3', 1), latest, true],
    ['is not replaced by one that began earlier and ended late', made('1', 2, { completionDate: daysBefore(0) }), latest, false],
    ['is written where none is', made('1', 2), undefined, true],
    ['is not replaced by one whose job AWS Backup has forgotten', made('3', 0, { creationDate: '' }), latest, false],
    ['is replaced by a newer one that was used instead of a job', made('3', 0, { origin: 'reused', outcome: 'reused' }), latest, true],
    ['stays when it is itself used instead of a job: who made it stays known', { ...latest, origin: 'reused', outcome: 'reused' }, latest, false],
    ['replaces one whose date cannot be read', made('1', 2), { ...latest, creationDate: 'soon' }, true],
  ])('%s', (_what, record, before, expected) => {
    expect(supersedesLatest(record, before)).toBe(expected);
  });
});
