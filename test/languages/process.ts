/** Runs a step of a toolchain. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');
/** What the toolchains make, and keep as their cache. */
export const WORK = resolve(ROOT, '.local-aws', 'languages');

export interface StepOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Its output goes there. */
  readonly log: string;
}

/** Runs a command, and returns what it prints to standard output. Throws an error with the end of its output if it fails. */
export async function run(command: string, args: readonly string[], { cwd = ROOT, env = {}, log }: StepOptions): Promise<string> {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const stream of [child.stdout, child.stderr]) { stream.pipe(file, { end: false }); }
  const code = await new Promise<number | NodeJS.Signals | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', (exitCode, signal) => done(exitCode ?? signal));
  });
  await new Promise<void>((done) => file.end(done));
  if (code === 0) { return Buffer.concat(chunks).toString(); }
  throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${readFileSync(log, 'utf8').trim().split('\n').slice(-40).join('\n')}`);
}

/** Whether a program is installed. */
export async function isInstalled(command: string, ...args: string[]): Promise<boolean> {
  return run(command, args, { log: resolve(WORK, `${command}.log`) }).then(() => true, () => false);
}
