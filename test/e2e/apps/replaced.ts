/** A table that another name, or another construct id, replaces. Environment variables change what a test is about. */
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BackupTrigger, FailureAction, OnDemandBackup } from 'cdk-on-demand-backup';

const { STACK = 'Replaced', TABLE_NAME, TABLE_ID = 'Orders', TRIGGER = 'onDelete', GO_ON, BROKEN } = process.env;

const stack = new Stack(new App(), STACK);
const table = new Table(stack, TABLE_ID, {
  tableName: TABLE_NAME,
  partitionKey: { name: 'id', type: AttributeType.STRING },
  removalPolicy: RemovalPolicy.DESTROY,
});
const backup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(table),
  triggers: [TRIGGER === 'beforeChange'
    ? BackupTrigger.beforeChange()
    : BackupTrigger.onDelete({ onFailure: GO_ON ? FailureAction.WARN : undefined })],
});
new CfnOutput(stack, 'TableName', { value: table.tableName });

if (BROKEN) { // something that fails after the table was replaced and its backup made
  const note = new StringParameter(stack, 'Note', { stringValue: 'note' });
  note.node.addDependency(backup.node.findChild('OnDelete'));
  const broken = BackupResource.fromArn('arn:aws:dynamodb:us-east-1:000000000000:table/broken');
  new OnDemandBackup(stack, 'BrokenBackup', { resource: broken, stackOutputs: false, executeAfter: [note] });
}
