import * as path from 'node:path';
import { buildSync } from 'esbuild';

export const ROOT = path.join(__dirname, '..');
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 9);

/** The environment of a run: without the template validation that newer releases of aws-cdk-lib run at synth, which is not ours and takes most of the time. */
export const ENVIRONMENT = { ...process.env, CDK_VALIDATION: 'false', NODE_PATH: path.join(ROOT, 'node_modules') };

/** Compiles an app of this folder, which uses the compiled library in lib/. */
export function compile(app: string, folder: string): string {
  const outfile = path.join(folder, `${app}.js`);
  buildSync({
    entryPoints: [path.join(__dirname, `${app}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    supported: { 'dynamic-import': false }, // as in compiled CommonJS
    tsconfigRaw: {},
    alias: { 'cdk-on-demand-backup': path.join(ROOT, 'lib', 'index.js') },
    external: ['aws-cdk-lib', 'constructs', path.join(ROOT, 'lib', '*')],
    logLevel: 'warning',
  });
  return outfile;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
