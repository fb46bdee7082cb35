import * as firstCopy from 'cdk-on-demand-backup';
import fc from 'fast-check';
import { plan, type Plan } from './property-app';
import { secondCopy } from './property-copy';
import { outcomeOf } from './property-outcome';

const COPIES = [firstCopy, secondCopy()] as const;
/** About a minute on a quiet computer. `SEED` finds other apps, and `COLLECT=1` counts what is broken instead of stopping at the first. */
const RUNS = Number(process.env.RUNS ?? 300);

/** The problems in an error, without what differs from app to app. */
function kindsOf(message: string): string[] {
  const problems = message.split('\n').map((line) => line.replace(/^ *\[[^\]]*\] /, '')).filter((line) => !/^(Validation failed|the on-demand backup \S+ has)/.test(line));
  return problems.map((line) => line.replace(/\b(Shop|Second|Prod)\b[^ ,:)]*/g, '…').replace(/\d+/g, 'n').replace(/\(.*?\)/g, '()').slice(0, 130));
}

class Count {
  private readonly counts = new Map<string, number>();

  public add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  public of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  public toString(): string {
    return [...this.counts].sort(([, a], [, b]) => b - a).map(([what, count]) => `  ${count} × ${what}`).join('\n');
  }
}

test('each app keeps all its promises in the templates, or fails at synth with a reason', () => {
  const outcomes = new Count();
  const promises = new Count();
  const errors = new Count();
  const unconfirmed = new Count();
  const failures = new Count();
  fc.assert(fc.property(plan, (each) => {
    const outcome = outcomeOf(each, COPIES);
    outcomes.add(outcome.kind);
    switch (outcome.kind) {
      case 'synthesised': {
        outcome.promises.forEach(({ promise }) => promises.add(promise));
        const broken = outcome.promises.filter(({ isKept }) => !isKept);
        if (broken.length > 0) { failures.add(broken[0].promise); }
        if (process.env.COLLECT) { return; }
        expect(broken).toEqual([]);
        break;
      }
      case 'ours':
        kindsOf(outcome.message).forEach((kind) => errors.add(kind));
        if (outcome.broken?.length === 0) { kindsOf(outcome.message).forEach((kind) => unconfirmed.add(kind)); }
        break;
      case 'theirs':
        errors.add(`of other people: ${kindsOf(outcome.message)[0]}`);
        break;
      default:
        failures.add(kindsOf(outcome.message)[0]);
        if (process.env.COLLECT) { return; }
        expect(outcome.message).toBe('an error that says what to do');
    }
  }), { numRuns: RUNS, seed: Number(process.env.SEED ?? 9) });
  process.stdout.write(`promises: ${RUNS} apps\n${outcomes}\nkept or broken:\n${promises}\nerrors:\n${errors}\nunconfirmed:\n${unconfirmed}\nfailures:\n${failures}\n`);
  expect(outcomes.of('synthesised')).toBeGreaterThan(RUNS / 3); // enough of both
  expect(outcomes.of('ours')).toBeGreaterThan(RUNS / 10);
});

describe('found by the property above with other seeds', () => {
  const PLAIN: Plan = {
    stabilization: false,
    hasStage: false,
    hasNested: false,
    nestedCondition: false,
    hasCopy: false,
    data: [{ kind: 'table', location: 0, removalPolicy: undefined, condition: 'none' }],
    backups: [],
    protections: [],
    others: [],
  };
  const backup = (...kinds: string[]): Plan['backups'][number] =>
    ({ data: 0, location: 0, kinds, vault: 'default', hasRole: false, isLong: false, isCopy: false });
  const protection = { scope: 0, priority: undefined, isLong: false, beforeChange: undefined, isEarly: false, isCopy: false };
  const other = (act: string, target: string): Plan['others'][number] => ({ act, target, scope: 0, priority: undefined, isAspect: false });
  const conditional = PLAIN.data.map((each) => ({ ...each, condition: 'early' as const }));

  test.each<[string, Partial<Plan>]>([
    ['a chain of onDeploy of a conditional table', { data: conditional, backups: [{ ...backup('onDeploy'), isLong: true }] }],
    ['a schedule in another stack than its conditional table', { data: conditional, backups: [{ ...backup('onSchedule'), location: 7 }] }],
    ['a final backup in another stack', { backups: [{ ...backup('onDelete'), location: 7 }] }],
    ['a role that is deleted', { backups: [{ ...backup('onDelete'), hasRole: true }], others: [other('delete', 'roles')] }],
    ['an onDeploy that does not wait for its permissions', { backups: [backup('onDeploy')], others: [other('overrideDependsOnAsString', 'links')] }],
    ['an onDeploy whose vault is conditional', { backups: [backup('onDeploy')], others: [other('condition', 'vaults')] }],
    ['an onDeploy whose function is conditional', { backups: [backup('onDeploy')], others: [other('condition', 'functions')] }],
    ['permissions that are conditional', { backups: [backup('onDelete')], others: [other('overrideCondition', 'policies')] }],
    ['a default vault without a policy', { backups: [backup('onDeploy')], others: [other('noPolicy', 'vaults')] }],
    ['two copies with a protection each', { hasCopy: true, protections: [{ ...protection, isCopy: true }, protection] }],
    ['two copies with a protection each, of an app and of a stage', { hasStage: true, hasCopy: true, protections: [{ ...protection, scope: 5, isCopy: true }, protection] }],
  ])('%s', (_what, members) => {
    const outcome = outcomeOf({ ...PLAIN, ...members }, COPIES);
    expect(outcome.kind).not.toBe('unknown');
    expect(outcome.kind === 'synthesised' ? outcome.promises.filter(({ isKept }) => !isKept) : []).toEqual([]);
  });
});
