import { Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupResourceType, FailureAction, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, deleteAfter, driver, question, table } from './account-app';

/**
 * Does a job of a CloudFormation stack start with the policies of the default role? Is it PARTIAL because the stack has a resource that
 * AWS Backup does not support, a queue, or is it COMPLETED?
 *
 * Its recovery points are composite, and only the console or a call for each nested one deletes them.
 */
const shop = new Stack(app, 'AccountRunShop');
table(shop);
new Queue(shop, 'Unsupported');

const stack = new Stack(app, 'AccountRunCloudFormation');
new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromArn(shop.stackId), resourceType: BackupResourceType.CLOUDFORMATION, onFailure: FailureAction.WARN, deleteAfter,
});

question('StartCloudFormation', [shop, stack], { hooks: { postDeploy: [driver('start-cloudformation')] } });
app.synth();
