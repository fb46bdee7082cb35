import { type CfnResource, RemovalPolicy, Token } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, type IDependable } from 'constructs';
import { BackupTrigger } from './backup-trigger';
import type { OnDemandBackupProps } from './on-demand-backup-props';
import { BackedUpResource } from './private/backed-up-resource';
import { BackupMachine } from './private/backup-machine';
import { checkDefinition } from './private/check-definition';
import { describeProblems } from './private/fail';
import { handlings } from './private/handlings';
import { renderRequest } from './private/render-request';
import { requestJson } from './private/request-json';
import { addOutputs } from './private/stack-outputs';
import type { CustomResourceAttributes } from './request/custom-resource';
import type { Handling } from './request/handling';
import { TimeoutAction } from './timeout-action';
import { WaitLevel } from './wait-level';

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
export class OnDemandBackup extends Construct {
  /** The vault that the recovery point goes to: the one given, or the stack's own. */
  public readonly backupVault: IBackupVault;

  /** The role that AWS Backup assumes: the one given, or the stack's own. */
  public readonly role: IRole;

  /**
   * The machine that runs the jobs of the stack. An execution of it fails when its job did, whatever the deployment was told:
   * `backup.stateMachine.metricFailed()` counts them.
   */
  public readonly stateMachine: IStateMachine;

  /**
   * What a trigger needs to start this definition.
   * @internal
   */
  public readonly _wiring: Wiring;

  private readonly deployed?: CfnResource;
  private readonly waitFor: WaitLevel;

  /**
   * @param scope where the definition lives; the job runs in the account and Region of its stack
   * @param id unique in the scope
   * @param props what to back up, where to, and how
   */
  constructor(scope: Construct, id: string, props: OnDemandBackupProps) {
    super(scope, id);
    this.waitFor = props.waitFor ?? WaitLevel.COMPLETED;
    const machine = BackupMachine.of(this);
    const resource = new BackedUpResource(this, props.resource, props.resourceType?.name);
    this.backupVault = props.backupVault ?? machine.defaultVault;
    this.role = props.role ?? machine.defaultRole({ resourceType: resource.typeName, index: props.index });
    this.stateMachine = machine.stateMachine;
    const destroy = props.removalPolicy === RemovalPolicy.DESTROY;
    machine.permit({
      vaults: [this.backupVault, ...props.logicallyAirGappedBackupVault ? [props.logicallyAirGappedBackupVault] : []],
      role: this.role,
      stop: destroy || props.onTimeout === TimeoutAction.STOP,
      deletionOf: destroy ? resource : undefined,
    });

    const request = renderRequest(props, { resourceArn: resource.arn, backupVault: this.backupVault, role: this.role });
    checkDefinition(this, props, resource, request);
    this._wiring = {
      machine,
      request: requestJson(this, request),
      resourceType: resource.typeName,
      handlings: handlings(props),
      dependencies: [machine.permissionToStart, ...props.role ? [props.role] : []],
    };

    const triggers = props.triggers ?? [BackupTrigger.onDeploy()];
    this.deployed = triggers.map((trigger) => trigger.bind(this).customResource).find((customResource) => customResource !== undefined);
    if (props.stackOutputs ?? true) { addOutputs(this, props); }
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

  private attribute(name: keyof CustomResourceAttributes): string {
    if (this.deployed === undefined) {
      throw new Error(describeProblems(this, [
        'none of its `triggers` runs during a deployment, so there is no job to tell about: add BackupTrigger.onDeploy()',
      ]));
    }
    if (this.waitFor === WaitLevel.ACCEPTED && !KNOWN_AT_START.has(name)) {
      throw new Error(describeProblems(this, [
        `${name} is not known when AWS Backup has only taken the job: use \`waitFor: WaitLevel.COMPLETED\`, or do without it`,
      ]));
    }
    return Token.asString(this.deployed.getAtt(name));
  }
}

/** What is known of a job that AWS Backup has taken. */
const KNOWN_AT_START: ReadonlySet<string> = new Set(['BackupJobId', 'CreationDate']);

/** What a trigger needs to start a definition. */
interface Wiring {
  readonly machine: BackupMachine;
  /** The request as JSON, with tokens. */
  readonly request: string;
  readonly resourceType?: string;
  /** One for each custom resource of the chain that waits for the job. */
  readonly handlings: readonly Handling[];
  /** What must be there before a job starts: a role is of no use before its policies. */
  readonly dependencies: readonly IDependable[];
}
