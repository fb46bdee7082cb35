import * as firstCopy from 'cdk-on-demand-backup';
import fc from 'fast-check';
import { plan } from './property-app';
import { secondCopy } from './property-copy';
import { outcomeOf } from './property-outcome';

const COPIES = [firstCopy, secondCopy()] as const;
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
});
