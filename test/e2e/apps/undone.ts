/** A table that is backed up before it goes, and a policy of other people that would undo it. `UNDO` names the policy. */
import { App, MissingRemovalPolicies, RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const { STACK = 'Undone', UNDO } = process.env;

const app = new App();
const stack = new Stack(app, STACK);
const orders = new Table(stack, 'Orders', {
  tableName: `${STACK}-orders`,
  partitionKey: { name: 'id', type: AttributeType.STRING },
  removalPolicy: RemovalPolicy.DESTROY,
});
new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  triggers: [BackupTrigger.onDelete()],
});

switch (UNDO) {
  case 'retainMissing': MissingRemovalPolicies.of(stack).retain(); break;
  case 'retain': RemovalPolicies.of(stack).retain({ excludeResourceTypes: ['AWS::DynamoDB::Table'] }); break;
  case 'destroy': RemovalPolicies.of(app).destroy(); break;
  default:
}
