/**
 * Measures what the library costs at synth, and prints it: `npm run bench`.
 *
 * Each figure is a whole `node` process on compiled JavaScript, with its own folder. Each round runs every size, so that all
 * sizes share whatever else the computer does meanwhile; the medians are compared.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { reportProtection } from './protection';
import { compile, ENVIRONMENT, median, ROOT, ROUNDS } from './runs';

const SIZES = [0, 1, 100, 400, 480];
const MOST_PER_BACKUP_MS = 0.7;

/** Runs one synth and returns its time in milliseconds. */
function synth(app: string, size: number, outdir: string): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [app, String(size), outdir], { env: ENVIRONMENT, encoding: 'utf8' });
  if (status !== 0) { throw new Error(`synth of ${size} backups failed:\n${stderr}`); }
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function measure(folder: string): Map<number, number[]> {
  const app = compile('synth-app', folder);
  const times = new Map<number, number[]>(SIZES.map((size) => [size, []]));
  for (let round = -1; round < ROUNDS; round++) { // round -1 warms up
    for (const size of SIZES) {
      const time = synth(app, size, path.join(folder, `cdk.out.${size}`));
      if (round >= 0) { times.get(size)?.push(time); }
    }
  }
  return times;
}

function report(folder: string): void {
  const times = measure(folder);
  const at = (size: number) => median(times.get(size) as number[]);
  console.log(`node ${process.version}, ${ROUNDS} rounds, medians of whole processes`);
  for (const size of SIZES) {
    const values = times.get(size) as number[];
    const template = readdirSync(path.join(folder, `cdk.out.${size}`)).find((file) => file.endsWith('.template.json'));
    const bytes = template ? readFileSync(path.join(folder, `cdk.out.${size}`, template)).length : 0;
    console.log(`${String(size).padStart(4)} backups: ${at(size).toFixed(0).padStart(5)} ms`
      + ` (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}), template ${bytes} bytes`);
  }
  const [first, further] = [at(1) - at(0), (at(400) - at(1)) / 399];
  console.log(`the first backup, which loads what all of them need: ${first.toFixed(0)} ms`);
  console.log(`each further one, from 1 to 400: ${further.toFixed(2)} ms (at most ${MOST_PER_BACKUP_MS})`);
  console.log(`everything, spread over 400:     ${((at(400) - at(0)) / 400).toFixed(2)} ms`);
  const bundle = readFileSync(path.join(ROOT, 'assets', 'lambda', 'backup.lambda', 'index.js'));
  console.log(`handler bundle: ${bundle.length} bytes, ${deflateRawSync(bundle, { level: 9 }).length} zipped`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
try {
  report(folder);
  reportProtection(folder);
} finally {
  rmSync(folder, { recursive: true });
}
