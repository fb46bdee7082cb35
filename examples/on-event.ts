/**
 * Backs up a DynamoDB table and an S3 bucket when something happens.
 *
 * Shows: a custom event, a pipeline stage, an alarm; and an existing rule that already has another target, with the backups of two
 * resources as additional targets.
 *
 * Run it: `npx cdk deploy --app 'npx tsx on-event.ts'` in a folder with `aws-cdk-lib`, `constructs`, `tsx` and
 * `cdk-on-demand-backup` installed. Then send the event:
 * `aws events put-events --entries '[{"Source":"shop.release","DetailType":"Release planned","Detail":"{}"}]'`.
 * Before you deploy it to an account: AWS Backup backs up only the resource types that are switched on in its settings.
 */
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupRuleTarget, BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const stack = new Stack(new App(), 'OnEvent');

// The resources. They are deleted with the stack, because this is an example: omit `removalPolicy` for real data.
const removalPolicy = RemovalPolicy.DESTROY;
const orders = new TableV2(stack, 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.STRING }, removalPolicy });
const invoices = new Bucket(stack, 'Invoices', { versioned: true, removalPolicy });

// Events that could not be delivered within a day. Without a queue, they are lost.
const notDelivered = new Queue(stack, 'NotDelivered', { retentionPeriod: Duration.days(14) });

// A custom event, and the start of a pipeline stage. Each event makes one backup, even if it is delivered twice.
const ordersBackup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(35),
  triggers: [
    BackupTrigger.onEvent({ source: ['shop.release'], detailType: ['Release planned'] }, { deadLetterQueue: notDelivered }),
    BackupTrigger.onEvent({
      source: ['aws.codepipeline'],
      detailType: ['CodePipeline Stage Execution State Change'],
      detail: { pipeline: ['shop'], stage: ['Deploy'], state: ['STARTED'] },
    }),
  ],
});

// An existing rule takes the backups as targets: here one that notifies a topic of an alarm.
const manyWrites = orders.metricConsumedWriteCapacityUnits().createAlarm(stack, 'ManyWrites', { threshold: 100_000, evaluationPeriods: 1 });
const onManyWrites = new Rule(stack, 'OnManyWrites', {
  eventPattern: { source: ['aws.cloudwatch'], resources: [manyWrites.alarmArn], detail: { state: { value: ['ALARM'] } } },
  targets: [new SnsTopic(new Topic(stack, 'Operators'))],
});
onManyWrites.addTarget(new BackupRuleTarget(ordersBackup, { deadLetterQueue: notDelivered }));

// The same, as a trigger of the backup
new OnDemandBackup(stack, 'InvoicesBackup', {
  resource: BackupResource.fromArn(invoices.bucketArn),
  deleteAfter: Duration.days(35),
  triggers: [BackupTrigger.onRule(onManyWrites, { deadLetterQueue: notDelivered })],
});

// No deployment waits for these backups: an execution of the state machine fails if its job does.
ordersBackup.stateMachine.metricFailed().createAlarm(stack, 'BackupFailed', {
  threshold: 1, evaluationPeriods: 1, treatMissingData: TreatMissingData.NOT_BREACHING,
});
