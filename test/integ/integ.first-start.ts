import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import { app, driver, expectJob, question, table } from './account-app';

/**
 * Does the first start of an account succeed, with all defaults, although the service-linked role of AWS Backup does not exist yet?
 * The default vault and role stay: that is their promise.
 */
const stack = new Stack(app, 'AccountRunFirstStart');
const backup = new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromDynamoDbTable(table(stack)), removalPolicy: RemovalPolicy.DESTROY });

const test = question('FirstStart', [stack], { hooks: { postDeploy: [driver('first-start')] } });
expectJob(test, backup, 'DynamoDB');
test.assertions.awsApiCall('IAM', 'getRole', { RoleName: 'AWSServiceRoleForBackup' })
  .expect(ExpectedResult.objectLike({ Role: { Path: '/aws-service-role/backup.amazonaws.com/' } }));
app.synth();
