/**
 * Protects all stateful resources of an app with one line: each is backed up before CloudFormation changes it, and before CloudFormation
 * deletes it.
 *
 * Shows: the one line; resources that are opted out, and why; a backup that the protection leaves alone; the report of what is
 * protected and what is not. `cdk.out/on-demand-backup-protection.json` has the same report.
 *
 * What happens: the first deployment makes no backup, because nothing exists yet. A deployment that changes the table backs it up first;
 * the unchanged bucket is left alone. `cdk destroy` makes a final backup of both, and then deletes them.
 *
 * Run it: `npx cdk deploy --app 'npx tsx protection.ts'` in a folder with `aws-cdk-lib`, `constructs`, `tsx` and
 * `cdk-on-demand-backup` installed; then again with `STREAM=on`, which changes the table; then `npx cdk destroy --app 'npx tsx protection.ts'`.
 */
import { Annotations, App, Aspects, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupProtection, BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const app = new App();

// The one line. It also protects what comes after it.
const protection = new BackupProtection({ deleteAfter: Duration.days(35), ignoreTags: true });
Aspects.of(app).add(protection);

const stack = new Stack(app, 'Protection');

// The resources. They are deleted with the stack, because this is an example: omit `removalPolicy` for real data.
const removalPolicy = RemovalPolicy.DESTROY;
const partitionKey = { name: 'id', type: AttributeType.STRING };

new Table(stack, 'Orders', { partitionKey, stream: process.env.STREAM ? StreamViewType.NEW_IMAGE : undefined, removalPolicy });
new Bucket(stack, 'Invoices', { versioned: true, removalPolicy }); // AWS Backup requires versioning
// A bucket with more than three million objects needs a longer `timeout`
Annotations.of(stack).acknowledgeWarning('cdk-on-demand-backup:largeBucket', 'the invoices are few');

// Not worth a backup
BackupProtection.optOut(new Table(stack, 'Sessions', { partitionKey, timeToLiveAttribute: 'expires', removalPolicy }), 'sessions end by themselves');
// AWS Backup does not support queues: without the opt-out, this would be a warning
BackupProtection.optOut(new Queue(stack, 'Mails', { removalPolicy }), 'its mails are in the orders');

// This one needs another retention. The protection notices the backup, and leaves the table alone.
const ledger = new Table(stack, 'Ledger', { partitionKey, removalPolicy });
new OnDemandBackup(stack, 'LedgerBackup', {
  resource: BackupResource.fromDynamoDbTable(ledger),
  deleteAfter: Duration.days(3650),
  triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()],
});

app.synth();
for (const { status, resource, resourceType = '', reason = '' } of protection.report) {
  console.error(status.padEnd(15), resource.padEnd(30), resourceType.padEnd(10), reason);
}
