import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REGION } from './util';
import { pythonEnvironment } from '../../local-aws/python-environment';

const execute = promisify(execFile);

/** The AWS CLI as a client of one service of the stand-in, for all tests of a file. */
export class AwsCli {
  /** The home of the CLI, without the developer's own configuration. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  private python = '';

  /** @param service as the CLI names it: `backup`, `ssm` */
  constructor(private readonly service: string) {
    beforeAll(async () => { this.python = await pythonEnvironment('requirements-test.txt'); });
    afterAll(() => rmSync(this.folder, { recursive: true }));
  }

  /** Runs an operation against a stand-in; returns what the CLI prints. */
  public async run(endpoint: string, ...args: string[]): Promise<Record<string, unknown>> {
    const stdout = await this.runPython(['-m', 'awscli', this.service, ...args, '--output', 'json'], {
      [`AWS_ENDPOINT_URL_${this.service.toUpperCase()}`]: endpoint,
      AWS_ACCESS_KEY_ID: 'cli',
      AWS_SECRET_ACCESS_KEY: 'cli',
      AWS_MAX_ATTEMPTS: '1',
      AWS_PAGER: '',
    });
    return stdout.trim() === '' ? {} : JSON.parse(stdout);
  }

  /** What the CLI says when an operation fails. */
  public async failure(endpoint: string, ...args: string[]): Promise<string> {
    return this.run(endpoint, ...args).then(() => 'no failure', (error: { stderr: string }) => error.stderr);
  }

  /** Runs the Python that has the CLI and botocore. */
  public async runPython(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const { stdout } = await execute(this.python, args, { env: { PATH: process.env.PATH, HOME: this.folder, AWS_DEFAULT_REGION: REGION, ...env } });
    return stdout;
  }
}
