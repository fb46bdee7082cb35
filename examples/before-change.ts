/**
 * Backs up a database before CloudFormation changes it, and only then.
 *
 * Shows: a backup that is finished before the change begins; a migration that counts as a change too; tags that do not; and what the
 * deployment knows of the backup.
 *
 * What happens, in order, when the table's definition changes: the custom resource of the backup is updated, which runs the job; the table
 * is updated; then the rest. When the backup fails, the deployment is rolled back, and the table was never touched.
 *
 * Run it: `npx cdk deploy --app 'npx tsx before-change.ts'` in a folder with `aws-cdk-lib`, `constructs`, `tsx` and
 * `cdk-on-demand-backup` installed; then again with `STREAM=on`, which changes the table, and with `SCHEMA=3`, a new migration.
 */
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const stack = new Stack(new App(), 'BeforeChange');

const orders = new Table(stack, 'Orders', {
  partitionKey: { name: 'orderId', type: AttributeType.STRING },
  stream: process.env.STREAM ? StreamViewType.NEW_IMAGE : undefined,
  removalPolicy: RemovalPolicy.DESTROY, // because this is an example: leave it out for real data
});

// Think of a function that changes what is in the table. A new version of it is a change too.
const migration = new StringParameter(stack, 'Migration', { stringValue: `schema ${process.env.SCHEMA ?? '2'}` });

const backup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(35),
  triggers: [BackupTrigger.beforeChange({
    watch: [migration],
    ignoreProperties: ['Tags'], // a tag with the release number would make each deployment a change
  })],
});

// `skipped` when the stack is new: there was no table to back up
new CfnOutput(stack, 'Outcome', { value: backup.outcome });
