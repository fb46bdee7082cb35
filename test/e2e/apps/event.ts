/** A table with two backups, to two vaults, for the same event; a third one waits for events in vain. */
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { BackupRuleTarget, BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';

const stack = new Stack(new App(), 'Event');
const removalPolicy = RemovalPolicy.DESTROY;
const orders = new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING }, removalPolicy });
const resource = BackupResource.fromDynamoDbTable(orders);
const release = { source: ['shop.release'], detailType: ['Release planned'] };

const backup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource,
  recoveryPointTags: { note: 'before "the" release' },
  triggers: [BackupTrigger.onEvent(release)],
});

const backupVault = new BackupVault(stack, 'SecondVault', { removalPolicy });
const second = new OnDemandBackup(stack, 'SecondBackup', { resource, backupVault, triggers: [] });
const bus = new EventBus(stack, 'Releases');
new Rule(stack, 'SecondRule', { eventBus: bus, eventPattern: release, targets: [new BackupRuleTarget(backup), new BackupRuleTarget(second)] });

const pausedVault = new BackupVault(stack, 'PausedVault', { removalPolicy });
new OnDemandBackup(stack, 'PausedBackup', { resource, backupVault: pausedVault, triggers: [BackupTrigger.onEvent(release, { enabled: false })] });

new CfnOutput(stack, 'StateMachine', { value: backup.stateMachine.stateMachineArn });
new CfnOutput(stack, 'OrdersArn', { value: orders.tableArn });
new CfnOutput(stack, 'Bus', { value: bus.eventBusName });
new CfnOutput(stack, 'FirstVault', { value: backup.backupVault.backupVaultName });
new CfnOutput(stack, 'SecondVaultName', { value: backupVault.backupVaultName });
