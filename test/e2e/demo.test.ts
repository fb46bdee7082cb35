import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually, processesWith } from './processes';

const ROOT = resolve(__dirname, '..', '..');
/** This process's environment, where the local AWS is not replaced by another endpoint. */
const { AWS_ENDPOINT_URL: _, ...environment } = process.env;

/** A running demo whose temporary files all go into one folder. */
class Demo {
  public readonly ended: Promise<number | string>;
  public output = '';
  private readonly child: ChildProcess;
  private hasEnded = false;

  constructor(folder: string, variables: Record<string, string> = {}) {
    const env = { ...environment, ...variables, TMPDIR: folder };
    this.child = spawn(process.execPath, ['--import', 'tsx', 'local-aws/demo.ts'], { cwd: ROOT, env });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {stream.on('data', (chunk: Buffer) => { this.output += chunk.toString(); });}
    this.ended = new Promise((done) => this.child.once('close', (code, signal) => {
      this.hasEnded = true;
      done(signal ?? code ?? 1);
    }));
  }

  public async says(text: string): Promise<boolean> {
    await eventually(() => this.output.includes(text) || this.hasEnded);
    return this.output.includes(text);
  }

  public kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

let folder: string;
let demos: Demo[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  demos = [];
});

afterEach(async () => {
  demos.forEach((demo) => demo.kill('SIGKILL'));
  await Promise.all(demos.map(({ ended }) => ended));
  await nothingRuns();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const start = (variables?: Record<string, string>) => {
  const demo = new Demo(folder, variables);
  demos.push(demo);
  return demo;
};
const nothingRuns = () => eventually(async () => (await processesWith(folder)).length === 0);
const foldersOf = async (...prefixes: string[]) => (await readdir(folder)).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));

test('two demos side by side succeed, and leave nothing behind', async () => {
  for (const demo of [start(), start()]) {
    expect([await demo.ended, demo.output]).toEqual([0, expect.stringMatching(/Done in [\d.]+ s: each job was COMPLETED/)]);
    expect(demo.output.match(/^ +State +COMPLETED$/gm)).toHaveLength(3);
  }
  expect(await nothingRuns()).toBe(true);
  expect(await foldersOf('local-aws-', 'cdk-cli-')).toEqual([]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s in the middle of the deployment leaves nothing behind', async (signal) => {
  const demo = start();
  expect(await demo.says('deploying...')).toBe(true);
  expect((await processesWith(folder)).length).toBeGreaterThan(1);
  demo.kill(signal);
  expect(await demo.ended).toBe(signal);
  expect(await nothingRuns()).toBe(true);
  expect(await foldersOf('local-aws-', 'cdk-cli-')).toEqual([]);
});

test('not even a killed demo leaves the local AWS behind', async () => {
  const demo = start();
  expect(await demo.says('The endpoint is')).toBe(true);
  demo.kill('SIGKILL');
  expect(await demo.ended).toBe('SIGKILL');
  expect(await nothingRuns()).toBe(true);
  expect(await foldersOf('local-aws-')).toEqual([]);
});

test('a demo that cannot deploy says so and ends with 1', async () => {
  const demo = start({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
  expect(await demo.ended).toBe(1);
  expect(demo.output).toContain('The demo failed. cdk bootstrap ended with 1. Its last lines:');
});
