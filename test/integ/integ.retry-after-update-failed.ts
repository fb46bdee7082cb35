import { Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, deleteAfter, driver, fail, phase, question, table } from './account-app';

/**
 * An update changes a table after its backup, fails elsewhere, and stays in UPDATE_FAILED, because rollback is off. Does the same update,
 * mended, back up again? Phase 2 fails, phase 3 is mended.
 */
const stack = new Stack(app, 'AccountRunUpdateFailed');
const orders = table(stack, 'Orders', phase > 1 ? 'expires' : undefined);
new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromDynamoDbTable(orders), deleteAfter, triggers: [BackupTrigger.beforeChange()],
});
if (phase === 2) { fail(stack, orders); }

question('RetryAfterUpdateFailed', [stack], { hooks: { postDeploy: [driver('retry-after-update-failed')] } });
app.synth();
