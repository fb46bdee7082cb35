import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, deleteAfter, driver, fail, phase, question, table } from './account-app';

/**
 * Sixty backups at once: is an update that fails rolled back without one job, and does the deletion remove each recovery point, although
 * CloudFormation and AWS Backup throttle? Phase 2 changes each backup, and fails.
 */
const BACKUPS = 60;
const stack = new Stack(app, 'AccountRunSixty');
const backups = Array.from({ length: BACKUPS }, (_, index) => new OnDemandBackup(stack, `Backup${index}`, {
  resource: BackupResource.fromDynamoDbTable(table(stack, `Orders${index}`)),
  deleteAfter,
  removalPolicy: RemovalPolicy.DESTROY,
  triggers: [BackupTrigger.onDeploy({ revision: String(phase) })],
}));
new CfnOutput(stack, 'VaultName', { value: backups[0].backupVault.backupVaultName });
if (phase === 2) { fail(stack, ...backups); }

question('SixtyBackups', [stack], { hooks: { postDeploy: [driver('sixty-backups')] } });
app.synth();
