/**
 * Controls what a deployment does when a backup takes long, fails, or completes with issues.
 *
 * Shows: a timeout longer than the hour that CloudFormation waits for one resource; what happens when the time is up; a
 * failure that only warns; issues that count as a failure; and an alarm for every failed backup, whatever the deployment did
 * about it.
 *
 * Run it: `npx cdk deploy --app 'npx tsx outcomes.ts'` in a folder with `aws-cdk-lib`, `constructs`, `tsx` and
 * `cdk-on-demand-backup` installed. Subscribe to the topic to get the alarm.
 * Before you deploy it to an account: AWS Backup backs up only the resource types that are switched on in its settings.
 */
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { FailureAction, OnDemandBackup, TimeoutAction, WaitLevel } from 'cdk-on-demand-backup';

const stack = new Stack(new App(), 'Outcomes');

// The resources. They are deleted with the stack, because this is an example: omit `removalPolicy` for real data.
const removalPolicy = RemovalPolicy.DESTROY;
const partitionKey = { name: 'id', type: AttributeType.STRING };
const orders = new TableV2(stack, 'Orders', { partitionKey, removalPolicy });
const sessions = new TableV2(stack, 'Sessions', { partitionKey, removalPolicy });
const invoices = new Bucket(stack, 'Invoices', {
  versioned: true, // AWS Backup requires it
  removalPolicy,
});

// The release must not continue without this one. A big table takes hours: the deployment waits up to eight. A job that has not
// ended by then is stopped, and the deployment fails.
const ordersBackup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(35),
  timeout: Duration.hours(8),
  onTimeout: TimeoutAction.STOP,
});

// The release waits half an hour for this one and then continues without it; it also continues if the backup fails. A backup
// that completed but left objects out counts as failed.
const invoicesBackup = new OnDemandBackup(stack, 'InvoicesBackup', {
  resource: BackupResource.fromArn(invoices.bucketArn),
  deleteAfter: Duration.days(35),
  timeout: Duration.minutes(30),
  onTimeout: TimeoutAction.CONTINUE,
  onFailure: FailureAction.WARN,
  failOnIssues: true,
});

// The release only starts this one and does not wait for it.
new OnDemandBackup(stack, 'SessionsBackup', {
  resource: BackupResource.fromDynamoDbTable(sessions),
  deleteAfter: Duration.days(7),
  waitFor: WaitLevel.ACCEPTED,
  onFailure: FailureAction.WARN,
});

// One state machine runs all backups of a stack. Its execution fails if the backup fails, even after the deployment has
// continued: one alarm covers all of them.
const failures = ordersBackup.stateMachine.metricFailed({ period: Duration.minutes(5), statistic: 'Sum' });
const alarm = failures.createAlarm(stack, 'BackupFailed', {
  alarmDescription: 'An on-demand backup failed: the failed execution of the state machine says which one, why, and what to do',
  threshold: 1,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING,
});
alarm.addAlarmAction(new SnsAction(new Topic(stack, 'Operators')));

// The stack knows the outcome of a backup: `succeeded`, `failed`, `timedOut` ...
new CfnOutput(stack, 'InvoicesOutcome', { value: invoicesBackup.outcome });
