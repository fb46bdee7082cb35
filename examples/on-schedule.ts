/**
 * Backs up a DynamoDB table and an S3 bucket by the clock.
 *
 * Shows: every night in a time zone, at any minute of an hour; a first backup at once; twice a day with two triggers; once, at a
 * given time; what happens to a lost start; an alarm for a failed backup.
 *
 * Run it: `npx cdk deploy --app 'npx tsx on-schedule.ts'` in a folder with `aws-cdk-lib`, `constructs`, `tsx` and
 * `cdk-on-demand-backup` installed. Then look at the executions of the state machine, or at the jobs in AWS Backup.
 * Before you deploy it to an account: AWS Backup backs up only the resource types that are switched on in its settings.
 */
import { App, Duration, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const stack = new Stack(new App(), 'OnSchedule');
const timeZone = TimeZone.EUROPE_ROME;

// The resources. They are deleted with the stack, because this is an example: omit `removalPolicy` for real data.
const removalPolicy = RemovalPolicy.DESTROY;
const orders = new TableV2(stack, 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.STRING }, removalPolicy });
const invoices = new Bucket(stack, 'Invoices', { versioned: true, removalPolicy });

// Backups that could not be started within a day. Without a queue, they are lost.
const notStarted = new Queue(stack, 'NotStarted', { retentionPeriod: Duration.days(14) });

// Every night between three and four, and once during the first deployment, which fails if the backup does.
const ordersBackup = new OnDemandBackup(stack, 'OrdersNightly', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(35),
  triggers: [BackupTrigger.onSchedule(ScheduleExpression.cron({ hour: '3', minute: '0', timeZone }), {
    timeWindow: TimeWindow.flexible(Duration.hours(1)),
    immediate: true,
    deadLetterQueue: notStarted,
  })],
});

// Retention belongs to the construct: the monthly backup is a second `OnDemandBackup` of the same table.
new OnDemandBackup(stack, 'OrdersMonthly', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(7 * 365),
  triggers: [BackupTrigger.onSchedule(ScheduleExpression.cron({ day: '1', hour: '5', minute: '0', timeZone }), { deadLetterQueue: notStarted })],
});

// Twice each working day, and once more before the move. That schedule stays in the stack after it has run, without effect.
const workingDays = (hour: string) => ScheduleExpression.cron({ weekDay: 'MON-FRI', hour, minute: '0', timeZone });
new OnDemandBackup(stack, 'InvoicesBackup', {
  resource: BackupResource.fromArn(invoices.bucketArn),
  deleteAfter: Duration.days(35),
  triggers: [
    BackupTrigger.onSchedule(workingDays('12')),
    BackupTrigger.onSchedule(workingDays('18')),
    BackupTrigger.onSchedule(ScheduleExpression.at(new Date('2031-06-01T22:00:00Z'))),
  ],
});

// No deployment waits for these backups. An execution of the state machine fails if its job does, and the queue holds what did not start.
ordersBackup.stateMachine.metricFailed().createAlarm(stack, 'BackupFailed', {
  threshold: 1, evaluationPeriods: 1, treatMissingData: TreatMissingData.NOT_BREACHING,
});
notStarted.metricApproximateNumberOfMessagesVisible().createAlarm(stack, 'BackupNotStarted', { threshold: 1, evaluationPeriods: 1 });
