import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { app, driver, question, table, vault } from './account-app';

/** What do EventBridge and Scheduler put into the input of an execution: is the idempotency key that of the event, and of the scheduled time? */
const stack = new Stack(app, 'AccountRunInput');
const backup = new OnDemandBackup(stack, 'Backup', {
  resource: BackupResource.fromDynamoDbTable(table(stack)),
  backupVault: vault(stack),
  removalPolicy: RemovalPolicy.DESTROY,
  triggers: [
    BackupTrigger.onEvent({ source: ['account-run'] }),
    BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1))), // the first run is at once
  ],
});

const test = question('ExecutionInput', [stack], { hooks: { postDeploy: [driver('execution-input')] } });
test.assertions.awsApiCall('EventBridge', 'putEvents', { Entries: [{ Source: 'account-run', DetailType: 'Asked', Detail: '{}' }] });
test.assertions.awsApiCall('SFN', 'describeStateMachine', { stateMachineArn: backup.stateMachine.stateMachineArn });
app.synth();
