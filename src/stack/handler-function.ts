import * as path from 'node:path';
import { Aws, Duration, Lazy, Stack } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, LoggingFormat, Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { HANDLER_TIMEOUT_SECONDS } from './handler-timeout';
import { emptyingStatement, findingStatement, type HistoryNeeds, keyStatement, parameterStatement } from './history-permissions';
import { askStacks, NestedStackPermissions } from './nested-stack-permissions';
import { pinLogicalId } from './pin-logical-id';
import { deletionStatements } from './recovery-point-permissions';
import { settingsOf } from './settings/configure-backups';
import { environmentOf, warnOfRegion } from './settings/function-settings';
import { Environment } from '../request/names';
import { topOf } from '../template/resource-in-stack';

/** `project.bundler.addBundle` in `.projenrc.ts` writes it, for a target not newer than the runtime below. */
const BUNDLE = path.join(__dirname, '..', '..', 'assets', 'lambda', 'backup.lambda');
/** By name, because the oldest aws-cdk-lib that we support has no constant for it. */
const RUNTIME = new Runtime('nodejs24.x', RuntimeFamily.NODEJS);

/**
 * The one function of a stack, and its role. The role may start jobs that go to the vaults of the backups, pass the roles of the
 * backups to AWS Backup, describe jobs, which IAM grants only on `*`, and describe its own stack and the outermost one.
 */
export class HandlerFunction extends Construct {
  public readonly functionArn: string;
  public readonly role: Role;
  private readonly permitted = new Set<string>();
  private readonly nestedStacks: NestedStackPermissions;
  private backups = 0;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const settings = settingsOf(Stack.of(this));
    warnOfRegion(this, settings);
    const logGroup = new LogGroup(this, 'Log', { retention: RetentionDays.THREE_MONTHS });
    this.role = new Role(this, 'Role', {
      description: 'Lets the function of on-demand backups start and watch backup jobs',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.nestedStacks = new NestedStackPermissions(this, this.role);
    // Written out, because the AWS managed policy for it covers every log group of the account
    this.role.addToPolicy(new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }));
    // No resource-level permission exists for it
    this.role.addToPolicy(new PolicyStatement({ actions: ['backup:DescribeBackupJob'], resources: ['*'] }));
    this.role.addToPolicy(this.creationOfServiceLinkedRole());
    // By name, because the function asks by name; of a nested stack also the outermost one, whose rollback deletes it
    const stack = Stack.of(this);
    const asked = [Aws.STACK_NAME, ...stack.nestedStackParent ? [topOf(stack).stackName] : []];
    this.role.addToPolicy(new PolicyStatement({
      actions: ['cloudformation:DescribeStacks'],
      resources: asked.map((name) => stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${name}/*` })),
    }));
    const lambdaFunction = new LambdaFunction(this, 'Function', {
      description: 'Starts and watches the on-demand backup jobs of this stack (cdk-on-demand-backup)',
      code: Code.fromAsset(BUNDLE),
      handler: 'index.handler',
      runtime: RUNTIME,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      memorySize: 256,
      applicationLogLevelV2: settings.logLevel,
      environment: { [Environment.BACKUPS]: Lazy.uncachedString({ produce: () => String(this.backups) }), ...environmentOf(settings) },
      timeout: Duration.seconds(HANDLER_TIMEOUT_SECONDS),
    });
    pinLogicalId(lambdaFunction);
    this.functionArn = lambdaFunction.functionArn;
  }

  /** Counts one more backup: the more backups the stack has, the wider the function spreads their starts. */
  public addBackup(): void {
    this.backups++;
  }

  /** Allows the function to start jobs that go to this vault: StartBackupJob is authorised on the vault, not on the resource. */
  public permitVault(vault: IBackupVault): void {
    this.permitOnce(vault.node.path, () => [new PolicyStatement({ actions: ['backup:StartBackupJob'], resources: [vault.backupVaultArn] })]);
  }

  /** Allows the function to list the recovery points in a vault. */
  public permitToListPoints(vault: IBackupVault): void {
    this.permitOnce(`points in ${vault.node.path}`, () => [
      new PolicyStatement({ actions: ['backup:ListRecoveryPointsByBackupVault'], resources: [vault.backupVaultArn] }),
    ]);
  }

  /** Allows the function to pass this role to AWS Backup, and to no other service. */
  public permitRole(role: IRole): void {
    this.permitOnce(role.node.path, () => [new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    })]);
  }

  /** Allows the function to record the executions of a backup, in parameters of its outermost stack only. */
  public permitHistory({ stackPath, key }: HistoryNeeds): void {
    this.permitOnce(stackPath, () => [parameterStatement(this, stackPath)]);
    if (key !== undefined) { this.permitOnce(key.node.path, () => [keyStatement(this, stackPath, key)]); }
  }

  /** Allows the function to find the records of all triggers of a backup, in parameters of its outermost stack only. */
  public permitToFindRecords({ stackPath }: HistoryNeeds): void {
    this.permitOnce(`find below ${stackPath}`, () => [findingStatement(this, stackPath)]);
  }

  /** Allows the function to delete records, in parameters of its outermost stack only. */
  public permitToEmptyHistory({ stackPath }: HistoryNeeds): void {
    this.permitOnce(`empty ${stackPath}`, () => [emptyingStatement(this, stackPath)]);
  }

  /** Allows the function to stop jobs, for which no resource-level permission exists. */
  public permitStop(): void {
    this.permitOnce('stop', () => [new PolicyStatement({ actions: ['backup:StopBackupJob'], resources: ['*'] })]);
  }

  /** Allows the function to delete the recovery points of a resource type. */
  public permitDeletion(resourceType: string | undefined): void {
    this.permitOnce(`deletion:${resourceType}`, () => deletionStatements(resourceType));
  }

  /**
   * Allows the function to ask CloudFormation for the resources of the stacks that lead to one: its own, the outermost one, and the nested ones. Also
   * of former nested stacks, from which the resource may move.
   */
  public permitToAskStacksTo(stack: Stack): void {
    const own = Stack.of(this);
    const top = topOf(own);
    this.permitOnce('stacks', () => [askStacks(this, [Aws.STACK_NAME, ...top === own ? [] : [top.stackName], this.nestedStacks.formerStacks()])]);
    this.nestedStacks.permit(stack);
  }

  /** Allows the function to look up the ARN of a resource whose physical id does not contain it. The action only reads. */
  public permitLookup(action: string): void {
    this.permitOnce(action, () => [new PolicyStatement({ actions: [action], resources: ['*'] })]);
  }

  /** Allows the function to list jobs, for which no resource-level permission exists. */
  public permitToListJobs(): void {
    this.permitOnce('list', () => [new PolicyStatement({ actions: ['backup:ListBackupJobs'], resources: ['*'] })]);
  }

  /**
   * The one role that AWS Backup itself uses, which the first job of an account may create in the name of its caller.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/using-service-linked-roles-AWSServiceRoleForBackup.html
   */
  private creationOfServiceLinkedRole(): PolicyStatement {
    return new PolicyStatement({
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [Stack.of(this).formatArn({
        service: 'iam', region: '', resource: 'role', resourceName: 'aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup',
      })],
      conditions: { StringEquals: { 'iam:AWSServiceName': 'backup.amazonaws.com' } },
    });
  }

  private permitOnce(key: string, statements: () => PolicyStatement[]): void {
    if (this.permitted.has(key)) { return; }
    this.permitted.add(key);
    statements().forEach((statement) => this.role.addToPolicy(statement));
  }
}
