import { NestedStack, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, deleteAfter, driver, fail, question, table } from './account-app';

/** The creation of a parent fails when its nested stack is complete: does the rollback delete the nested stack without a final backup? */
const stack = new Stack(app, 'AccountRunFailedParent');
const nested = new NestedStack(stack, 'Nested');
new OnDemandBackup(nested, 'Backup', {
  resource: BackupResource.fromDynamoDbTable(table(nested)), deleteAfter, triggers: [BackupTrigger.onDelete()],
});
fail(stack, nested);

question('FailedParent', [stack], {
  cdkCommandOptions: { deploy: { expectError: true } },
  hooks: { preDestroy: [driver('nested-failed-parent')] },
});
app.synth();
