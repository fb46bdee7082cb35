import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { BackupResource, IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { BackupJobProps } from './backup-job-props';
import type { BackupResourceType } from './backup-resource-type';
import type { BackupWaitProps } from './backup-wait-props';
import type { IBackupTrigger } from './i-backup-trigger';
import type { ReuseFrom } from './reuse-from';

/**
 * Where to back up, when and how.
 *
 * Every member of the API's `StartBackupJob` has a prop here. What AWS documents as invalid is an error at synth, with all
 * problems of one backup in one message. The handler checks values known only at deploy time (tokens) with the same rules, and
 * a problem then fails the deployment.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export interface OnDemandBackupOptions extends BackupJobProps, BackupWaitProps {
  /**
   * The type of the resource, where its ARN alone does not determine it: the ARN is a token of unknown origin (a parameter, an
   * import), or the type is newer than this library.
   *
   * Decides which AWS managed policies the default role gets, and which rules are checked.
   *
   * @default - derived from the ARN or from the construct that it belongs to; a warning if neither determines it
   */
  readonly resourceType?: BackupResourceType;

  /**
   * When the backup runs. `addTrigger` adds more later.
   *
   * The attributes and stack outputs describe the job of the first `onDeploy` trigger, or else of the first `beforeChange` trigger.
   *
   * @default [BackupTrigger.onDeploy()]
   */
  readonly triggers?: IBackupTrigger[];

  /**
   * Constructs that wait for the recovery point: CloudFormation creates and updates them after the backup that runs during the
   * deployment. An error if no trigger runs during the deployment.
   *
   * @default - none
   */
  readonly executeBefore?: Construct[];

  /**
   * Constructs, besides its resource, that the backup that runs during the deployment waits for. An error if no trigger runs during
   * the deployment.
   *
   * @default - none
   */
  readonly executeAfter?: Construct[];

  /**
   * The vault that the recovery point goes to, in the account and Region of the stack.
   *
   * @default - one vault for the stack, shared by its backups: retained when the stack is deleted, encrypted with the AWS managed
   * key `aws/backup`, and with a name that a later stack of the same name does not reuse
   */
  readonly backupVault?: IBackupVault;

  /**
   * A logically air-gapped vault, in the account and Region of the stack, as the primary target.
   *
   * Recovery points of types that AWS Backup fully manages go straight into it; others leave a temporary snapshot in `backupVault`
   * and are then copied; those of types that it does not support stay in `backupVault`, which is a warning at synth. Pass it with
   * `BackupVault.fromBackupVaultArn(...)`. `deleteAfter` must be within its retention range.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/lag-vault-primary-backup.html
   * @default - none
   */
  readonly logicallyAirGappedBackupVault?: IBackupVault;

  /**
   * The role that AWS Backup assumes to create the recovery point. It must trust `backup.amazonaws.com`, and it must outlive its
   * recovery points: without it they can neither expire nor be tiered. A service-linked role is an error.
   *
   * @default - one role for the stack, shared by its backups: retained, with the AWS managed policies that the resource
   * types of the stack need
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
   */
  readonly role?: IRole;

  /**
   * What happens to the recovery points of `onDeploy` and `beforeChange` when the trigger is deleted from the stack, and to those that newer ones of the
   * same trigger supersede.
   *
   * - `RemovalPolicy.RETAIN`: they stay, and a job still running goes on.
   * - `RemovalPolicy.DESTROY`: a job still running is stopped, if AWS Backup can stop it, and the recovery points are deleted that this trigger made
   *   in this stack, as its history knows them. Final backups, those of schedules and rules, and those of a former stack of the same name stay.
   *   What a newer one supersedes goes one execution later, or as `keepLast` says. Nothing is deleted during the rollback of an update. The
   *   deletion fails if a vault lock, a legal hold or an access policy protects a recovery point. For tests and throw-away stacks: it deletes backups.
   *
   * Any other policy is an error. So is `RemovalPolicy.DESTROY` for CloudFormation stacks and EKS clusters: AWS Backup does not delete a recovery
   * point that contains others.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How many good recovery points of this backup stay. After a good execution, of whatever trigger, the older ones of the same resource are
   * deleted, if this backup made them in this stack: as its history knows them, and as long as resource, role and date are those of the record. 1 to
   * 90, known at synth; anything else is an error. At most 45 if a trigger runs during the deployment with `WaitLevel.ACCEPTED`.
   *
   * One execution late, and only when the deployment is over: it may still be rolled back, and then needs what it superseded. So one more stays than
   * `keepLast` says. Besides, those stay that the attributes of the deployed backup or the outputs of its stack name, and those that a vault lock, a legal
   * hold or an access policy protects, or that are being copied. The output of the execution names these.
   *
   * Final backups neither go nor count. After the resource was replaced by one with another ARN, the recovery points of the former one stay. So do
   * those that the history no longer knows, after 100 records of a trigger: set `deleteAfter`, too. An error for CloudFormation stacks and EKS clusters: AWS
   * Backup does not delete a recovery point that contains others.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html
   * @default - all of them
   */
  readonly keepLast?: number;

  /**
   * For how long each good recovery point stays, however many newer ones there are: what keeps more counts. At least one second, known at synth, not longer
   * than `deleteAfter`. An error without `keepLast`, and for a schedule or rule that makes more than 90 backups in that time.
   *
   * @default - their age does not matter
   */
  readonly keepAtLeast?: Duration;

  /**
   * How old a recovery point of the resource may be to be used instead of a new job. What was written to the resource since then is not in it, also
   * with `beforeChange`. The attribute `outcome` is then `reused`, and the other attributes describe the recovery point.
   *
   * It must be completed, in the vault of the backup, and kept for `deleteAfter` from its creation; without `deleteAfter`, for ever. Where the
   * history or the vault cannot be read, a job is started. `RemovalPolicy.DESTROY` deletes only what the trigger itself made and no
   * other one uses; `keepLast` only what this backup made, and no final backup uses.
   *
   * In whole seconds, at least one; anything else is an error. Has no effect on `onDelete`, which has an option of its own.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRecoveryPointsByBackupVault.html
   * @default - each execution makes a new backup
   */
  readonly maxAge?: Duration;

  /**
   * Whose recovery points are used. An error without `maxAge`.
   *
   * @default ReuseFrom.OWN_HISTORY
   */
  readonly reuseFrom?: ReuseFrom;

  /**
   * Whether the recovery point gets tags that say where it comes from: `cdk-on-demand-backup:stack`, `cdk-on-demand-backup:path`,
   * `cdk-on-demand-backup:trigger` and, with the `revision` of `onDeploy`, `cdk-on-demand-backup:revision`. The values are cut to 256 characters;
   * in them, a character that is no ASCII letter, no digit and none of `_ . : / = + @ -` becomes `_`.
   *
   * They count towards the 50 tags of a recovery point; where they do not fit, or `recoveryPointTags` has one of the keys, it is an error at
   * synth. A change of this prop runs no backup. False is an error with `RemovalPolicy.DESTROY` or `keepLast`.
   *
   * Has no effect on CloudFormation stacks and EKS clusters, whose recovery points get no tags when they are made, and on DynamoDB tables
   * without the advanced features of AWS Backup. A `role` of your own must be allowed to tag recovery points.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/tags-on-backups.html
   * @default true
   */
  readonly provenanceTags?: boolean;

  /**
   * Whether the stack gets the outputs `BackupJobId` and `RecoveryPointArn`. A template holds 200 outputs: turn them off in a stack
   * of more than 100 backups and use the attributes.
   *
   * @default - true if one of the triggers is `onDeploy` or `beforeChange`; to set it without such a trigger is an error
   */
  readonly stackOutputs?: boolean;

  /**
   * Name of the stack output with the id of the job. Has no effect without `stackOutputs`.
   *
   * @default - the path of the backup in its stack, followed by `BackupJobId`
   */
  readonly backupJobIdOutputName?: string;

  /**
   * Name of the stack output with the ARN of the recovery point. Has no effect without `stackOutputs`.
   *
   * @default - the path of the backup in its stack, followed by `RecoveryPointArn`
   */
  readonly recoveryPointArnOutputName?: string;

  /**
   * Name of the history of the backup, which records each execution in parameters of AWS Systems Manager Parameter Store:
   * `/cdk-on-demand-backup/<stack>/<historyName>/...`. To give it to a backup whose construct gets another path keeps its history.
   *
   * 1 to 200 letters, digits, periods, hyphens and underscores, known at synth, and unique among the backups of the stack and the stacks nested
   * in it; anything else is an error. The stack is the outermost one.
   *
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
   * @default - the path of the backup in its outermost stack, with periods between the ids
   */
  readonly historyName?: string;

  /**
   * A KMS key that encrypts the history: its parameters are of the type `SecureString`. The function gets the permission to use the key for them. The
   * type of a parameter is fixed at its creation: to add or remove the key later, give the history a new `historyName`, too.
   *
   * The key must be in the Region of the stack, else it is an error. It should outlive the stack, as the history does. CloudFormation reads no
   * encrypted parameter here, so `RecoveryHandle.fromParameterName(...)` with this history is an error at synth.
   *
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
   * @default - the parameters are not encrypted with a key; they are of the type `String`
   */
  readonly historyEncryptionKey?: IKey;
}

/** What to back up, where to, and how. */
export interface OnDemandBackupProps extends OnDemandBackupOptions {
  /**
   * The one resource to back up: a factory of `BackupResource` that names one resource, or
   * `BackupResource.fromArn(...)` for anything else.
   *
   * `BackupResource.fromTag` and `BackupResource.fromConstruct` select any number of resources, for backup plans, and are an
   * error here. So are a member of a database cluster (name the cluster), a bucket that is not of general purpose, and an ARN that
   * no resource can have.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
   */
  readonly resource: BackupResource;
}
