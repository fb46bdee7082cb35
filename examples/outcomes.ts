/**
 * Says what a deployment does when a backup takes long, fails, or completes with issues.
 *
 * Shows: a timeout longer than the hour that CloudFormation waits for one resource, what happens when the time is up, a
 * failure that only warns, issues that count as a failure, and an alarm that tells of every failed backup, whatever the
 * deployment made of it.
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

// The resources. They go when the stack goes, because this is an example: leave `removalPolicy` out for real data.
const removalPolicy = RemovalPolicy.DESTROY;
const partitionKey = { name: 'id', type: AttributeType.STRING };
const orders = new TableV2(stack, 'Orders', { partitionKey, removalPolicy });
const sessions = new TableV2(stack, 'Sessions', { partitionKey, removalPolicy });
const invoices = new Bucket(stack, 'Invoices', {
  versioned: true, // AWS Backup asks for it
  removalPolicy,
});

// The release must not go on without this one. A big table takes hours: the deployment waits up to eight. A job that has not
// ended by then is stopped, and the deployment fails.
const ordersBackup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(35),
  timeout: Duration.hours(8),
  onTimeout: TimeoutAction.STOP,
});

// The release waits half an hour for this one and then goes on without it, and it goes on when the backup fails. One that
// completed but left objects out counts as failed.
const invoicesBackup = new OnDemandBackup(stack, 'InvoicesBackup', {
  resource: BackupResource.fromArn(invoices.bucketArn),
  deleteAfter: Duration.days(35),
  timeout: Duration.minutes(30),
  onTimeout: TimeoutAction.CONTINUE,
  onFailure: FailureAction.WARN,
  failOnIssues: true,
});

// The release does not wait for this one at all: it only starts it.
new OnDemandBackup(stack, 'SessionsBackup', {
  resource: BackupResource.fromDynamoDbTable(sessions),
  deleteAfter: Duration.days(7),
  waitFor: WaitLevel.ACCEPTED,
  onFailure: FailureAction.WARN,
});

// All backups of a stack are run by one state machine. An execution of it fails when its backup did, also after the
// deployment has gone on: one alarm tells of all of them.
const failures = ordersBackup.stateMachine.metricFailed({ period: Duration.minutes(5), statistic: 'Sum' });
const alarm = failures.createAlarm(stack, 'BackupFailed', {
  alarmDescription: 'An on-demand backup failed: the failed execution of the state machine says which one, why, and what to do',
  threshold: 1,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING,
});
alarm.addAlarmAction(new SnsAction(new Topic(stack, 'Operators')));

// What came of a backup is known to the stack: `succeeded`, `failed`, `timedOut` ...
new CfnOutput(stack, 'InvoicesOutcome', { value: invoicesBackup.outcome });
