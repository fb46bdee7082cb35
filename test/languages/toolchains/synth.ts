import assert from 'node:assert';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { differencesOf } from '../compare-assemblies';
import { run, WORK } from '../process';

const REFERENCE = join(WORK, 'typescript', 'cdk.out');
let expectedReport = '';

interface App {
  readonly language: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

/** Synthesises the app in TypeScript, to which the others are compared. */
export async function synthReference(): Promise<void> {
  expectedReport = await synth({ language: 'typescript', command: 'npx', args: ['tsx', '--tsconfig', 'test/tsconfig.json', 'test/languages/app.ts'] }, REFERENCE);
}

/** Synthesises the app in another language. Throws an error if its templates, report or messages are others than in TypeScript. */
export async function synthAndCompare(app: App, name = 'cdk.out'): Promise<void> {
  const folder = join(WORK, app.language, name);
  const report = await synth(app, folder);
  const found = differencesOf(REFERENCE, folder);
  if (found.length > 0) { throw new Error(`${found.length} differences:\n${found.slice(0, 20).join('\n')}`); }
  assert.equal(report, expectedReport);
}

/** Returns what the app prints: the report of the protection. */
async function synth({ command, args, cwd, env }: App, folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const output = await run(command, args, { cwd, env: { ...env, OUT: folder }, log: `${folder}.log` });
  return stripVTControlCharacters(output).trim(); // Maven resets colours
}
