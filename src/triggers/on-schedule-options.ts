import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IScheduleGroup, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import type { BackupScheduleTargetProps } from './backup-schedule-target';

/**
 * How a schedule runs. Its time zone is part of the `ScheduleExpression`.
 *
 * A one-time schedule stays in the stack after its run, and does nothing any more: CloudFormation knows no other way.
 */
export interface OnScheduleOptions extends BackupScheduleTargetProps {
  /**
   * Whether to back up during the first deployment, too, which waits for the recovery point and finds what is wrong with the definition
   * before the first scheduled run would. It is a `BackupTrigger.onDeploy({ run: DeployRun.ONCE })`: give the definition no
   * other onDeploy. Of little use with a rate that has no `start`, which begins with a run anyway (a warning says so).
   *
   * @default false
   */
  readonly immediate?: boolean;

  /**
   * Within how much time after the scheduled one the backup starts: `TimeWindow.flexible(...)` with 1 to 1440 minutes.
   *
   * @default TimeWindow.off()
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html
   */
  readonly timeWindow?: TimeWindow;

  /**
   * When the schedule begins; the first run of a rate. EventBridge Scheduler does not create or change a schedule whose start is more
   * than five minutes ago: take it out when you change something later. An error on a one-time schedule, where it has no effect.
   *
   * @default - as soon as it is deployed: a rate with a run at once, a cron expression when it says so
   * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
   */
  readonly start?: Date;

  /**
   * When the schedule ends. It stays in the stack, and does nothing any more. Must be after `start`. An error on a one-time schedule,
   * where it has no effect.
   *
   * @default - never
   * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
   */
  readonly end?: Date;

  /**
   * The group that the schedule belongs to. It may be in another stack.
   *
   * @default - the group `default` of the account
   */
  readonly scheduleGroup?: IScheduleGroup;

  /**
   * Name of the schedule: 1 to 64 letters, digits, periods, hyphens and underscores.
   *
   * @default - a unique one, made by CloudFormation
   */
  readonly scheduleName?: string;

  /**
   * What the schedule is for, up to 512 characters.
   *
   * @default - the path of the definition
   */
  readonly description?: string;

  /**
   * Whether the schedule runs.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * A KMS key of your own that encrypts the schedule. The scheduler's role may decrypt with it, too.
   *
   * @default - a key that AWS owns
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html
   */
  readonly key?: IKey;
}
