import { Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, deleteAfter, driver, fail, phase, question, table } from './account-app';

/**
 * What does a new job do to a custom resource while rollback is off (`--no-rollback`), and in express mode? Is an applied table enough for
 * what depends on it? Phase 2 fails after a new job, phase 3 is a new job again, phase 4 one in express mode.
 */
const stack = new Stack(app, 'AccountRunRollbackOff');
const backup = new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromDynamoDbTable(table(stack)),
  deleteAfter,
  triggers: [BackupTrigger.onDeploy({ revision: String(phase) })],
});
if (phase === 2) { fail(stack, backup); }

question('RollbackOff', [stack], { hooks: { postDeploy: [driver('rollback-off')] } });
app.synth();
