/** What becomes of a random app: a synthesis, or an error and whose. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Built, type Copies, type Plan } from './property-app';
import { readAssembly } from './property-assembly';
import { type Checked, promisesIn } from './property-promises';

/** What became of a plan. */
export type Outcome =
  | { readonly kind: 'synthesised'; readonly promises: Checked[] }
  /** `broken` is what the templates would break without a validation that fails; undefined for other errors. */
  | { readonly kind: 'ours'; readonly message: string; readonly broken?: Checked[] }
  | { readonly kind: 'theirs' | 'unknown'; readonly message: string };

const OUR_WORDS = /the on-demand backup \S+ has|backup protection|not protected by backups|on-demand backups?\b/;

/** What aws-cdk-lib itself says of what somebody did to our resources. */
const OTHERS_CHECKS = /is a stateful resource type, and you must specify a Removal Policy/;

/** Calls with a folder that is removed then. */
export function inFolder<T>(act: (folder: string) => T): T {
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

/** Builds and synthesises a random app. */
export function outcomeOf(each: Plan, copies: Copies): Outcome {
  return inFolder((folder): Outcome => {
    let built: Built | undefined;
    const error = errorOf(() => {
      built = build(each, folder, copies);
      built.app.synth();
    });
    if (error === undefined && built) { return { kind: 'synthesised', promises: promisesIn(readAssembly(folder), built.expected) }; }
    const message = error?.message ?? '';
    const paths = built ? built.app.node.findAll().map(({ node }) => node.path) : [];
    const namesPath = built ? paths.some((path) => path !== '' && message.includes(path)) : /Shop|Second/.test(message);
    const isOfWholeApp = /^two copies of cdk-on-demand-backup protect this app/.test(message);
    if (isOfWholeApp || OUR_WORDS.test(message) && namesPath && !(error instanceof TypeError)) {
      return { kind: 'ours', message, broken: built && /^Validation failed/.test(message) ? brokenWithoutCheck(built, folder) : undefined };
    }
    const isChecked = OTHERS_CHECKS.test(message) && namesPath;
    const theirs = isChecked || inFolder((other) => errorOf(() => { build(each, other, undefined).app.synth(); }));
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
