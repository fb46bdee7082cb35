import type { RemovalPolicy } from 'aws-cdk-lib';
import type { BackupResource, IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { BackupJobProps } from './backup-job-props';
import type { BackupResourceType } from './backup-resource-type';
import type { BackupWaitProps } from './backup-wait-props';
import type { IBackupTrigger } from './triggers/i-backup-trigger';

/**
 * What to back up, where to, and how.
 *
 * Every member of the API's `StartBackupJob` has its prop here. What AWS documents as wrong is an error at synth, with all
 * problems of one definition in one message; values known only at deploy time (tokens) are checked by the handler with the
 * same rules, and a problem then fails the deployment.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export interface OnDemandBackupProps extends BackupJobProps, BackupWaitProps {
  /**
   * The one resource to back up: a factory of `BackupResource` that names one resource, or
   * `BackupResource.fromArn(...)` for anything else.
   *
   * `BackupResource.fromTag` and `BackupResource.fromConstruct` select any number of resources, for backup plans, and are an
   * error here.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
   */
  readonly resource: BackupResource;

  /**
   * The type of the resource, where its ARN alone does not tell: the ARN is a token of unknown origin (a parameter, an
   * import), or AWS Backup supports the type since a later date than this library.
   *
   * Decides which AWS managed policies the default role gets, and which rules are checked.
   *
   * @default - found out from the ARN or from the construct that it belongs to; when that fails, a warning tells
   */
  readonly resourceType?: BackupResourceType;

  /**
   * When the backup runs. `addTrigger` adds more later.
   *
   * The attributes and stack outputs tell of the job of the first one that runs during the deployment: of `onDeploy`, else of `beforeChange`.
   *
   * @default [BackupTrigger.onDeploy()]
   */
  readonly triggers?: IBackupTrigger[];

  /**
   * Constructs that wait for the recovery point: CloudFormation creates and updates them after the backup that runs during the
   * deployment. An error without a trigger that does.
   *
   * @default - none
   */
  readonly executeBefore?: Construct[];

  /**
   * Constructs that the backup that runs during the deployment waits for, beside its resource. An error without a trigger that does.
   *
   * @default - none
   */
  readonly executeAfter?: Construct[];

  /**
   * The vault that the recovery point goes to, in the account and Region of the stack.
   *
   * @default - one vault for the stack, shared by its definitions: retained when the stack is deleted, encrypted with the AWS
   * managed key `aws/backup`, and with a name that a later stack of the same name does not use again
   */
  readonly backupVault?: IBackupVault;

  /**
   * A logically air-gapped vault, in the account and Region of the stack, as the primary target.
   *
   * Types that AWS Backup manages fully go straight into it; others leave a temporary snapshot in `backupVault` and are then
   * copied; types that it does not support stay in `backupVault`, which is a warning at synth. Pass it with
   * `BackupVault.fromBackupVaultArn(...)`. `deleteAfter` must lie in its retention range.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/lag-vault-primary-backup.html
   * @default - none
   */
  readonly logicallyAirGappedBackupVault?: IBackupVault;

  /**
   * The role that AWS Backup assumes to make the recovery point. It must trust `backup.amazonaws.com`, and it must outlive its
   * recovery points: without it they can neither expire nor be tiered.
   *
   * @default - one role for the stack, shared by its definitions: retained, with the AWS managed policies that the resource
   * types of the stack need
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
   */
  readonly role?: IRole;

  /**
   * What becomes of the recovery point when the definition is deleted, or when its job is replaced by a newer one.
   *
   * - `RemovalPolicy.RETAIN`: it stays, and a job still running goes on.
   * - `RemovalPolicy.DESTROY`: a job still running is stopped, where the service can, and the recovery point is deleted. Never
   *   while an update is rolled back. A recovery point that a vault lock or an access policy protects cannot be deleted, which
   *   then fails the deletion. For tests and throw-away stacks: it deletes backups.
   *
   * Any other policy is an error.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether the stack gets the outputs `BackupJobId` and `RecoveryPointArn`, when a trigger runs during the deployment. A template holds 200 outputs: turn them off in
   * a stack of more than 100 definitions and use the attributes.
   *
   * @default - true, if one of the triggers is `onDeploy` or `beforeChange`; an error to ask for without
   */
  readonly stackOutputs?: boolean;

  /**
   * Name of the stack output with the job's id. Has no effect without `stackOutputs`.
   *
   * @default - the path of the definition in its stack, followed by `BackupJobId`
   */
  readonly backupJobIdOutputName?: string;

  /**
   * Name of the stack output with the recovery point's ARN. Has no effect without `stackOutputs`.
   *
   * @default - the path of the definition in its stack, followed by `RecoveryPointArn`
   */
  readonly recoveryPointArnOutputName?: string;
}
