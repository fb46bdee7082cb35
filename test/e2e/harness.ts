/** One local AWS for a test file, and the clients that tests look at it with: the CDK CLI, the AWS CLI, an SDK. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BackupClient } from '@aws-sdk/client-backup';
import { SFNClient } from '@aws-sdk/client-sfn';
import { CdkCli, CdkDeployResult, CdkResult } from '../../local-aws/cdk-cli';
import { Environment } from '../../local-aws/environments';
import { backupClient } from '../../local-aws/job-report';
import { LocalAws, startLocalAws } from '../../local-aws/local-aws';
import { pythonEnvironment } from '../../local-aws/python-environment';

const run = promisify(execFile);
const LOGS = resolve(__dirname, '..', '..', 'test-reports');
/** The CLI waits a minute for an answer otherwise. */
const PATIENT = ['--cli-connect-timeout', '600', '--cli-read-timeout', '600'];

export interface HarnessOptions {
  /** An AWS Backup of its own (the stand-in), for the functions and for the clients of the tests. */
  readonly backupEndpoint?: string;
  /**
   * How much of its time a wait of the machine takes. The handler does not see it: it counts the seconds that it asked for.
   * Default a tenth: jobs on the local AWS are done at once.
   */
  readonly waitScale?: number;
  /** False for tests that deploy nothing with the CDK. */
  readonly bootstrap?: boolean;
}

/** What the AWS CLI prints for a resource of a stack. */
export interface StackResource {
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
}

/** What happened to a resource of a stack, or to the stack itself (whose logical id is its name). */
export interface StackEvent {
  readonly logicalId: string;
  readonly status: string;
  readonly reason: string;
  readonly time: Date;
}

export interface StackTemplate {
  readonly Resources: Record<string, {
    readonly Type: string;
    readonly Properties?: Record<string, unknown>;
    readonly DependsOn?: string | string[];
  }>;
  readonly Outputs?: Record<string, { readonly Value: unknown }>;
}

interface Stack {
  readonly StackStatus: string;
  readonly Outputs?: { readonly OutputKey: string; readonly OutputValue: string }[];
}

export class Harness {
  /** Starts a local AWS and bootstraps it for the CDK. Its log is kept as `test-reports/local-aws-<name>.log`. */
  public static async start(name: string, { backupEndpoint, waitScale = 0.1, bootstrap = true }: HarnessOptions = {}): Promise<Harness> {
    const ofBackup: Environment = backupEndpoint ? { AWS_ENDPOINT_URL_BACKUP: backupEndpoint } : {};
    await mkdir(LOGS, { recursive: true });
    const aws = await startLocalAws({
      serverEnvironment: { SFN_WAIT_SCALE: String(waitScale), ...ofBackup },
      log: join(LOGS, `local-aws-${name}.log`),
    });
    const harness = new Harness(aws, { ...aws.environment, ...ofBackup }, await pythonEnvironment('requirements-test.txt'));
    if (!bootstrap) {return harness;}
    const { exitCode, output } = await harness.cdk('orders').bootstrap();
    if (exitCode === 0) {return harness;}
    await harness.stop();
    throw new Error(`cdk bootstrap ended with ${exitCode}:\n${output}`);
  }

  public readonly backup: BackupClient;
  public readonly stepFunctions: SFNClient;

