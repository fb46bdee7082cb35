import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, Dependable } from 'constructs';
import { attributeOf } from './backup/attribute-of';
import { type BackupContext, setContext } from './backup/backup-context';
import { checkBackup, warn } from './backup/check-backup';
import { cliCommandOf, cliInputOf } from './backup/cli/cli-input-of';
import type { CliInputProps } from './backup/cli/cli-input-props';
import { type PlannedInput, propsOfInput } from './backup/cli/props-of-input';
import { readInputFile } from './backup/cli/read-input-file';
import { DeploymentOrder } from './backup/deployment-order';
import { executionInput, idempotencyKeyProblems } from './backup/execution-input';
import { exportedAttributesOf } from './backup/exported-attributes';
import { historyOf } from './backup/history/backup-history';
import { keptByDeploymentProblems } from './backup/history/keep-last';
import { idempotencyTokenReuseProblems } from './backup/idempotency-token-reuse';
import { describeProblems, failOn } from './backup/problems';
import { BACKUP_PROPS } from './backup/props/backup-shape';
import { CONSTRUCT, CONSTRUCTS, GRANTEE, TRIGGER } from './backup/props/cdk-checks';
import { MEMBERS, STRING } from './backup/props/check';
import { SETTINGS } from './backup/props/settings-shape';
import { failCall, shapeProblems } from './backup/props/shape';
import { triggerConfigProblems } from './backup/props/trigger-config';
import { renderRequest } from './backup/render-request';
import { BackedUpResource } from './backup/resource/backed-up-resource';
import { addOutputs, outputsWithoutJob } from './backup/stack-outputs';
import { DependencyGuarantee, type Order } from './guarantees/dependency-guarantee';
import { guarantee } from './guarantees/guarantee';
import type { IBackupTrigger } from './i-backup-trigger';
import type { IOnDemandBackup } from './i-on-demand-backup';
import type { OnDemandBackupProps } from './on-demand-backup-props';
import { RecoveryHandle } from './recovery-handle';
import type { CustomResourceAttributes } from './request/custom-resource';
import { TriggerName } from './request/history/trigger-name';
import { isComposite } from './request/resource-types/synth-columns';
import { BackupProvider } from './stack/backup-provider';
import type { BackupSettings } from './stack/settings/backup-settings';
import { configureBackups } from './stack/settings/configure-backups';
import { TimeoutAction } from './timeout-action';
import { BackupTrigger } from './triggers/backup-trigger';

/**
 * A backup of one resource with AWS Backup, run on demand: by default during the deployment, which waits for the recovery point
 * and fails with the reason if the backup failed.
 *
 * Recovery points stay when the backup or its stack is deleted, and so do the vault and the role that this library creates.
 *
 * To make a construct wait for the recovery point, add a dependency on the backup: `migration.node.addDependency(backup)`.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-on-demand-backup.html
 */
export class OnDemandBackup extends Construct implements IOnDemandBackup {
  /**
   * A backup from an input file of `aws backup start-backup-job`, as its options `--cli-input-json` and `--cli-input-yaml` take it and
   * `--generate-cli-skeleton` prints it. What nobody has filled in counts as left out: an empty string, 0, a map with `KeyName` only; then the props
   * count, or their defaults. An unknown member is an error, and so is all that would be one as a prop, in one message.
   *
   * @param scope where the backup is defined
   * @param id unique in the scope
   * @param file path of the file, from the working directory: JSON if its name ends in `.json`, YAML otherwise
   * @param props what the file does not have; a prop replaces what the file says in its place
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html
   */
  public static fromCliInput(scope: Construct, id: string, file: string, props: CliInputProps = {}): OnDemandBackup {
    failCall('OnDemandBackup.fromCliInput()', [...inputProblems(scope, id, props), ...STRING('`file`', file)]);
    return backupFromInput(readInputFile({ scope, id, source: file }), props);
  }

  /**
   * A backup from the members of an input of `aws backup start-backup-job`: what `fromCliInput` reads from a file, or `toCliInput` returns.
   *
   * @param scope where the backup is defined
   * @param id unique in the scope
   * @param input the members, by their names in the API; values may be tokens, except `Lifecycle` as a whole and `Index`
   * @param props what the input does not have; a prop replaces what the input says in its place
   */
  public static fromCliInputObject(scope: Construct, id: string, input: { [member: string]: any }, props: CliInputProps = {}): OnDemandBackup {
    failCall('OnDemandBackup.fromCliInputObject()', [...inputProblems(scope, id, props), ...MEMBERS('`input`', input)]);
    return backupFromInput({ scope, id, input }, props);
  }

  /**
   * Settings of the function that runs the backups of a stack. To be called before the first of these backups, and once for a scope, else an error.
   *
   * @param scope a stack, or any construct above; an error for one within a stack. The settings count for all stacks in it; those of an inner scope replace them one by one
   * @param settings the settings
   */
  public static configure(scope: Construct, settings: BackupSettings): void {
    failCall('OnDemandBackup.configure()', [...CONSTRUCT('`scope`', scope), ...shapeProblems('`settings`', settings, SETTINGS)]);
    configureBackups(scope, settings);
  }

