/** One table and its backup, with all defaults. Environment variables change what a test is about. */
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const { STACK = 'Orders', BROKEN, DELETE_AFTER_DAYS = '35', NOTE = 'first', REVISION } = process.env;

const stack = new Stack(new App(), STACK);
const orders = new Table(stack, 'Orders', {
  partitionKey: { name: 'id', type: AttributeType.STRING },
  removalPolicy: RemovalPolicy.DESTROY,
});
const backup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(Number(DELETE_AFTER_DAYS)),
  recoveryPointTags: { team: 'orders' },
  triggers: [BackupTrigger.onDeploy({ revision: REVISION })],
});

if (BROKEN) {
  const broken = BackupResource.fromArn('arn:aws:dynamodb:us-east-1:000000000000:table/broken');
  new OnDemandBackup(stack, 'BrokenBackup', { resource: broken, stackOutputs: false }).node.addDependency(backup);
}

// Something else in the stack, which waits for the backup and reads its attributes
new StringParameter(stack, 'Note', { stringValue: NOTE }).node.addDependency(backup);
new CfnOutput(stack, 'OrdersArn', { value: orders.tableArn });
new CfnOutput(stack, 'Attributes', {
  value: stack.toJsonString({
    backupJobId: backup.backupJobId,
    recoveryPointArn: backup.recoveryPointArn,
    creationDate: backup.creationDate,
    completionDate: backup.completionDate,
    backupJobState: backup.backupJobState,
    outcome: backup.outcome,
    statusMessage: backup.statusMessage,
    resourceType: backup.resourceTypeName,
    backupVaultArn: backup.backupVaultArn,
    backupSizeInBytes: backup.backupSizeInBytes,
  }),
});
