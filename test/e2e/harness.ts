/** One local AWS for a test file, and the clients that tests look at it with: the CDK CLI, the AWS CLI, an SDK. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BackupClient } from '@aws-sdk/client-backup';
import { CdkCli, CdkDeployResult, CdkResult } from '../../local-aws/cdk-cli';
import { Environment } from '../../local-aws/environments';
import { backupClient } from '../../local-aws/job-report';
import { LocalAws, startLocalAws } from '../../local-aws/local-aws';
import { pythonEnvironment } from '../../local-aws/python-environment';

const run = promisify(execFile);
const LOGS = resolve(__dirname, '..', '..', 'test-reports');

/** Waits of the machine take a tenth: jobs on the local AWS are done at once. */
const SERVER_ENVIRONMENT = { SFN_WAIT_SCALE: '0.1' };

/** What the AWS CLI prints for a resource of a stack. */
export interface StackResource {
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
}

export class Harness {
  /**
   * Starts a local AWS and bootstraps it. Its log is kept as `test-reports/local-aws-<name>.log`.
   *
   * @param backupEndpoint an AWS Backup of its own (the stand-in), for the functions and for the clients of the tests
   */
  public static async start(name: string, backupEndpoint?: string): Promise<Harness> {
    const ofBackup: Environment = backupEndpoint ? { AWS_ENDPOINT_URL_BACKUP: backupEndpoint } : {};
    await mkdir(LOGS, { recursive: true });
    const aws = await startLocalAws({
      serverEnvironment: { ...SERVER_ENVIRONMENT, ...ofBackup },
      log: join(LOGS, `local-aws-${name}.log`),
    });
    const harness = new Harness(aws, { ...aws.environment, ...ofBackup }, await pythonEnvironment('requirements-test.txt'));
    const { exitCode, output } = await harness.cdk('orders').bootstrap();
    if (exitCode === 0) return harness;
    await harness.stop();
    throw new Error(`cdk bootstrap ended with ${exitCode}:\n${output}`);
  }

  public readonly backup: BackupClient;

  private constructor(public readonly aws: LocalAws, private readonly environment: Environment, private readonly python: string) {
    this.backup = backupClient(environment);
  }

  public async stop(): Promise<void> {
    this.backup.destroy();
    await this.aws.stop();
  }

  /** Deploys an app of `apps/`, whatever comes of it. */
  public async tryDeploy(app: string, variables: Environment = {}): Promise<CdkDeployResult> {
    return this.cdk(app, variables).deploy();
  }

  /** Deploys an app of `apps/` with one stack, and returns the stack's outputs. */
  public async deploy(app: string, variables: Environment = {}): Promise<Record<string, string>> {
    const { exitCode, output, outputs } = await this.tryDeploy(app, variables);
    if (exitCode !== 0) throw new Error(`cdk deploy ended with ${exitCode}:\n${output}`);
    return Object.values(outputs)[0] ?? {};
  }

  public async destroy(app: string, variables: Environment = {}): Promise<CdkResult> {
    return this.cdk(app, variables).destroy();
  }

  /** Calls the AWS CLI and returns what it prints. */
  public async awsCli<T>(...args: string[]): Promise<T> {
    const options = { env: this.environment, maxBuffer: 16 * 1024 * 1024 };
    const { stdout } = await run(this.python, ['-m', 'awscli', ...args, '--output', 'json'], options);
    return JSON.parse(stdout || '{}') as T;
  }

  /** Physical ids by logical id. */
  public async resources(stack: string): Promise<StackResource[]> {
    type Answer = { StackResources: StackResource[] };
    return (await this.awsCli<Answer>('cloudformation', 'describe-stack-resources', '--stack-name', stack)).StackResources;
  }

  public async stackStatus(stack: string): Promise<string> {
    type Answer = { Stacks: { StackStatus: string }[] };
    return (await this.awsCli<Answer>('cloudformation', 'describe-stacks', '--stack-name', stack)).Stacks[0].StackStatus;
  }

  /** The CDK CLI for an app outside this repository. */
  public cdkIn(folder: string, app: string): CdkCli {
    return new CdkCli({ app, folder, environment: this.environment });
  }

  private cdk(app: string, variables: Environment = {}): CdkCli {
    return new CdkCli({ app: `test/e2e/apps/${app}.ts`, environment: { ...this.environment, ...variables } });
  }
}
