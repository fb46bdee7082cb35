import * as path from 'node:path';
import { Aws, Duration, type IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, LoggingFormat, Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { pinLogicalId } from './pin-logical-id';
import { deletionStatements } from './recovery-point-permissions';
import { Environment } from '../request/names';
import { clearSynthCache } from '../template/synth-cache';

/** `project.bundler.addBundle` in `.projenrc.ts` writes it, for a target not newer than the runtime below. */
const BUNDLE = path.join(__dirname, '..', '..', 'assets', 'lambda', 'backup.lambda');
/** By name, because the oldest aws-cdk-lib that we support has no constant for it. */
const RUNTIME = new Runtime('nodejs24.x', RuntimeFamily.NODEJS);

/**
 * The one function of a stack and its role. The role may start jobs to the vaults that definitions name, may pass the roles
 * that they name to AWS Backup, may ask for jobs, which IAM only grants on `*`, and for the state of its own stack.
 */
export class HandlerFunction extends Construct {
  public readonly functionArn: string;
  public readonly role: Role;
  private readonly permitted = new Set<string>();
  private definitions = 0;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', { retention: RetentionDays.THREE_MONTHS });
    this.role = new Role(this, 'Role', {
      description: 'Lets the function of on-demand backups start and watch backup jobs',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    // Written out, because the AWS managed policy for it covers every log group of the account
    this.role.addToPolicy(new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }));
    // No resource-level permission exists for it
    this.role.addToPolicy(new PolicyStatement({ actions: ['backup:DescribeBackupJob'], resources: ['*'] }));
    // By name, as the function asks
    const ownStack = Stack.of(this).formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${Aws.STACK_NAME}/*` });
    this.role.addToPolicy(new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [ownStack] }));
    const lambdaFunction = new LambdaFunction(this, 'Function', {
      description: 'Starts and watches the on-demand backup jobs of this stack (cdk-on-demand-backup)',
      code: Code.fromAsset(BUNDLE),
      handler: 'index.handler',
      runtime: RUNTIME,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      memorySize: 256,
      environment: { [Environment.BACKUPS]: Lazy.uncachedString({ produce: (context) => this.countDefinitions(context) }) },
      timeout: Duration.minutes(3),
    });
    pinLogicalId(lambdaFunction);
    this.functionArn = lambdaFunction.functionArn;
  }

  /** Counts one more definition: the function spreads its starts the wider, the more there are. */
  public addBackup(): void {
    this.definitions++;
  }

  /** Lets the function start jobs that go to this vault: StartBackupJob is authorised on the vault, not on the resource. */
  public permitVault(vault: IBackupVault): void {
    this.permitOnce(vault.node.path, () => [new PolicyStatement({ actions: ['backup:StartBackupJob'], resources: [vault.backupVaultArn] })]);
  }

  /** Lets the function pass this role to AWS Backup, and to no other service. */
  public permitRole(role: IRole): void {
    this.permitOnce(role.node.path, () => [new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    })]);
  }

  /** Lets the function stop jobs, for which no resource-level permission exists. */
  public permitStop(): void {
    this.permitOnce('stop', () => [new PolicyStatement({ actions: ['backup:StopBackupJob'], resources: ['*'] })]);
  }

  /** Lets the function delete the recovery points of a resource type. */
  public permitDeletion(resourceType: string | undefined): void {
    this.permitOnce(`deletion:${resourceType}`, () => deletionStatements(resourceType));
  }

  /**
   * Lets the function ask CloudFormation for the resources of a stack and of those nested in it, whose names begin with its name: a
   * resource that is in none of them now may have been in one before.
   */
  public permitToAskStack(stackName: string): void {
    this.permitOnce(`stack:${stackName}`, () => [new PolicyStatement({
      actions: ['cloudformation:DescribeStackResource'],
      resources: [stackName, `${stackName}-*`].map((name) => Stack.of(this).formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${name}/*` })),
    })]);
  }

  /** Lets the function do what tells the ARN of a resource whose physical id does not. It only reads. */
  public permitLookup(action: string): void {
    this.permitOnce(action, () => [new PolicyStatement({ actions: [action], resources: ['*'] })]);
  }

  /** Lets the function list jobs, for which no resource-level permission exists. */
  public permitToListJobs(): void {
    this.permitOnce('list', () => [new PolicyStatement({ actions: ['backup:ListBackupJobs'], resources: ['*'] })]);
  }

  /** Each synthesis asks for it first in a preparation, when nothing that an earlier one found out may be believed any more. */
  private countDefinitions({ preparing }: IResolveContext): string {
    if (preparing) { clearSynthCache(); }
    return String(this.definitions);
  }

  private permitOnce(key: string, statements: () => PolicyStatement[]): void {
    if (this.permitted.has(key)) { return; }
    this.permitted.add(key);
    statements().forEach((statement) => this.role.addToPolicy(statement));
  }
}