  /** The vault that the recovery point goes to: the one given, or the stack's own. */
  public readonly backupVault: IBackupVault;

  /** The role that AWS Backup assumes: the one given, or the stack's own. */
  public readonly role: IRole;

  /**
   * The state machine that runs the jobs of the stack. An execution fails when its job failed, even if the deployment went on:
   * `backup.stateMachine.metricFailed()` counts the failures.
   */
  public readonly stateMachine: IStateMachine;

  /** Where to find the newest good recovery point of this backup, also after its stack is gone. */
  public readonly recoveryHandle: RecoveryHandle;

  private readonly context: BackupContext;
  private readonly order = new DeploymentOrder(this);
  private isStarted = false;
  private hasOutputs = false;

  /**
   * @param scope where the backup is defined; the job runs in the account and Region of its stack
   * @param id unique in the scope
   * @param props what to back up, where to, and how
   */
  constructor(scope: Construct, id: string, props: OnDemandBackupProps) {
    failCall('new OnDemandBackup()', [...CONSTRUCT('`scope`', scope), ...STRING('`id`', id)]);
    super(scope, id);
    failOn(this, shapeProblems('`props`', props, BACKUP_PROPS, ['resource']));
    const provider = BackupProvider.of(this);
    const resource = new BackedUpResource(this, props.resource, props.resourceType?.name);
    this.backupVault = props.backupVault ?? provider.defaultVault;
    this.role = props.role ?? provider.defaultRole({ resourceType: resource.typeName, index: props.index });
    this.stateMachine = provider.stateMachine;

    const request = renderRequest(props, { resourceArn: resource.arn, backupVault: this.backupVault, role: this.role });
    checkBackup(this, props, resource, request);
    const history = historyOf(this, props);
    this.recoveryHandle = RecoveryHandle._of(this, history.path, history.key);
    const destroys = props.removalPolicy === RemovalPolicy.DESTROY;
    provider.permit({
      vaults: [this.backupVault, ...props.logicallyAirGappedBackupVault ? [props.logicallyAirGappedBackupVault] : []],
      role: this.role,
      stop: destroys || props.onTimeout === TimeoutAction.STOP,
      deletionOf: destroys || props.keepLast !== undefined ? resource : undefined,
      emptiesHistory: destroys,
      history,
    });
    if (props.maxAge !== undefined) { provider.permitToListPoints(props.logicallyAirGappedBackupVault ?? this.backupVault); }
    // For the child jobs of a partial job
    if (resource.typeName === undefined || isComposite(resource.typeName)) { provider.permitToListJobs(); }

    this.context = {
      provider,
      resource,
      request,
      props,
      backupVault: this.backupVault,
      role: this.role,
      history,
      dependencies: [provider.permissionToStart, ...props.role ? [props.role] : []],
    };
    setContext(this, this.context);

    const { order } = this;
    Dependable.implement(this, { get dependencyRoots() { return order.dependencyRoots; } });
    this.executeBefore(...props.executeBefore ?? []);
    this.executeAfter(...props.executeAfter ?? []);
    (props.triggers ?? [BackupTrigger.onDeploy()]).forEach((trigger) => this.bind(trigger));
    this.addOutputsOnce();
    this.node.addValidation({ validate: () => this.lateProblems() });
    const orders = (): Order[] => order.waiting.flatMap((waiting) => order.ends.map((waitedFor) => ({ waiting, waitedFor })));
    guarantee(this, new DependencyGuarantee('executeBefore', orders, 'CloudFormation may create or change it before the backup'));
  }

  /**
   * Adds a trigger.
   *
   * @param trigger when the backup runs
   */
  public addTrigger(trigger: IBackupTrigger): void {
    failOn(this, TRIGGER('`trigger`', trigger));
    this.bind(trigger);
    this.addOutputsOnce();
  }

  /**
   * Makes constructs wait for the recovery point: CloudFormation creates and updates them after the backup that runs during the
   * deployment (`onDeploy`, `beforeChange`). If the backup fails, they are not touched.
   *
   * @param scopes the constructs; all resources in them wait
   */
  public executeBefore(...scopes: Construct[]): void {
    failOn(this, CONSTRUCTS('`scopes`', scopes));
    this.order.executeBefore(scopes);
  }

  /**
   * Makes the backup that runs during the deployment (`onDeploy`, `beforeChange`) wait for constructs: it starts when CloudFormation
   * has created or updated them. `onDeploy` waits for its own resource anyway.
   *
   * @param scopes the constructs; the backup waits for all resources in them
   */
  public executeAfter(...scopes: Construct[]): void {
    failOn(this, CONSTRUCTS('`scopes`', scopes));
    this.order.executeAfter(scopes);
  }

  /**
   * The input, as JSON, with which an execution of `stateMachine` runs this backup. For your own triggers, and for targets of other
   * services. An error with `idempotencyToken`, and for an idempotency key that is empty or too long.
   *
   * @param idempotencyKey executions with the same key make one backup, for example for an event that is delivered twice. At most
   * 1,000 characters. May contain a placeholder that the service that starts the execution fills in
   */
  public executionInput(idempotencyKey: string): string {
    failOn(this, [...idempotencyKeyProblems(idempotencyKey), ...idempotencyTokenReuseProblems(this.context.props, 'executionInput')]);
    this.isStarted = true;
    return executionInput(this, this.context, { idempotencyKey, trigger: TriggerName.ON_REQUEST });
  }

