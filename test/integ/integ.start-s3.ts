import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import { app, expectJob, question, vault } from './account-app';

/** Does a job of a bucket start with the policies of the default role, and end COMPLETED? */
const stack = new Stack(app, 'AccountRunS3');
const bucket = new Bucket(stack, 'Invoices', { versioned: true, removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
const invoice = new AwsCustomResource(stack, 'Invoice', {
  onUpdate: {
    service: 'S3', action: 'putObject', parameters: { Bucket: bucket.bucketName, Key: '2025.txt', Body: 'paid' }, physicalResourceId: PhysicalResourceId.of('2025.txt'),
  },
  policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [bucket.arnForObjects('*')] }),
  installLatestAwsSdk: false,
});
const backupVault = vault(stack);
const backup = new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromArn(bucket.bucketArn), backupVault, removalPolicy: RemovalPolicy.DESTROY, executeAfter: [invoice],
});

expectJob(question('StartS3', [stack]), backup, 'S3');
app.synth();
