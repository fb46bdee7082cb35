/**
 * Makes a final backup of a bucket and a table when their stack is deleted.
 *
 * Shows: a final backup that finishes before the deletion begins; "no backup, no delete"; and the switch to delete without one.
 *
 * What happens, in order, on `cdk destroy`: CloudFormation deletes the custom resources of the backups, which runs the jobs; then
 * bucket and table. Vault and role stay, because the final backups need them. If the backup of the table fails, the table stays,
 * and the stack is `DELETE_FAILED`: delete it again when the cause is gone.
 *
 * Run it: `npx cdk deploy --app 'npx tsx on-delete.ts'` in a folder with `aws-cdk-lib`, `constructs`, `tsx` and
 * `cdk-on-demand-backup` installed; then `npx cdk destroy --app 'npx tsx on-delete.ts'`.
 */
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BackupTrigger, FailureAction, OnDemandBackup } from 'cdk-on-demand-backup';

const stack = new Stack(new App(), 'OnDelete');

const orders = new TableV2(stack, 'Orders', {
  partitionKey: { name: 'orderId', type: AttributeType.STRING },
  removalPolicy: RemovalPolicy.DESTROY,
});

const drafts = new Bucket(stack, 'Drafts', {
  versioned: true, // AWS Backup requires it
  removalPolicy: RemovalPolicy.DESTROY,
});

// No backup, no delete
new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(365),
  triggers: [BackupTrigger.onDelete()],
});

// Nice to have: the bucket is deleted even if its backup fails
new OnDemandBackup(stack, 'DraftsBackup', {
  resource: BackupResource.fromArn(drafts.bucketArn),
  deleteAfter: Duration.days(90),
  triggers: [BackupTrigger.onDelete({ onFailure: FailureAction.WARN })],
});
