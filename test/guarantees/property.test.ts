import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as firstCopy from 'cdk-on-demand-backup';
import fc from 'fast-check';
import { build, type Built, plan, type Plan } from './property-app';
import { readAssembly } from './property-assembly';
import { secondCopy } from './property-copy';
import { type Checked, promisesIn } from './property-promises';

const COPIES = [firstCopy, secondCopy()] as const;
const RUNS = Number(process.env.RUNS ?? 300);

/** What became of a plan. */
type Outcome =
  | { readonly kind: 'synthesised'; readonly promises: Checked[] }
  | { readonly kind: 'ours'; readonly message: string; readonly broken: Checked[] }
  | { readonly kind: 'theirs' | 'unknown'; readonly message: string };

const OUR_WORDS = /the on-demand backup \S+ has|backup protection|not protected by backups|on-demand backups?\b/;

function inFolder<T>(act: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'promises-'));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function errorOf(act: () => void): Error | undefined {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  return undefined;
}

function outcomeOf(each: Plan): Outcome {
  return inFolder((folder): Outcome => {
    let built: Built | undefined;
    const error = errorOf(() => {
      built = build(each, folder, COPIES);
      built.app.synth();
    });
    if (error === undefined && built) { return { kind: 'synthesised', promises: promisesIn(readAssembly(folder), built.expected) }; }
    const message = error?.message ?? '';
    const paths = built ? built.app.node.findAll().map(({ node }) => node.path) : [];
    const namesPath = built ? paths.some((path) => path !== '' && message.includes(path)) : /Shop|Second/.test(message);
    if (OUR_WORDS.test(message) && namesPath && !(error instanceof TypeError)) { return { kind: 'ours', message, broken: built ? brokenWithoutCheck(built, folder) : [] }; }
    const theirs = inFolder((other) => errorOf(() => { build(each, other, undefined).app.synth(); }));
    return { kind: theirs ? 'theirs' : 'unknown', message: error?.stack ?? '' };
  });
}

/** What the templates would break if the synthesis did not fail. */
function brokenWithoutCheck({ app, expected }: Built, folder: string): Checked[] {
  try {
    app.synth({ skipValidation: true, force: true });
    return promisesIn(readAssembly(folder), expected).filter(({ isKept }) => !isKept);
  } catch (error) {
    return [{ promise: `the synthesis ends: ${(error as Error).message}`, subject: '', isKept: false }];
  }
}

/** An error without the names that differ from app to app. */
function kindOf(message: string): string {
  return message.replace(/\n {4}at [^]*/, '').replace(/\b(Shop|Second|Prod)\/\S*/g, 'P').replace(/\b(Data|Backup)\d\S*/g, 'C').replace(/\d+/g, 'n').slice(0, 400);
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
    const outcome = outcomeOf(each);
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
        errors.add(kindOf(outcome.message));
        if (outcome.broken.length === 0) { unconfirmed.add(kindOf(outcome.message)); }
        break;
      case 'theirs':
        errors.add(`theirs: ${kindOf(outcome.message)}`);
        break;
      default:
        failures.add(outcome.message);
        if (process.env.COLLECT) { return; }
        expect(outcome.message).toBe('an error that says what to do');
    }
  }), { numRuns: RUNS, seed: Number(process.env.SEED ?? 9) });
  process.stdout.write(`promises: ${RUNS} apps\n${outcomes}\nkept or broken:\n${promises}\nerrors:\n${errors}\nunconfirmed:\n${unconfirmed}\nfailures:\n${failures}\n`);
});
