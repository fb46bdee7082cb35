/** Two definitions in one stack: one with the vault and the role of the stack, the other with its own. */
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { OnDemandBackup } from 'cdk-on-demand-backup';

const stack = new Stack(new App(), 'Shop');
const removalPolicy = RemovalPolicy.DESTROY;
const orders = new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING }, removalPolicy });
const invoices = new Bucket(stack, 'Invoices', { versioned: true, removalPolicy });

new OnDemandBackup(stack, 'OrdersBackup', { resource: BackupResource.fromDynamoDbTable(orders) });

const backupVault = new BackupVault(stack, 'InvoicesVault', { removalPolicy });
const role = new Role(stack, 'InvoicesRole', {
  assumedBy: new ServicePrincipal('backup.amazonaws.com'),
  managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AWSBackupServiceRolePolicyForS3Backup')],
});
new OnDemandBackup(stack, 'InvoicesBackup', {
  resource: BackupResource.fromArn(invoices.bucketArn),
  backupVault,
  role,
  startWindow: Duration.hours(2),
  completionWindow: Duration.hours(4),
  deleteAfter: Duration.days(7),
  recoveryPointTags: { team: 'finance', stage: 'test' },
  backupAcls: false,
  backupObjectTags: true,
  backupJobIdOutputName: 'InvoicesJob',
  recoveryPointArnOutputName: 'InvoicesRecoveryPoint',
});

new CfnOutput(stack, 'OwnVault', { value: backupVault.backupVaultName });
new CfnOutput(stack, 'OwnRole', { value: role.roleArn });
new CfnOutput(stack, 'OrdersArn', { value: orders.tableArn });
new CfnOutput(stack, 'InvoicesArn', { value: invoices.bucketArn });
