import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, deleteAfter, driver, phase, question, role, table } from './account-app';

/**
 * An update removes a table with its final backup, which fails, because the role for AWS Backup may do nothing: how often and how long does
 * the clean-up try? What becomes of the table? Phase 2 is the update.
 */
const stack = new Stack(app, 'AccountRunFinalBackup');
const powerless = role(stack);
powerless.applyRemovalPolicy(RemovalPolicy.RETAIN); // as each final backup asks for
new CfnOutput(stack, 'Phase', { value: String(phase) });
new OnDemandBackup(stack, 'Other', { resource: BackupResource.fromDynamoDbTable(table(stack, 'Others')), deleteAfter }); // keeps the state machine
if (phase === 1) {
  new OnDemandBackup(stack, 'Backup', {
    resource: BackupResource.fromDynamoDbTable(table(stack)), role: powerless, deleteAfter, triggers: [BackupTrigger.onDelete()],
  });
}

question('FailingFinalBackup', [stack], { hooks: { postDeploy: [driver('failing-final-backup')] } });
app.synth();
