import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { ContextAttribute, type ISchedule, type IScheduleTarget, type ScheduleTargetConfig, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { mustExistOnlyWith } from '../guarantees/same-condition';
import type { IOnDemandBackup } from '../i-on-demand-backup';
import { grantDeadLetterKey } from './delivery/dead-letter-key';
import { deliveryProblems } from './delivery/delivery-problems';
import { DELIVERY_PROPS } from './delivery/delivery-shape';
import { requireKnownRate } from './delivery/schedule-rate';
import { findContext } from '../backup/backup-context';
import { deliveryInput } from '../backup/execution-input';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { failOn } from '../backup/problems';
import { BACKUP } from '../backup/props/cdk-checks';
import { failCall, shapeProblems } from '../backup/props/shape';

/** How a schedule starts the backup. */
export interface BackupScheduleTargetProps {
  /**
   * The role that EventBridge Scheduler assumes to start the backup. It must trust `scheduler.amazonaws.com`. It gets the
   * permission to start the state machine and to send to the dead-letter queue.
   *
   * @default - one role for all schedules of a stack that start the same state machine; it may do nothing else
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html#setting-up-execution-role
   */
  readonly role?: IRole;

  /**
   * A standard queue for the starts that EventBridge Scheduler gave up. A backup that started and failed is not among them: its
   * execution of `stateMachine` fails.
   *
   * @default - none: the metric `InvocationDroppedCount` counts them, and they are lost
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * How long EventBridge Scheduler tries to start the backup. From one minute to 24 hours, in whole seconds.
   *
   * @default Duration.hours(24)
   * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html
   */
  readonly maxEventAge?: Duration;

  /**
   * How often EventBridge Scheduler tries again if the backup could not be started. From 0 to 185. A start that is delivered twice
   * makes one backup.
   *
   * @default 185
   * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html
   */
  readonly retryAttempts?: number;
}

/**
 * Runs a backup on a schedule of Amazon EventBridge Scheduler that you define yourself. `BackupTrigger.onSchedule` defines the
 * schedule, too.
 *
 * A scheduled time makes one backup, even if the schedule delivers it more than once.
 */
export class BackupScheduleTarget implements IScheduleTarget {
  /**
   * @param backup the backup to run; an error if it has an `idempotencyToken`
   * @param props how the schedule starts it
   */
  constructor(private readonly backup: IOnDemandBackup, private readonly props: BackupScheduleTargetProps = {}) {
    failCall('new BackupScheduleTarget()', [...BACKUP('`backup`', backup), ...shapeProblems<BackupScheduleTargetProps>('`props`', props, DELIVERY_PROPS)]);
    failOn(backup, [...idempotencyTokenReuseProblems(findContext(backup)?.props ?? {}, 'BackupScheduleTarget'), ...deliveryProblems(props)]);
  }

  /**
   * Called by the schedule.
   *
   * @param schedule the schedule that runs the backup
   */
  public bind(schedule: ISchedule): ScheduleTargetConfig {
    const { backup, props } = this;
    const idempotencyKey = `${ContextAttribute.scheduleArn} ${ContextAttribute.scheduledTime}`;
    const target = new StepFunctionsStartExecution(backup.stateMachine, {
      ...props,
      input: ScheduleTargetInput.fromText(deliveryInput(backup, schedule, idempotencyKey)),
    });
    const config = target.bind(schedule);
    mustExistOnlyWith(backup, 'BackupScheduleTarget', schedule, findContext(backup)?.resource.origin);
    requireKnownRate(backup, schedule);
    grantDeadLetterKey(props.deadLetterQueue, config.role);
    // The schedule must wait for the policies of the role
    if (props.role === undefined) { schedule.node.addDependency(config.role); }
    return config;
  }
}
