/**
 * Backs up a database before CloudFormation changes it, and only then.
 *
 * Shows: a backup that finishes before the change begins; a migration that also counts as a change; tags that do not; and what the
 * deployment knows about the backup.
 *
 * What happens, in order, when the table's CloudFormation definition changes: CloudFormation updates the custom resource of the backup,
 * which runs the job; then the table; then the rest. If the backup fails, the deployment is rolled back, and the table was never touched.
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
  removalPolicy: RemovalPolicy.DESTROY, // because this is an example: omit it for real data
});

// Stands for a function that changes the data in the table. A new version of it is a change too.
const migration = new StringParameter(stack, 'Migration', { stringValue: `schema ${process.env.SCHEMA ?? '2'}` });

const backup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(35),
  triggers: [BackupTrigger.beforeChange({
    watch: [migration],
    ignoreTags: true, // a tag with the release number would make each deployment a change
  })],
});

// `skipped` when the stack is new, because it had no table to back up
new CfnOutput(stack, 'Outcome', { value: backup.outcome });
