import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { compile, ENVIRONMENT, median, ROOT, ROUNDS } from './runs';

/** User CPU time in milliseconds. */
interface Cost {
  readonly synth: number;
  readonly process: number;
}

interface Pair {
  readonly without: Cost;
  readonly with: Cost;
}

/**
 * Prints what a protection costs an app of 600 tables in 5 stacks. Each run with the protection has one without it right before, so that both
 * share whatever else the computer does meanwhile. Once as compiled JavaScript, and once as TypeScript that tsx compiles at the start.
 */
export function reportProtection(folder: string): void {
  const compiled = [compile('protection-app', folder)];
  const typescript = ['--import', 'tsx', path.join(__dirname, 'protection-app.ts')];
  console.log('a protection over 600 tables in 5 stacks, medians of user CPU time:');
  for (const [name, command] of [['JavaScript', compiled], ['TypeScript', typescript]] as const) {
    const pairs = Array.from({ length: ROUNDS + 1 }, () => ({ without: run(command, 'without', folder), with: run(command, 'with', folder) }));
    report(name, pairs.slice(1)); // the first one warms up
  }
}

function report(name: string, pairs: readonly Pair[]): void {
  for (const part of ['synth', 'process'] as const) {
    const [without, protectedMs] = [median(pairs.map((pair) => pair.without[part])), median(pairs.map((pair) => pair.with[part]))];
    const ratio = median(pairs.map((pair) => pair.with[part] / pair.without[part]));
    console.log(`${name}, ${part.padEnd(7)}: ${without.toFixed(0).padStart(5)} ms without, ${protectedMs.toFixed(0).padStart(5)} ms with, ${ratio.toFixed(2)} times`);
  }
}

function run(command: readonly string[], protection: 'with' | 'without', folder: string): Cost {
  const env = { ...ENVIRONMENT, TSX_TSCONFIG_PATH: tsconfigOf(folder) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, protection, path.join(folder, 'cdk.out')], { env, cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) { throw new Error(`synth ${protection} the protection failed:\n${stderr}`); }
  return JSON.parse(stdout) as Cost;
}

/** The compiled library, as users have it. */
function tsconfigOf(folder: string): string {
  const file = path.join(folder, 'tsconfig.json');
  const paths = { 'cdk-on-demand-backup': [path.join(ROOT, 'lib', 'index.js')] };
  writeFileSync(file, JSON.stringify({ compilerOptions: { module: 'commonjs', target: 'es2022', esModuleInterop: true, baseUrl: ROOT, paths } }));
  return file;
}