  private constructor(public readonly aws: LocalAws, private readonly environment: Environment, private readonly python: string) {
    this.backup = backupClient(environment);
    this.stepFunctions = new SFNClient({
      endpoint: environment.AWS_ENDPOINT_URL,
      region: environment.AWS_REGION,
      credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY },
    });
  }

  public async stop(): Promise<void> {
    this.backup.destroy();
    this.stepFunctions.destroy();
    await this.aws.stop();
  }

  /** Deploys an app of `apps/`, whatever comes of it. */
  public async tryDeploy(app: string, variables: Environment = {}, ...args: string[]): Promise<CdkDeployResult> {
    return this.cdk(app, variables).deploy(...args);
  }

  /** Deploys an app of `apps/` with one stack, and returns the stack's outputs. */
  public async deploy(app: string, variables: Environment = {}, ...args: string[]): Promise<Record<string, string>> {
    const { exitCode, output, outputs } = await this.tryDeploy(app, variables, ...args);
    if (exitCode !== 0) {throw new Error(`cdk deploy ended with ${exitCode}:\n${output}`);}
    return Object.values(outputs)[0] ?? {};
  }

  public async rollback(app: string, variables: Environment = {}): Promise<CdkResult> {
    return this.cdk(app, variables).rollback();
  }

  public async destroy(app: string, variables: Environment = {}): Promise<CdkResult> {
    return this.cdk(app, variables).destroy();
  }

  /** Calls the AWS CLI and returns what it prints. */
  public async awsCli<T>(...args: string[]): Promise<T> {
    const options = { env: this.environment, maxBuffer: 16 * 1024 * 1024 };
    const { stdout } = await run(this.python, ['-m', 'awscli', ...args, '--output', 'json', ...PATIENT], options);
    return JSON.parse(stdout || '{}') as T;
  }

  /** Runs a script of a shell that knows the AWS CLI as `aws`, and returns what it prints. */
  public async awsShell(script: string): Promise<string> {
    const env = { ...this.environment, PYTHON_OF_AWS: this.python };
    const { stdout } = await run('sh', ['-ec', `aws() { "$PYTHON_OF_AWS" -m awscli "$@"; }\n${script}`], { env, maxBuffer: 16 * 1024 * 1024 });
    return stdout.trim();
  }

  /** Physical ids by logical id. */
  public async resources(stack: string): Promise<StackResource[]> {
    type Output = { StackResources: StackResource[] };
    return (await this.awsCli<Output>('cloudformation', 'describe-stack-resources', '--stack-name', stack)).StackResources;
  }

  /** All events of a stack, the oldest first. A deleted stack is known by its id (ARN) only. */
  public async stackEvents(stack: string): Promise<StackEvent[]> {
    type Output = { StackEvents: { LogicalResourceId: string; ResourceStatus: string; ResourceStatusReason?: string; Timestamp: string }[] };
    const { StackEvents } = await this.awsCli<Output>('cloudformation', 'describe-stack-events', '--stack-name', stack);
    return StackEvents.reverse().map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason = '', Timestamp }) => {
      return { logicalId: LogicalResourceId, status: ResourceStatus, reason: ResourceStatusReason, time: new Date(Timestamp) };
    });
  }

  /** The template that a stack runs, if it was deployed as JSON, as an app of the CDK is. */
  public async templateOf(stack: string): Promise<StackTemplate> {
    type Output = { TemplateBody: StackTemplate | string };
    const { TemplateBody } = await this.awsCli<Output>('cloudformation', 'get-template', '--stack-name', stack);
    return typeof TemplateBody === 'string' ? JSON.parse(TemplateBody) as StackTemplate : TemplateBody;
  }

  public async tableExists(name: string): Promise<boolean> {
    return (await this.awsCli<{ TableNames: string[] }>('dynamodb', 'list-tables')).TableNames.includes(name);
  }

  public async stackStatus(stack: string): Promise<string> {
    return (await this.describeStack(stack)).StackStatus;
  }

  /** The outputs that a stack has now, also after a deployment that failed. */
  public async outputs(stack: string): Promise<Record<string, string>> {
    const { Outputs = [] } = await this.describeStack(stack);
    return Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  }

  /** The CDK CLI for an app that is none of `apps/`. */
  public cdkIn(folder: string, app: string, variables: Environment = {}): CdkCli {
    return new CdkCli({ app, folder, environment: { ...this.environment, ...variables } });
  }

  private async describeStack(stack: string): Promise<Stack> {
    return (await this.awsCli<{ Stacks: Stack[] }>('cloudformation', 'describe-stacks', '--stack-name', stack)).Stacks[0];
  }

  private cdk(app: string, variables: Environment = {}): CdkCli {
    return new CdkCli({ app: `test/e2e/apps/${app}.ts`, environment: { ...this.environment, ...variables } });
  }
}
