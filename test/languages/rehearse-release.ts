/**
 * Rehearses a release without publishing it: the commands of the release workflow, job by job, in a fresh clone of what is committed. It leaves out the
 * tests, and the programs that publish.
 *
 * Usage: npm run release:rehearse [-- JOB...], e.g. release_pypi
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './process';

interface Task {
  readonly steps: readonly { readonly spawn?: string; readonly execArgs?: readonly string[]; readonly exec?: string }[];
}

const TASKS = (JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8')) as { tasks: Record<string, Task> }).tasks;
const WORKFLOW = readFileSync(join(ROOT, '.github', 'workflows', 'release.yml'), 'utf8');
const ENV = { CI: 'true', RELEASE: 'true' };
/** Commands that need the workflow's service, or publish. */
const LEFT_OUT = /setfacl|publib/;

function main(jobs: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  try {
    clone(folder, 'release');
    for (const command of releaseCommands()) { sh(join(folder, 'release'), command); }
    for (const job of jobs.length > 0 ? jobs : packagingJobs()) { rehearse(job, folder); }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the job `release` runs, without the tests. */
function releaseCommands(): string[] {
  const steps = TASKS.release.steps.flatMap((step) => step.spawn === 'build' ? TASKS.build.steps : [step]).filter(({ spawn }) => spawn !== 'test');
  return ['npm ci', ...steps.map(({ spawn, execArgs, exec }) => spawn === undefined ? exec ?? execArgs!.join(' ') : `npx projen ${spawn}`)];
}

function packagingJobs(): string[] {
  return [...WORKFLOW.matchAll(/^ {2}(release_\w+):$/gm)].map(([, job]) => job).filter((job) => commandsOf(job).length > 0);
}

/** The commands of a job, in order. */
function commandsOf(job: string): string[] {
  const text = WORKFLOW.split(/^ {2}(?=\w+:$)/m).find((part) => part.startsWith(`${job}:`));
  if (text === undefined) { throw new Error(`release.yml has no job ${job}: use ${packagingJobs().join(', ')}`); }
  return [...text.matchAll(/^ +run: (?!\|)(.+)$/gm)].map(([, command]) => command).filter((command) => !LEFT_OUT.test(command));
}

/** A job downloads what the first one made, checks out the repository beside it, and makes its package. */
function rehearse(job: string, folder: string): void {
  if (job === 'release_nuget' && !isInstalled('dotnet')) {
    console.log(`${job}: left out, there is no .NET SDK`);
    return;
  }
  const place = join(folder, job);
  cpSync(join(folder, 'release', 'dist'), join(place, 'dist'), { recursive: true });
  clone(place, '.repo');
  const start = Date.now();
  for (const command of commandsOf(job)) { sh(place, command); }
  const made = readdirSync(join(place, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(tgz|whl|jar|tar\.gz|nupkg|pom|mod)$/.test(file));
  console.log(`${job}: ${((Date.now() - start) / 1000).toFixed(0)} s, ${made.join(', ')}`);
  if (made.length === 0) { throw new Error(`${job} made no package`); }
}

function clone(parent: string, name: string): void {
  execFileSync('git', ['clone', '--quiet', ROOT, join(parent, name)]);
}

function sh(cwd: string, command: string): void {
  console.log(`$ ${command}`);
  try {
    execFileSync('bash', ['-c', command], { cwd, env: { ...process.env, ...ENV }, encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} failed:\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-40).join('\n')}`);
  }
}

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
