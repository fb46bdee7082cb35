import { Annotations, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, Dependable } from 'constructs';
import { attributeOf } from './backup/attribute-of';
import { BackedUpResource } from './backup/backed-up-resource';
import { type BackupContext, setContext } from './backup/backup-context';
import { checkBackup } from './backup/check-backup';
import { DeploymentOrder } from './backup/deployment-order';
import { idempotencyTokenReuseProblems } from './backup/idempotency-token-reuse';
import { describeProblems, failOn } from './backup/problems';
import { renderRequest } from './backup/render-request';
import { requestJson } from './backup/request-json';
import { addOutputs, outputsWithoutJob } from './backup/stack-outputs';
import { unattendedWaitPolicy } from './backup/wait-policies';
import type { IOnDemandBackup } from './i-on-demand-backup';
import type { OnDemandBackupProps } from './on-demand-backup-props';
import type { CustomResourceAttributes } from './request/custom-resource';
import { BackupProvider } from './stack/backup-provider';
import { TimeoutAction } from './timeout-action';
import { BackupTrigger } from './triggers/backup-trigger';
import type { IBackupTrigger } from './triggers/i-backup-trigger';

/**
 * A backup of one resource with AWS Backup, run on demand: by default during the deployment, which waits for the recovery point
 * and fails with the reason when the backup failed.
 *
 * Recovery points stay when the definition or its stack is deleted, and so do the vault and the role that this library makes.
 *
 * To make something wait for the recovery point, let it depend on the definition: `migration.node.addDependency(backup)`.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-on-demand-backup.html
 */
export class OnDemandBackup extends Construct implements IOnDemandBackup {
  /** The vault that the recovery point goes to: the one given, or the stack's own. */
  public readonly backupVault: IBackupVault;

  /** The role that AWS Backup assumes: the one given, or the stack's own. */
  public readonly role: IRole;

  /**
   * The machine that runs the jobs of the stack. An execution of it fails when its job did, whatever the deployment was told:
   * `backup.stateMachine.metricFailed()` counts them.
   */
  public readonly stateMachine: IStateMachine;

  private readonly context: BackupContext;
  private readonly order = new DeploymentOrder(this);
  private isStarted = false;
  private hasOutputs = false;

  /**
   * @param scope where the definition lives; the job runs in the account and Region of its stack
   * @param id unique in the scope
   * @param props what to back up, where to, and how
   */
  constructor(scope: Construct, id: string, props: OnDemandBackupProps) {
    super(scope, id);
    const provider = BackupProvider.of(this);
    const resource = new BackedUpResource(this, props.resource, props.resourceType?.name);
    this.backupVault = props.backupVault ?? provider.defaultVault;
    this.role = props.role ?? provider.defaultRole({ resourceType: resource.typeName, index: props.index });
    this.stateMachine = provider.stateMachine;
    const destroy = props.removalPolicy === RemovalPolicy.DESTROY;
    provider.permit({
      vaults: [this.backupVault, ...props.logicallyAirGappedBackupVault ? [props.logicallyAirGappedBackupVault] : []],
      role: this.role,
      stop: destroy || props.onTimeout === TimeoutAction.STOP,
      deletionOf: destroy ? resource : undefined,
    });

    const request = renderRequest(props, { resourceArn: resource.arn, backupVault: this.backupVault, role: this.role });
    checkBackup(this, props, resource, request);
    this.context = {
      provider,
      resource,
      request,
      props,
      backupVault: this.backupVault,
      role: this.role,
      dependencies: [provider.permissionToStart, ...props.role ? [props.role] : []],
    };
    setContext(this, this.context);

    const { order } = this;
    Dependable.implement(this, { get dependencyRoots() { return order.ends; } });
    this.executeBefore(...props.executeBefore ?? []);
    this.executeAfter(...props.executeAfter ?? []);
    (props.triggers ?? [BackupTrigger.onDeploy()]).forEach((trigger) => this.bind(trigger));
    this.addOutputsOnce();
    this.node.addValidation({ validate: () => this.lateProblems() });
  }

  /**
   * Lets the definition run at one more idempotencyKey.
   *
   * @param trigger when
   */
  public addTrigger(trigger: IBackupTrigger): void {
    this.bind(trigger);
    this.addOutputsOnce();
  }

  /**
   * Lets constructs wait for the recovery point: CloudFormation creates and updates them after the backup that runs during the
   * deployment (`onDeploy`, `beforeChange`). When the backup fails, they are not touched.
   *
   * @param scopes all resources in them wait
   */
  public executeBefore(...scopes: Construct[]): void {
    this.order.executeBefore(scopes);
  }

