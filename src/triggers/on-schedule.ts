import { Annotations } from 'aws-cdk-lib';
import { Schedule, type ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { failOn } from '../backup/problems';
import { OnDeploy } from './on-deploy';
import { runsAtOnce, scheduleProblems } from './delivery/schedule-problems';
import { stableId } from './delivery/stable-id';
import { triggerDescription } from './delivery/trigger-description';
import { BackupScheduleTarget } from './backup-schedule-target';
import type { BackupTriggerConfig, IBackupTrigger } from './backup-trigger';
import { DeployRun } from './deploy-run';
import type { OnDemandBackup } from '../on-demand-backup';
import type { OnScheduleOptions } from './on-schedule-options';

const TWICE_AT_ONCE = 'a rate without a `start` begins with a run at its creation, and `immediate` makes another backup then: '
  + 'give the schedule a `start`, use a cron expression, or leave `immediate` out';

/** A schedule of the definition's own. */
export class OnSchedule implements IBackupTrigger {
  constructor(private readonly schedule: ScheduleExpression, private readonly options: OnScheduleOptions) {}

  public bind(definition: OnDemandBackup): BackupTriggerConfig {
    const { immediate, role, deadLetterQueue, maxEventAge, retryAttempts, ...options } = this.options;
    const id = this.id(definition);
    failOn(definition, [
      ...scheduleProblems(definition, this.schedule, this.options),
      ...definition.node.tryFindChild(id) ? ['`triggers` has the same onSchedule twice: leave one of them out'] : [],
    ]);
    if (immediate && runsAtOnce(this.schedule, options)) {
      Annotations.of(definition).addWarningV2('cdk-on-demand-backup:twiceAtOnce', TWICE_AT_ONCE);
    }
    const schedule = new Schedule(definition, id, {
      ...options,
      description: options.description ?? triggerDescription(definition),
      schedule: this.schedule,
      target: new BackupScheduleTarget(definition, { role, deadLetterQueue, maxEventAge, retryAttempts }),
    });
    // Of the group, aws-cdk-lib uses the name only, which orders nothing
    schedule.node.addDependency(...definition._wiring.dependencies, ...options.scheduleGroup ? [options.scheduleGroup] : []);
    return immediate ? new OnDeploy({ run: DeployRun.ONCE }).bind(definition) : {};
  }

  private id(definition: OnDemandBackup): string {
    const { scheduleGroup, scheduleName } = this.options;
    const { expressionString, timeZone } = this.schedule;
    return stableId(definition, 'OnSchedule', [scheduleGroup?.scheduleGroupName, scheduleName ?? [expressionString, timeZone?.timezoneName]]);
  }
}
