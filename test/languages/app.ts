/** The app that each language of this folder writes in its own way: all triggers, own ones, targets, protection with an opt-out, the recovery handle. */
import { App, Aspects, CfnOutput, Duration, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib';
import { BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { AccountRootPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule, Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import {
  BackupProtection, BackupResourceType, BackupRuleTarget, BackupScheduleTarget, BackupTrigger, BackupTriggerConfig, DeployRun, FailureAction,
  IBackupTrigger, IOnDemandBackup, OnDemandBackup, RecoveryHandle, TimeoutAction, WaitLevel,
} from 'cdk-on-demand-backup';

/** Delegates to a trigger of the library. */
class OnMajorRelease implements IBackupTrigger {
  constructor(private readonly release: string) {}
  bind(backup: IOnDemandBackup): BackupTriggerConfig {
    return BackupTrigger.onDeploy({ revision: this.release.split('.')[0] }).bind(backup);
  }
}

/** Starts the state machine by itself. */
class OnOwnSchedule implements IBackupTrigger {
  bind(backup: IOnDemandBackup): BackupTriggerConfig {
    const role = new Role(Stack.of(backup), 'OwnRole', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    backup.grantStart(role);
    new CfnSchedule(Stack.of(backup), 'OwnSchedule', {
      flexibleTimeWindow: { mode: 'OFF' },
      scheduleExpression: 'rate(2 days)',
      target: {
        arn: backup.stateMachine.stateMachineArn,
        roleArn: role.roleArn,
        input: backup.executionInput('<aws.scheduler.execution-id>'),
      },
    });
    return {};
  }
}

const app = new App({ outdir: process.env.OUT, analyticsReporting: false });
const protection = new BackupProtection({
  deleteAfter: Duration.days(35),
  ignoreProperties: ['Tags'],
  resourceTypes: [BackupResourceType.DYNAMODB, BackupResourceType.S3],
  recoveryPointTags: { by: 'protection' },
  timeout: Duration.hours(2),
  onDeleteFailure: FailureAction.WARN,
});
Aspects.of(app).add(protection);

const stack = new Stack(app, 'Shop');
const orders = new Table(stack, 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.STRING } });
const migration = new StringParameter(stack, 'Migration', { stringValue: 'schema 2' });
const migrationSource = new StringParameter(stack, 'MigrationSource', { stringValue: 'select 1' });
const after1 = new StringParameter(stack, 'After1', { stringValue: '1' });
const after2 = new StringParameter(stack, 'After2', { stringValue: '2' });
const deadLetters = new Queue(stack, 'DeadLetters');

const backup = new OnDemandBackup(stack, 'OrdersBackup', {
  resource: BackupResource.fromDynamoDbTable(orders),
  deleteAfter: Duration.days(365),
  moveToColdStorageAfter: Duration.days(30),
  startWindow: Duration.hours(2),
  completionWindow: Duration.hours(10),
  recoveryPointTags: { 'data-class': 'finance', 'owner': 'shop' },
  removalPolicy: RemovalPolicy.RETAIN,
  timeout: Duration.hours(8),
  onFailure: FailureAction.WARN,
  triggers: [
    BackupTrigger.onDeploy({ revision: 'v1.2.3', watch: [migrationSource] }),
    BackupTrigger.beforeChange({ ignoreProperties: ['Tags'] }),
    BackupTrigger.onDelete(),
    BackupTrigger.onSchedule(ScheduleExpression.cron({ hour: '3', minute: '0', timeZone: TimeZone.EUROPE_ROME }), {
      timeWindow: TimeWindow.flexible(Duration.hours(1)),
      start: new Date('2030-01-01T00:00:00Z'),
      description: 'nightly',
      retryAttempts: 3,
      deadLetterQueue: deadLetters,
    }),
    BackupTrigger.onEvent({
      source: ['shop.release'],
      detailType: ['Release planned'],
      detail: { state: { value: ['ALARM'] }, size: [{ numeric: ['>', 10] }], flag: [true] },
    }, { maxEventAge: Duration.hours(2), retryAttempts: 0 }),
    new OnOwnSchedule(),
  ],
  executeBefore: [migration],
});
backup.executeBefore(after1, after2);

new CfnOutput(stack, 'Arn', { value: backup.recoveryPointArn });
new StringParameter(stack, 'Outcome', { stringValue: `outcome: ${backup.outcome}` });
const operator = new Role(stack, 'Operator', { assumedBy: new AccountRootPrincipal() });
backup.grantStart(operator);
backup.recoveryHandle.grantRead(operator);
new CfnOutput(stack, 'Input', { value: backup.executionInput('by hand') });
backup.stateMachine.metricFailed().createAlarm(stack, 'BackupFailed', { threshold: 1, evaluationPeriods: 1 });

const rule = new Rule(stack, 'OnAlarm', { eventPattern: { source: ['aws.cloudwatch'], detail: { state: { value: ['ALARM'] } } } });
rule.addTarget(new BackupRuleTarget(backup, { retryAttempts: 4 }));
new Schedule(stack, 'Weekly', {
  schedule: ScheduleExpression.rate(Duration.days(7)),
  target: new BackupScheduleTarget(backup, { maxEventAge: Duration.minutes(90) }),
});

// A second backup: other enums, a vault of its own
const invoices = new Bucket(stack, 'Invoices', { versioned: true });
const invoicesBackup = new OnDemandBackup(stack, 'InvoicesBackup', {
  resource: BackupResource.fromArn(invoices.bucketArn),
  resourceType: BackupResourceType.S3,
  backupVault: new BackupVault(stack, 'Vault', { backupVaultName: 'shop-vault' }),
  backupAcls: false,
  index: true,
  waitFor: WaitLevel.ACCEPTED,
  onTimeout: TimeoutAction.FAIL,
  removalPolicy: RemovalPolicy.DESTROY,
  triggers: [BackupTrigger.onDeploy({ run: DeployRun.ONCE })],
  executeAfter: [migration],
  backupJobIdOutputName: 'InvoicesJob',
  recoveryPointArnOutputName: undefined,
  stackOutputs: false,
});
invoicesBackup.addTrigger(BackupTrigger.onRule(rule));

// Own trigger at construction, of a table that is opted out of the protection
const cache = new Table(stack, 'Cache', {
  partitionKey: { name: 'id', type: AttributeType.NUMBER },
  removalPolicy: RemovalPolicy.DESTROY,
});
BackupProtection.optOut(cache, 'can be filled again');
const cacheBackup = new OnDemandBackup(stack, 'CacheBackup', {
  resource: BackupResource.fromDynamoDbTable(cache),
  triggers: [new OnMajorRelease('7.2.1')],
  backupJobIdOutputName: 'CacheJob',
});
new CfnOutput(stack, 'CacheSize', { value: cacheBackup.backupSizeInBytes });

// A second stack, which only the protection covers
const other = new Stack(app, 'Other');
new Table(other, 'Customers', { partitionKey: { name: 'id', type: AttributeType.STRING } });
new Bucket(other, 'Plain');

// A third one, which reads the newest recovery point
const restore = new Stack(app, 'Restore');
restore.addDependency(stack);
const latest = RecoveryHandle.fromParameterName(restore, 'LatestOrders', backup.recoveryHandle.parameterName);
new StringParameter(restore, 'Newest', { stringValue: latest.recoveryPointArn });
new CfnOutput(restore, 'RestoreFrom', { value: latest.recoveryPointArn });

app.synth();
for (const entry of protection.report) {
  console.log([entry.status, entry.resource, entry.cfnType, entry.resourceType, entry.beforeChange, entry.onDelete, entry.reason].map((x) => x ?? '-').join(' | '));
}
