import fc from 'fast-check';
import { Model, type Step } from './model';
import type { HistoryRecord } from '../../../src/request/history/history-record';

const SEED = Number(process.env.SEED ?? 20251123);

const REVISION = fc.constantFrom('A', 'B', 'C');
const OUTCOME = fc.constantFrom('succeeded', 'succeeded', 'succeeded', 'succeededWithIssues', 'partial', 'failed', 'aborted');
const DEPLOYED: fc.Arbitrary<Step> = fc.record({ type: fc.constantFrom('deploy', 'schedule'), revision: REVISION, outcome: OUTCOME, endsLate: fc.boolean() });
const PRUNED: fc.Arbitrary<Step> = fc.record({ type: fc.constant('prune'), keepLast: fc.integer({ min: 1, max: 4 }), keepAtLeastHours: fc.constantFrom(0, 0, 5) });
const OTHERS: fc.Arbitrary<Step>[] = [
  fc.record({ type: fc.constant('rollBack'), revision: REVISION }),
  fc.record({ type: fc.constantFrom('endLate', 'endLate', 'expire', 'createAgain', 'destroy') }),
];
const REUSED: fc.Arbitrary<Step> = fc.record({ type: fc.constant('reuse'), pick: fc.nat(50) });
const EDITS: readonly (readonly [keyof HistoryRecord, string])[] = [
  ['outcome', 'succeeded'], ['outcome', 'failed'], ['outcome', ''], ['creationDate', '2024-01-01T00:00:00Z'], ['creationDate', '2099-01-01T00:00:00Z'], ['creationDate', ''],
  ['recoveryPointArn', 'any'], ['recoveryPointArn', 'any'], ['origin', ''], ['origin', 'reused'], ['stackId', ''], ['schema', '2'], ['schema', 'no JSON'], ['iamRoleArn', ''],
  ['completionDate', ''], ['backupJobId', ''], ['idempotencyKey', ''],
];
const EDITED: fc.Arbitrary<Step> = fc.tuple(fc.nat(200), fc.constantFrom(...EDITS)).map(([pick, [member, value]]) => ({ type: 'edit', pick, member, value }));

function stepsOf(...arbitraries: fc.Arbitrary<Step>[]): fc.Arbitrary<Step[]> {
  const often = [DEPLOYED, DEPLOYED, DEPLOYED, PRUNED];
  return fc.array(fc.oneof(...often, ...OTHERS, ...arbitraries), { minLength: 5, maxLength: 60, size: 'max' });
}

describe('whatever happens, nothing is deleted that an output names, that somebody else or a final backup uses, that is the newest good one, or that somebody else made', () => {
  test.each([
    ['while nobody edits a record', stepsOf(REUSED)],
    ['also when records are edited by hand', stepsOf(REUSED, EDITED)],
  ])('%s', (_when, steps) => {
    let deleted = 0;
    fc.assert(fc.property(steps, (all) => {
      const model = new Model();
      all.forEach((step) => model.take(step));
      expect(model.wrong).toEqual([]);
      deleted += model.deleted;
    }), { seed: SEED, numRuns: 250 });
    expect(deleted).toBeGreaterThan(100);
  });
});

test('whatever happens, pruning leaves the newest good ones of the stack, as many as it must', () => {
  fc.assert(fc.property(stepsOf(), (all) => {
    const model = new Model();
    for (const step of all) {
      const before = model.goodPoints();
      model.take(step);
      if (step.type === 'prune') { expect(model.goodPoints().slice(0, step.keepLast)).toEqual(before.slice(0, step.keepLast)); }
    }
  }), { seed: SEED, numRuns: 150 });
});
