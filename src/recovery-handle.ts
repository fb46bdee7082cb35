import { createHash } from 'node:crypto';
import { Annotations, ArnFormat, CfnParameter, Fn, Stack, Token } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { isEncrypted, noteEncrypted } from './backup/history/encrypted-parameters';
import { CONSTRUCT, GRANTEE } from './backup/props/cdk-checks';
import { STRING } from './backup/props/check';
import { failCall } from './backup/props/shape';
import { type FixedMember, splitIndexOf } from './request/history/history-record';
import { HISTORY_ROOT, latestParameterName } from './request/history/parameter-name';
import { show } from './request/known';
import { topOf } from './template/resource-in-stack';

/**
 * Where to find the newest good recovery point of a backup, also after its stack is gone: a parameter of AWS Systems Manager Parameter Store, which
 * the backup writes and no stack owns.
 *
 * `backup.recoveryHandle` names the parameter and grants its reading. `RecoveryHandle.fromParameterName(...)` reads its values when another stack
 * is deployed.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 */
export class RecoveryHandle {
  /**
   * Reads a handle in another stack than that of the backup: CloudFormation reads the parameter at the beginning of each deployment of the stack,
   * and the attributes of the handle are its values then. Adds a parameter to the template.
   *
   * The parameter must exist before the stack is deployed, in the same account and Region. Otherwise CloudFormation refuses the
   * deployment with "Unable to fetch parameters": deploy the backup first. A stack that may deploy both gets the order with
   * `stack.addDependency(stackOfTheBackup)`, but then `cdk destroy` of the backup also destroys this stack.
   *
   * An error if the name is known only at deploy time, or if it is no parameter of a backup; at synth also if its history is encrypted with a
   * backup of the same app: CloudFormation reads no encrypted parameter here.
   *
   * @param scope where the parameter of the template is defined
   * @param id unique in the scope
   * @param parameterName `backup.recoveryHandle.parameterName`, or the name as a string
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
   */
  public static fromParameterName(scope: Construct, id: string, parameterName: string): RecoveryHandle {
    failCall('RecoveryHandle.fromParameterName()', [...CONSTRUCT('`scope`', scope), ...STRING('`id`', id), ...STRING('`parameterName`', parameterName)]);
    const problem = nameProblem(parameterName);
    if (problem !== undefined) { throw new Error(`RecoveryHandle.fromParameterName(${scope.node.path}, ${id}): ${problem}`); }
    // Another name gets another logical id: the CDK CLI keeps the previous value of a parameter that it knows
    const parameter = new CfnParameter(scope, `${id}${createHash('sha256').update(parameterName).digest('hex').slice(0, 8)}`, {
      type: 'AWS::SSM::Parameter::Value<String>',
      default: parameterName,
      description: 'Recovery point of an on-demand backup. The parameter must exist: deploy the backup first',
    });
    parameter.node.addValidation({ validate: () => isEncrypted(parameter, parameterName) ? [encryptedProblem(parameterName)] : [] });
    if (parameterName.startsWith(`/${HISTORY_ROOT}/${topOf(Stack.of(scope)).stackName}/`)) {
      Annotations.of(parameter).addWarningV2('cdk-on-demand-backup:ownHandle', ownParameter(parameterName));
    }
    return new RecoveryHandle(scope, parameterName, { record: parameter.valueAsString });
  }

  /**
   * The handle of a backup.
   *
   * @internal
   */
  public static _of(backup: Construct, historyPath: string, key: IKey | undefined): RecoveryHandle {
    const name = latestParameterName(historyPath);
    if (key !== undefined) { noteEncrypted(backup, name); }
    return new RecoveryHandle(backup, name, { key });
  }

  /** Name of the parameter: `/cdk-on-demand-backup/Shop/OrdersBackup/latest`. */
  public readonly parameterName: string;

  private constructor(private readonly scope: Construct, parameterName: string, private readonly source: HandleSource) {
    this.parameterName = parameterName;
  }

