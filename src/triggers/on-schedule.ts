import { Annotations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Schedule, type ScheduleExpression, type IScheduleGroup, type TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { BackupScheduleTarget, type BackupScheduleTargetProps } from './backup-schedule-target';
import { DeployRun } from './deploy-run';
import { OnDeploy } from './on-deploy';
import { contextOf } from '../backup/backup-context';
import { idempotencyTokenReuseProblems } from '../backup/idempotency-token-reuse';
import { failOn } from '../backup/problems';
import type { BackupTriggerConfig, IBackupTrigger } from '../i-backup-trigger';
import { runsAtCreation, scheduleProblems } from './delivery/schedule-problems';
import { stableId } from './delivery/stable-id';
import { triggerDescription } from './delivery/trigger-description';
import { existOnlyWith } from '../guarantees/same-condition';
import type { IOnDemandBackup } from '../i-on-demand-backup';

/**
 * How a schedule runs. Its time zone is part of the `ScheduleExpression`.
 *
 * A one-time schedule stays in the stack after it ran, and does nothing more: CloudFormation has no alternative.
 */
export interface OnScheduleOptions extends BackupScheduleTargetProps {
  /**
   * Whether to back up during the first deployment, too, which waits for the recovery point and so reveals problems of the backup before
   * its first scheduled time. It is a `BackupTrigger.onDeploy({ run: DeployRun.ONCE })`: give the backup no other onDeploy. Of little
   * use for a rate without `start`, which begins with a backup anyway, and a warning says so.
   *
   * @default false
   */
  readonly immediate?: boolean;

  /**
   * How long after the scheduled time the backup may start: `TimeWindow.flexible(...)` with 1 to 1440 minutes.
   *
   * @default TimeWindow.off()
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html
   */
  readonly timeWindow?: TimeWindow;

  /**
   * When the schedule begins; the first time of a rate. EventBridge Scheduler does not create or change a schedule whose start is more
   * than five minutes ago: remove `start` when you change something later. An error on a one-time schedule, where it has no effect.
   *
   * @default - as soon as it is deployed: a rate with an immediate backup, a cron expression at its next time
   * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
   */
  readonly start?: Date;

  /**
   * When the schedule ends. It stays in the stack, and does nothing more. Must be after `start`. An error on a one-time schedule,
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
   * @default - a unique name that CloudFormation generates
   */
  readonly scheduleName?: string;

  /**
   * What the schedule is for, up to 512 characters.
   *
   * @default - the path of the backup
   */
  readonly description?: string;

  /**
   * Whether the schedule runs.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Your own KMS key, which encrypts the schedule. The role of the scheduler gets the permission to decrypt with it.
   *
   * @default - a key that AWS owns
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html
   */
  readonly key?: IKey;
}

const IMMEDIATE_WITH_RATE = 'a rate without a `start` begins with a backup at its creation, and `immediate` makes another one then: '
  + 'give the schedule a `start`, use a cron expression, or leave `immediate` out';

const TWO_ON_DEPLOY = '`immediate` asks for a backup during the first deployment, but `triggers` has an onDeploy or an `immediate` already: leave this one out';

/** A schedule that belongs to the backup. */
export class OnSchedule implements IBackupTrigger {
  constructor(private readonly schedule: ScheduleExpression, private readonly options: OnScheduleOptions) {}

  public bind(backup: IOnDemandBackup): BackupTriggerConfig {
    const { immediate, role, deadLetterQueue, maxEventAge, retryAttempts, ...options } = this.options;
    const context = contextOf(backup, 'BackupTrigger.onSchedule()');
    const id = this.id(backup);
    failOn(backup, [
      ...idempotencyTokenReuseProblems(context.props, 'onSchedule'),
      ...scheduleProblems(this.schedule, this.options),
      ...immediate && backup.node.tryFindChild(OnDeploy.ID) ? [TWO_ON_DEPLOY] : [],
      ...backup.node.tryFindChild(id) ? ['`triggers` has the same onSchedule twice: leave one of them out'] : [],
    ]);
    if (immediate && runsAtCreation(this.schedule, options)) {
      Annotations.of(backup).addWarningV2('cdk-on-demand-backup:twiceAtOnce', IMMEDIATE_WITH_RATE);
    }
    const schedule = new Schedule(backup, id, {
      ...options,
      description: options.description ?? triggerDescription(backup),
      schedule: this.schedule,
      target: new BackupScheduleTarget(backup, { role, deadLetterQueue, maxEventAge, retryAttempts }),
    });
    // aws-cdk-lib uses only the name of the group, which orders nothing
    schedule.node.addDependency(...context.dependencies, ...options.scheduleGroup ? [options.scheduleGroup] : []);
    existOnlyWith(backup, 'onSchedule', schedule, context.resource.origin);
    return immediate ? new OnDeploy({ run: DeployRun.ONCE }).bind(backup) : {};
  }

  private id(backup: IOnDemandBackup): string {
    const { scheduleGroup, scheduleName } = this.options;
    const { expressionString, timeZone } = this.schedule;
    return stableId(backup, 'OnSchedule', [scheduleGroup?.scheduleGroupName, scheduleName ?? [expressionString, timeZone?.timezoneName]]);
  }
}