  /**
   * The input of `aws backup start-backup-job` that starts the job of this backup, without the idempotency token that each execution derives. The members
   * have the names of the API; deploy-time values stay tokens.
   *
   * @see https://docs.aws.amazon.com/cli/latest/reference/backup/start-backup-job.html
   */
  public toCliInput(): { [member: string]: any } {
    return cliInputOf(this.context);
  }

  /**
   * The command of the AWS CLI that starts the job of this backup, ready for a POSIX shell. For an output of the stack, or a runbook; the caller needs
   * `backup:StartBackupJob` and `iam:PassRole`. Values known only at deploy time must not contain a single quote.
   *
   * @see https://docs.aws.amazon.com/cli/latest/reference/backup/start-backup-job.html
   */
  public toCliCommand(): string {
    return cliCommandOf(this, this.context);
  }

  /**
   * Allows a grantee to start executions of `stateMachine`, and nothing else. With them, the grantee can run this backup and all
   * others of its stack.
   *
   * @param grantee who may start them
   */
  public grantStart(grantee: IGrantable): Grant {
    failOn(this, GRANTEE('`grantee`', grantee));
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
   * ARN of the recovery point. Its form depends on the resource type: the ARN of a snapshot, of an image, or of a recovery point of
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
   * The outcome of the job: `succeeded` or `succeededWithIssues`; `skipped` if `beforeChange` found nothing to back up yet; with `maxAge` also
   * `reused`; with
   * `onFailure` or `onTimeout` also `partial`, `failed`, `expired`, `aborted`, or `timedOut` if the deployment did not wait for its end.
   * @attribute
   */
  public get outcome(): string {
    return this.attribute('Outcome');
  }

  /**
   * The status message of AWS Backup. Usually empty; on a completed job, a message means "completed with issues". With the outcome `reused` it
   * names the recovery point that is used.
   * @attribute
   */
  public get statusMessage(): string {
    return this.attribute('StatusMessage');
  }

  /**
   * AWS Backup's name of the type of the resource: `DynamoDB`.
   * @attribute
   */
  public get resourceTypeName(): string {
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
   * Size of the backup in bytes, as a decimal string. AWS Backup does not report it for all types: it is 0 or empty for Aurora,
   * DocumentDB, Neptune, RDS and FSx, and the provisioned size for EBS and EC2.
   * @attribute
   */
  public get backupSizeInBytes(): string {
    return this.attribute('BackupSizeInBytes');
  }

  private bind(trigger: IBackupTrigger): void {
    this.isStarted = true;
    const config = trigger.bind(this);
    failOn(this, triggerConfigProblems(trigger, config));
    this.order.add(config);
  }

  private addOutputsOnce(): void {
    const { props } = this.context;
    if (this.hasOutputs || this.order.described === undefined || props.stackOutputs === false) { return; }
    this.hasOutputs = true;
    addOutputs(this, props, () => this.order.described);
  }

  private attribute(name: keyof CustomResourceAttributes): string {
    return attributeOf(this, this.order.described, name, this.context.props);
  }

  /** The problems that are known only when nothing is added any more. */
  private lateProblems(): string[] {
    if (!this.isStarted) {
      Annotations.of(this).addWarningV2('cdk-on-demand-backup:noTrigger', 'nothing runs this backup: give it `triggers`, or make it the target of a rule or a schedule');
    }
    this.warnOfExports();
    const { props } = this.context;
    const problems = [...this.order.problems(), ...this.order.described ? keptByDeploymentProblems(props) : outputsWithoutJob(props)];
    return problems.length > 0 ? [describeProblems(this, problems)] : [];
  }

  private warnOfExports(): void {
    const exported = [...new Set(this.order.ends.flatMap(exportedAttributesOf))];
    if (exported.length > 0) { Annotations.of(this).addWarningV2('cdk-on-demand-backup:exportedAttribute', exportWarning(exported)); }
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html */
function exportWarning(attributes: readonly string[]): string {
  return `the stack exports ${attributes.join(' and ')}, but CloudFormation neither changes an export that is in use nor accepts an empty one, so the deployment of `
    + 'the next backup fails: use RecoveryHandle.fromParameterName(scope, id, backup.recoveryHandle.parameterName) in the other stack';
}

function inputProblems(scope: Construct, id: string, props: CliInputProps): string[] {
  return [...CONSTRUCT('`scope`', scope), ...STRING('`id`', id), ...shapeProblems<CliInputProps>('`props`', props, BACKUP_PROPS)];
}

function backupFromInput(planned: PlannedInput, given: CliInputProps): OnDemandBackup {
  const { props, warnings } = propsOfInput(planned, given);
  const backup = new OnDemandBackup(planned.scope, planned.id, props);
  warn(backup, warnings);
  return backup;
}
