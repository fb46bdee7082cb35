/** A table with a history: backups on deploy and on delete. With `READ`, another app: a stack that reads the handle of a backup. */
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BackupTrigger, OnDemandBackup, RecoveryHandle } from 'cdk-on-demand-backup';

const { NOTE = 'first', READ, REVISION } = process.env;

if (READ) {
  const stack = new Stack(new App(), 'restore');
  const latest = RecoveryHandle.fromParameterName(stack, 'LatestOrders', READ);
  const { recoveryPointArn, backupJobId, backupVaultName, resourceType, outcome, trigger, stackId } = latest;
  Object.entries({ recoveryPointArn, backupJobId, backupVaultName, resourceType, outcome, trigger, stackId })
    .forEach(([name, value]) => new CfnOutput(stack, name, { value }));
} else {
  const stack = new Stack(new App(), 'shop');
  const orders = new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY });
  new OnDemandBackup(stack, 'OrdersBackup', {
    resource: BackupResource.fromDynamoDbTable(orders),
    triggers: [BackupTrigger.onDeploy({ revision: REVISION }), BackupTrigger.onDelete()],
  });
  new StringParameter(stack, 'Note', { stringValue: NOTE });
}
