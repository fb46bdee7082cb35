import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { app, GENERAL_POLICY, question, role, table, vault } from './account-app';

/**
 * Is a second start with the same token the first job, also with another request? Nothing of this library: it asks what its retries stand on.
 *
 * How long AWS Backup remembers a token is asked by hand, a day later: `docs/account-run.md`.
 */
const stack = new Stack(app, 'AccountRunSameToken');
const orders = table(stack);
const [backupVault, backupRole] = [vault(stack), role(stack, GENERAL_POLICY)];
backupVault.applyRemovalPolicy(RemovalPolicy.RETAIN); // the recovery point is needed for the question of the next day
new CfnOutput(stack, 'TableArn', { value: orders.tableArn });

const test = question('SameToken', [stack]);
const request = { BackupVaultName: backupVault.backupVaultName, ResourceArn: orders.tableArn, IamRoleArn: backupRole.roleArn, IdempotencyToken: 'account-run' };
const [first, second, different] = [request, request, { ...request, Lifecycle: { DeleteAfterDays: 7 } }].map((parameters) => {
  const call = test.assertions.awsApiCall('Backup', 'startBackupJob', parameters);
  call.provider.addToRolePolicy({ Effect: 'Allow', Action: ['iam:PassRole'], Resource: [backupRole.roleArn] });
  return call;
});
const sameJob = ExpectedResult.objectLike({ BackupJobId: first.getAttString('BackupJobId') });
first.next(second.expect(sameJob)).next(different.expect(sameJob));
app.synth();
