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
   * What an execution of `stateMachine` must be started with to run this backup, as JSON.
   *
   * @param idempotencyKey executions with the same key make one backup, such as an event that is delivered twice. At most 1,000
   * characters. May hold a placeholder that the service which starts the execution fills in
   */
  executionInput(idempotencyKey: string): string;

  /**
   * Lets somebody start executions of `stateMachine`, and nothing else.
   *
   * @param grantee who
   */
  grantStart(grantee: IGrantable): Grant;
}
