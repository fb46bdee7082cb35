import type { EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import type { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { BackupRuleTargetProps } from './backup-rule-target';
import { BeforeChange, type BeforeChangeOptions } from './before-change';
import type { IBackupTrigger } from '../i-backup-trigger';
import { DELIVERY_PROPS } from './delivery/delivery-shape';
import { OnDelete, type OnDeleteOptions } from './on-delete';
import { OnDeploy, type OnDeployOptions } from './on-deploy';
import { OnEvent, type OnEventOptions } from './on-event';
import { OnRule } from './on-rule';
import { OnSchedule, type OnScheduleOptions } from './on-schedule';
import { BEFORE_CHANGE_OPTIONS, EVENT_PATTERN, ON_DELETE_OPTIONS, ON_DEPLOY_OPTIONS, ON_EVENT_OPTIONS, ON_SCHEDULE_OPTIONS } from './options/option-shapes';
import { BACKUP_PROP_NAMES } from '../backup/props/backup-shape';
import { RULE, SCHEDULE_EXPRESSION } from '../backup/props/cdk-checks';
import { failCall, shapeProblems } from '../backup/props/shape';

/** The triggers that this library offers. */
export class BackupTrigger {
  /**
   * Runs the backup during the deployment, after the resource was created or updated: if the backup is new, if its request
   * to AWS Backup changed, or if `revision` or a watched construct changed. A deployment that changes none of these runs no backup.
   *
   * Of a cluster of Amazon RDS, Amazon Neptune or Amazon DocumentDB it waits for the instances too, except for those that wait for the backup.
   *
   * @param options when it runs again
   */
  public static onDeploy(options: OnDeployOptions = {}): IBackupTrigger {
    failCall('BackupTrigger.onDeploy()', shapeProblems('`options`', options, ON_DEPLOY_OPTIONS, [], BACKUP_PROP_NAMES));
    return new OnDeploy(options);
  }

  /**
   * Runs the backup when the CloudFormation definition of the resource changes, and finishes it before CloudFormation changes the
   * resource. If the backup fails, the deployment fails, and the resource is unchanged. A deployment that does not change the resource runs
   * no backup, except the first one with this trigger.
   *
   * A resource that does not exist yet is not backed up; the attribute `outcome` is then `skipped`. The vault, the role and the tags of
   * the backup must not refer to the resource: a dependency cycle is an error at synth.
   *
   * @param options what counts as a change
   */
  public static beforeChange(options: BeforeChangeOptions = {}): IBackupTrigger {
    failCall('BackupTrigger.beforeChange()', shapeProblems('`options`', options, BEFORE_CHANGE_OPTIONS, [], BACKUP_PROP_NAMES));
    return new BeforeChange(options);
  }

  /**
   * Runs a final backup when the backup construct is deleted, usually together with its stack, and finishes it before CloudFormation
   * deletes the resource. No backup, no delete.
   *
   * The exception is an update that removes the resource from the stack: the backup runs first, but CloudFormation goes on even if it
   * fails three times. The three attempts share one job and one `timeout`. The vault must outlive the stack; one that does not is an error at synth.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes-delete.html
   * @param options what a failed backup means
   */
  public static onDelete(options: OnDeleteOptions = {}): IBackupTrigger {
    failCall('BackupTrigger.onDelete()', shapeProblems('`options`', options, ON_DELETE_OPTIONS, [], BACKUP_PROP_NAMES));
    return new OnDelete(options);
  }

  /**
   * Runs the backup on a schedule of Amazon EventBridge Scheduler: a rate, a cron expression or a single time. No deployment waits for
   * it; its execution of `stateMachine` fails if the job fails.
   *
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   * @param schedule when it runs
   * @param options how the schedule runs
   */
  public static onSchedule(schedule: ScheduleExpression, options: OnScheduleOptions = {}): IBackupTrigger {
    failCall('BackupTrigger.onSchedule()', [...SCHEDULE_EXPRESSION('`schedule`', schedule), ...shapeProblems('`options`', options, ON_SCHEDULE_OPTIONS, [], BACKUP_PROP_NAMES)]);
    return new OnSchedule(schedule, options);
  }

  /**
   * Runs the backup for each event that matches a pattern: an alarm, a stage of a pipeline, an event of your own. No deployment
   * waits for it; its execution of `stateMachine` fails if the job fails.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
   * @param pattern which events
   * @param options where the events come from, and how they are delivered
   */
  public static onEvent(pattern: EventPattern, options: OnEventOptions = {}): IBackupTrigger {
    failCall('BackupTrigger.onEvent()', [...shapeProblems('`pattern`', pattern, EVENT_PATTERN), ...shapeProblems('`options`', options, ON_EVENT_OPTIONS, [], BACKUP_PROP_NAMES)]);
    return new OnEvent(pattern, options);
  }

  /**
   * Runs the backup for each event of an existing rule, to which it adds a `BackupRuleTarget`.
   *
   * @param rule the rule
   * @param options how the events are delivered
   */
  public static onRule(rule: Rule, options: BackupRuleTargetProps = {}): IBackupTrigger {
    failCall('BackupTrigger.onRule()', [...RULE('`rule`', rule), ...shapeProblems<BackupRuleTargetProps>('`options`', options, DELIVERY_PROPS, [], BACKUP_PROP_NAMES)]);
    return new OnRule(rule, options);
  }

  private constructor() {}
}
