import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct } from 'constructs';

/**
 * A backup, as triggers and targets see it: an `OnDemandBackup`.
 *
 * `BackupRuleTarget` and `BackupScheduleTarget` take any implementation. The triggers of `BackupTrigger` take an `OnDemandBackup` only, and
 * throw an error for anything else.
 */
export interface IOnDemandBackup extends IConstruct {
  /** The state machine that runs the backup. */
  readonly stateMachine: IStateMachine;

  /**
   * The input, as JSON, with which an execution of `stateMachine` runs this backup.
   *
   * @param idempotencyKey executions with the same key make one backup, for example for an event that is delivered twice. At most
   * 1,000 characters. May contain a placeholder that the service that starts the execution fills in
   */
  executionInput(idempotencyKey: string): string;

  /**
   * Allows a grantee to start executions of `stateMachine`, and nothing else.
   *
   * @param grantee who may start them
   */
  grantStart(grantee: IGrantable): Grant;
}
