/** The real CDK CLI, as a child process that uses one endpoint. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Environment } from './environments';
import { ProcessGroup } from './process-group';

const ROOT = resolve(__dirname, '..');
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
/** Runs a TypeScript app. Relative to the root folder, because the CLI removes quotes. */
const RUN_APP = 'node node_modules/tsx/dist/cli.mjs --tsconfig test/tsconfig.json';
/** Programs that the path of the environment leads to. */
const RUNNERS: Readonly<Record<string, string>> = { '.js': 'node', '.py': 'python' };

export interface CdkCliOptions {
  /** The app's file, relative to `folder`, e.g. `examples/on-deploy.ts`. JavaScript and Python run as they are. */
  readonly app: string;
  /** Where the app runs. Default: the root folder of this repository. */
  readonly folder?: string;
  /** The whole environment of the CLI and the app, as the local AWS provides it. */
  readonly environment: Environment;
  /** Also show the CLI's output while it runs. */
  readonly show?: boolean;
}

export interface CdkResult {
  readonly exitCode: number | NodeJS.Signals;
  /** Everything the CLI printed, without colours. */
  readonly output: string;
}

export interface CdkDeployResult extends CdkResult {
  /** Outputs by stack name, then by output name. */
  readonly outputs: Record<string, Record<string, string>>;
}

export class CdkCli {
  constructor(private readonly options: CdkCliOptions) {}

  /** Writes the cloud assembly into a folder. */
  public async synth(folder: string): Promise<CdkResult> {
    return this.run(folder, 'synth', '--quiet');
  }

  /** Bootstraps the account and Region of the environment's credentials. */
  public async bootstrap(): Promise<CdkResult> {
    return this.inFolder((folder) => this.run(folder, 'bootstrap'));
  }

  public async deploy(...args: string[]): Promise<CdkDeployResult> {
    return this.inFolder(async (folder) => {
      const file = join(folder, 'outputs.json');
      const options = ['--all', '--require-approval', 'never', '--progress', 'events', '--outputs-file', file];
      const result = await this.run(folder, 'deploy', ...options, ...args);
      return { ...result, outputs: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {} };
    });
  }

  /** Returns stacks whose deployment failed without a rollback to the state before. */
  public async rollback(...args: string[]): Promise<CdkResult> {
    return this.inFolder((folder) => this.run(folder, 'rollback', '--all', ...args));
  }

  public async destroy(...args: string[]): Promise<CdkResult> {
    return this.inFolder((folder) => this.run(folder, 'destroy', '--all', '--force', ...args));
  }

  private async run(folder: string, command: string, ...args: string[]): Promise<CdkResult> {
    const { app, environment, show, folder: cwd = ROOT } = this.options;
    const group = new ProcessGroup(process.execPath, [
      CDK, command, ...args, '--app', `${RUNNERS[extname(app)] ?? RUN_APP} ${app}`, '--output', join(folder, 'cdk.out'),
      '--no-notices', show && process.stdout.isTTY ? '--color' : '--no-color',
    ], { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'], onAbandoned: () => removeFolder(folder) });
    const chunks: Buffer[] = [];
    for (const stream of [group.child.stdout!, group.child.stderr!]) {
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      if (show) { stream.pipe(process.stdout, { end: false }); }
    }
    const exitCode = await group.ended;
    await group.stop();
    return { exitCode, output: stripVTControlCharacters(Buffer.concat(chunks).toString()) };
  }

  /** Each call has its own cloud assembly, so that concurrent calls do not lock each other out. */
  private async inFolder<T>(call: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'cdk-cli-'));
    try {
      return await call(folder);
    } finally {
      removeFolder(folder);
    }
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