  /**
   * Lets the backup that runs during the deployment (`onDeploy`, `beforeChange`) wait for constructs: it starts when CloudFormation has
   * created or updated them. Its own resource it waits for anyway (`onDeploy`).
   *
   * @param scopes all resources in them are waited for
   */
  public executeAfter(...scopes: Construct[]): void {
    this.order.executeAfter(scopes);
  }

  /**
   * What an execution of `stateMachine` must be started with to run this definition, as JSON. For triggers of your own, and targets
   * of other services.
   *
   * @param idempotencyKey names the idempotencyKey, at most 1,000 characters: executions with the same idempotencyKey, such as an event that was
   * delivered twice, make one backup. May hold a placeholder that the service which starts the execution fills in
   */
  public executionInput(idempotencyKey: string): string {
    failOn(this, idempotencyTokenReuseProblems(this.context.props, 'executionInput'));
    this.isStarted = true;
    const { request, resource, props } = this.context;
    return Stack.of(this).toJsonString({
      Request: requestJson(this, request),
      ResourceType: resource.typeName,
      WaitPolicy: unattendedWaitPolicy(props),
      IdempotencyKey: idempotencyKey,
    });
  }

  /**
   * Lets somebody run this definition, and all others of its stack: start executions of `stateMachine`, and nothing else.
   *
   * @param grantee who
   */
  public grantStart(grantee: IGrantable): Grant {
    return this.stateMachine.grantStartExecution(grantee);
  }

  /**
   * Id of the job.
   * @attribute
   */
  public get backupJobId(): string {
    return this.attribute('BackupJobId');
  }

  /**
   * ARN of the recovery point, for every resource type. Its form depends on the type: a snapshot, an image, a recovery point of
   * AWS Backup.
   * @attribute
   */
  public get recoveryPointArn(): string {
    return this.attribute('RecoveryPointArn');
  }

  /**
   * When the job was created, in ISO 8601 and UTC.
   * @attribute
   */
  public get creationDate(): string {
    return this.attribute('CreationDate');
  }

  /**
   * When the job ended, in ISO 8601 and UTC.
   * @attribute
   */
  public get completionDate(): string {
    return this.attribute('CompletionDate');
  }

  /**
   * State of the job, in the words of AWS Backup: `COMPLETED`.
   * @attribute
   */
  public get backupJobState(): string {
    return this.attribute('State');
  }

  /**
   * What the job came to: `succeeded`, `succeededWithIssues`, `partial`, `failed`, `expired`, `aborted`, or `timedOut` when the
   * deployment did not wait for its end. All but the first two can only be seen with `onFailure` or `onTimeout`.
   * @attribute
   */
  public get outcome(): string {
    return this.attribute('Outcome');
  }

  /**
   * What AWS Backup said of the job. Mostly empty when all went well; a text here means "completed with issues".
   * @attribute
   */
  public get statusMessage(): string {
    return this.attribute('StatusMessage');
  }

  /**
   * Type of the resource, in the words of AWS Backup: `DynamoDB`.
   * @attribute
   */
  public get resourceType(): string {
    return this.attribute('ResourceType');
  }

  /**
   * ARN of the vault that the recovery point went to.
   * @attribute
   */
  public get backupVaultArn(): string {
    return this.attribute('BackupVaultArn');
  }

  /**
   * Size of the backup in bytes, as a decimal text. AWS Backup does not tell it for all types: it is 0 or empty for Aurora,
   * DocumentDB, Neptune, RDS and FSx, and the provisioned size for EBS and EC2.
   * @attribute
   */
  public get backupSizeInBytes(): string {
    return this.attribute('BackupSizeInBytes');
  }

  private bind(trigger: IBackupTrigger): void {
    this.isStarted = true;
    this.order.add(trigger.bind(this));
  }

  private addOutputsOnce(): void {
    const { props } = this.context;
    if (this.hasOutputs || this.order.described === undefined || props.stackOutputs === false) { return; }
    this.hasOutputs = true;
    addOutputs(this, props);
  }

  private attribute(name: keyof CustomResourceAttributes): string {
    return attributeOf(this, this.order.described, name, this.context.props);
  }

  /** What can only be said when nothing is added any more. */
  private lateProblems(): string[] {
    if (!this.isStarted) {
      Annotations.of(this).addWarningV2('cdk-on-demand-backup:noTrigger', 'nothing runs this backup: give it `triggers`, or make it the target of a rule or a schedule');
    }
    const problems = [...this.order.problems(), ...this.order.described ? [] : outputsWithoutJob(this.context.props)];
    return problems.length > 0 ? [describeProblems(this, problems)] : [];
  }
}
