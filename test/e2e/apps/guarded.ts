/** A table that is backed up before it changes and before it goes. Environment variables change what a test is about. */
import { App, CfnOutput, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BackupTrigger, FailureAction, OnDemandBackup } from 'cdk-on-demand-backup';

const { STACK = 'Guarded', NESTED, STREAM, NOTE = 'first', BROKEN, TRIGGERS = 'beforeChange,onDelete', GO_ON } = process.env;

const stack = new Stack(new App(), STACK);
const orders = new Table(NESTED ? new NestedStack(stack, 'Data') : stack, 'Orders', {
  tableName: `${STACK}-orders`,
  partitionKey: { name: 'id', type: AttributeType.STRING },
  stream: STREAM ? StreamViewType.KEYS_ONLY : undefined,
  removalPolicy: RemovalPolicy.DESTROY,
});
const triggers = {
  beforeChange: BackupTrigger.beforeChange(),
  onDelete: BackupTrigger.onDelete({ onFailure: GO_ON ? FailureAction.WARN : undefined }),
};
const backup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  triggers: TRIGGERS.split(',').map((name) => triggers[name as keyof typeof triggers]),
});
if (TRIGGERS.includes('beforeChange')) { new CfnOutput(stack, 'Outcome', { value: backup.outcome }); }
new CfnOutput(stack, 'TableName', { value: orders.tableName });

const note = new StringParameter(stack, 'Note', { stringValue: NOTE });
if (BROKEN) { // something that fails after the table was created or changed
  const broken = BackupResource.fromArn('arn:aws:dynamodb:us-east-1:000000000000:table/broken');
  new OnDemandBackup(stack, 'BrokenBackup', { resource: broken, stackOutputs: false, executeAfter: [orders, note] });
}
