/** Definitions that run every minute, one of them paused. The resources are ARNs, and need not exist for the stand-in. */
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const { ORDERS = '', PAUSED = '', AT_ONCE = '' } = process.env;

const stack = new Stack(new App(), 'Schedule');
const everyMinute = ScheduleExpression.rate(Duration.minutes(1));

const backup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromArn(ORDERS),
  recoveryPointTags: { note: 'every "minute"' },
  triggers: [BackupTrigger.onSchedule(everyMinute)],
});
new OnDemandBackup(stack, 'PausedBackup', {
  resource: BackupResource.fromArn(PAUSED),
  triggers: [BackupTrigger.onSchedule(everyMinute, { enabled: false })],
});
new OnDemandBackup(stack, 'AtOnceBackup', {
  resource: BackupResource.fromArn(AT_ONCE),
  triggers: [BackupTrigger.onSchedule(ScheduleExpression.cron({ year: '2099', month: '1', day: '1', hour: '0', minute: '0' }), { immediate: true })],
});

new CfnOutput(stack, 'StateMachine', { value: backup.stateMachine.stateMachineArn });
