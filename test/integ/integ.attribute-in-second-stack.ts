import { CfnOutput, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, deleteAfter, driver, phase, question, table } from './account-app';

/** A second stack reads the recovery point: what happens when the next deployment makes another one? */
const stack = new Stack(app, 'AccountRunFirst');
const backup = new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromDynamoDbTable(table(stack)),
  deleteAfter,
  triggers: [BackupTrigger.onDeploy({ revision: String(phase) })],
});
const second = new Stack(app, 'AccountRunSecond');
const parameter = new StringParameter(second, 'RecoveryPoint', { stringValue: backup.recoveryPointArn });
new CfnOutput(second, 'Name', { value: parameter.parameterName });

question('AttributeInSecondStack', [stack, second], { hooks: { postDeploy: [driver('attribute-in-second-stack')] } });
app.synth();
