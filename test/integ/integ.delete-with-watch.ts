import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { OnDemandBackup, WaitLevel } from 'cdk-on-demand-backup';
import { app, driver, question } from './account-app';

/** How long does the deletion of a stack take while an execution watches a job? A job of a bucket takes minutes; nobody waits for it. */
const stack = new Stack(app, 'AccountRunWatch');
const bucket = new Bucket(stack, 'Invoices', { versioned: true, removalPolicy: RemovalPolicy.DESTROY });
new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(bucket.bucketArn), waitFor: WaitLevel.ACCEPTED });

question('DeleteWithWatch', [stack], { hooks: { postDeploy: [driver('delete-with-watch')] } });
app.synth();