  /** ARN of the parameter. */
  public get parameterArn(): string {
    const resourceName = this.parameterName.slice(1);
    return Stack.of(this.scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  }

  /**
   * Allows a grantee to read the parameter and its versions and, if the history of the backup is encrypted, to decrypt them.
   *
   * @param grantee who may read it
   */
  public grantRead(grantee: IGrantable): Grant {
    failCall('recoveryHandle.grantRead()', GRANTEE('`grantee`', grantee));
    const grant = Grant.addToPrincipal({
      grantee,
      actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParameterHistory'],
      resourceArns: [this.parameterArn],
    });
    return this.source.key === undefined ? grant : grant.combine(this.source.key.grantDecrypt(grantee));
  }

  /** ARN of the recovery point: what to restore from. */
  public get recoveryPointArn(): string {
    return this.member('recoveryPointArn');
  }

  /** Id of the job that made it. */
  public get backupJobId(): string {
    return this.member('backupJobId');
  }

  /** Name of the vault that holds it. */
  public get backupVaultName(): string {
    return this.member('backupVaultName');
  }

  /** ARN of the resource that was backed up. */
  public get resourceArn(): string {
    return this.member('resourceArn');
  }

  /** Type of that resource, in the words of AWS Backup: `DynamoDB`. */
  public get resourceType(): string {
    return this.member('resourceType');
  }

  /** When the job was created, in ISO 8601 and UTC. */
  public get creationDate(): string {
    return this.member('creationDate');
  }

  /** When the job ended, in ISO 8601 and UTC. */
  public get completionDate(): string {
    return this.member('completionDate');
  }

  /** Size of the backup in bytes, as a decimal string; 0 or empty where AWS Backup does not report it. */
  public get backupSizeInBytes(): string {
    return this.member('backupSizeInBytes');
  }

  /** The outcome of the job: `succeeded` or `succeededWithIssues`. */
  public get outcome(): string {
    return this.member('outcome');
  }

  /** ARN of the role that AWS Backup assumed. */
  public get iamRoleArn(): string {
    return this.member('iamRoleArn');
  }

  /** When AWS Backup deletes the recovery point, in ISO 8601 and UTC; empty if it never does. */
  public get expiryDate(): string {
    return this.member('expiryDate');
  }

  /** The trigger that made it: `on-deploy`, `before-change`, `on-delete`, or that of a schedule or rule. */
  public get trigger(): string {
    return this.member('trigger');
  }

  /** Id of the stack of the backup. A stack that is deleted and created again has another one. */
  public get stackId(): string {
    return this.member('stackId');
  }

  private member(name: FixedMember): string {
    const { record } = this.source;
    if (record === undefined) {
      throw new Error(`\`recoveryHandle.${name}\` is known only where the handle is read: use the attributes of the backup in its own stack, and `
        + 'RecoveryHandle.fromParameterName(scope, id, backup.recoveryHandle.parameterName) in another one');
    }
    return Fn.select(splitIndexOf(name), Fn.split('"', record));
  }
}

/** Where the values of a handle come from. */
interface HandleSource {
  /** The value of the parameter when the stack is deployed; undefined for the handle of a backup. */
  readonly record?: string;
  /** The key that encrypts the history; undefined when it is not encrypted, or when that is not known. */
  readonly key?: IKey;
}

const PARAMETER_NAME = new RegExp(`^/${HISTORY_ROOT}(/[A-Za-z0-9_.-]+){3}$`);

function nameProblem(parameterName: string): string | undefined {
  if (Token.isUnresolved(parameterName)) {
    return '`parameterName` is known only at deploy time, but a template needs it at synth: use a literal string';
  }
  return PARAMETER_NAME.test(parameterName) ? undefined
    : `\`parameterName\` is ${show(parameterName)}, but the parameter of a backup is /${HISTORY_ROOT}/<stack>/<backup>/latest: use \`backup.recoveryHandle.parameterName\``;
}

function encryptedProblem(parameterName: string): string {
  return `the parameter ${parameterName} is encrypted with the \`historyEncryptionKey\` of its backup, and CloudFormation reads no encrypted parameter: `
    + 'leave `historyEncryptionKey` out, or read the parameter at run time, which `recoveryHandle.grantRead()` permits';
}

function ownParameter(parameterName: string): string {
  return `the parameter ${parameterName} is of this very stack: CloudFormation reads it before the deployment runs its backups, so it must exist from a former deployment, and names `
    + 'the recovery point of that: use the attributes of the backup for the one of this deployment';
}
