import { App, type CfnResource, Duration, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, CfnTable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { CfnVolume } from 'aws-cdk-lib/aws-fsx';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnNamespace } from 'aws-cdk-lib/aws-redshiftserverless';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupTrigger, FailureAction, OnDemandBackup, type OnDemandBackupProps, ReuseFrom, TimeoutAction } from 'cdk-on-demand-backup';
import { RECOVERY_POINTS } from './recovery-points';
import { ACCOUNT, Deployed, REGION } from './rendered-policies';

/** What a stack may do beyond what every stack may: each is the `when` of some calls. */
export type Right = 'stop' | 'destroy' | 'empty' | 'destroy DynamoDB' | 'locate' | 'locate nested' | 'list' | 'volumes' | 'namespaces' | 'second vault' | 'list points' | 'list points of the second vault' | 'describe the outermost';

export interface Scenario {
  readonly name: string;
  readonly deployed: () => Deployed;
  readonly rights: readonly Right[];
}

export const ENV = { account: ACCOUNT, region: REGION };
/** Long enough to show that a prefix of it is another stack. */
export const STACK_NAME = 'Shop';
const TABLE = RECOVERY_POINTS.DynamoDB.resource;

function inStack(fill: (stack: Stack) => void): () => Deployed {
  return () => {
    const stack = new Stack(new App(), STACK_NAME, { env: ENV });
    fill(stack);
    return new Deployed(stack, STACK_NAME);
  };
}

function withProps(props: Partial<OnDemandBackupProps>): () => Deployed {
  return inStack((stack) => new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(TABLE), ...props }));
}

function withTable(fill: (stack: Stack, resource: BackupResource) => void): () => Deployed {
  return inStack((stack) => fill(stack, BackupResource.fromDynamoDbTable(new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } }))));
}

const CLUSTER = `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/shop`;

const beforeChange = [BackupTrigger.beforeChange()];

/** Each trigger, and each option that changes what the function calls. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'by default', deployed: withProps({}), rights: [] },
  { name: 'onDeploy every time', deployed: withProps({ triggers: [BackupTrigger.onDeploy({ revision: '1' })] }), rights: [] },
  { name: 'onSchedule', deployed: withProps({ triggers: [BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1)))] }), rights: [] },
  { name: 'onEvent', deployed: withProps({ triggers: [BackupTrigger.onEvent({ source: ['shop'] })] }), rights: [] },
  {
    name: 'onRule',
    deployed: inStack((stack) => {
      const backup = new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(TABLE) });
      backup.addTrigger(BackupTrigger.onRule(new Rule(stack, 'Rule', { schedule: Schedule.rate(Duration.days(1)) })));
    }),
    rights: [],
  },
  { name: 'onDelete', deployed: withTable((stack, resource) => new OnDemandBackup(stack, 'Backup', { resource, triggers: [BackupTrigger.onDelete()] })), rights: ['list'] },
  { name: 'a composite type', deployed: withProps({ resource: BackupResource.fromArn(CLUSTER), onFailure: FailureAction.WARN }), rights: ['list'] },
  { name: 'the timeout stops the job', deployed: withProps({ onTimeout: TimeoutAction.STOP }), rights: ['stop'] },
  { name: 'recovery points are destroyed', deployed: withProps({ removalPolicy: RemovalPolicy.DESTROY }), rights: ['stop', 'destroy', 'destroy DynamoDB', 'empty'] },
  { name: 'the last ones are kept', deployed: withProps({ keepLast: 3 }), rights: ['destroy', 'destroy DynamoDB'] },
  { name: 'a chain of eight hours', deployed: withProps({ timeout: Duration.hours(8) }), rights: [] },
  {
    name: 'a chain of eight hours onDelete',
    deployed: withTable((stack, resource) => new OnDemandBackup(stack, 'Backup', { resource, timeout: Duration.hours(8), triggers: [BackupTrigger.onDelete()] })),
    rights: ['list'],
  },
  { name: 'beforeChange', deployed: withTable((stack, resource) => new OnDemandBackup(stack, 'Backup', { resource, triggers: beforeChange })), rights: ['locate'] },
  {
    name: 'beforeChange of a volume of FSx',
    deployed: inStack((stack) => {
      const volume = new CfnVolume(stack, 'Volume', { name: 'data', volumeType: 'ONTAP' });
      new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(volume.attrResourceArn), triggers: beforeChange });
    }),
    rights: ['locate', 'volumes'],
  },
  {
    name: 'beforeChange of a namespace of Redshift Serverless',
    deployed: inStack((stack) => {
      const namespace = new CfnNamespace(stack, 'Namespace', { namespaceName: 'sales' });
      new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(namespace.attrNamespaceNamespaceArn), triggers: beforeChange });
    }),
    rights: ['locate', 'namespaces'],
  },
  {
    name: 'beforeChange of a table in a nested stack',
    deployed: inStack((stack) => {
      const nested = new NestedStack(stack, 'Nested');
      // A name that tells it from nested stacks of former templates, which the function may ask in any case
      (nested.nestedStackResource as CfnResource).overrideLogicalId('Data');
      const table = new CfnTable(nested, 'Table', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }] });
      new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(table.attrArn), triggers: beforeChange });
    }),
    rights: ['locate', 'locate nested'],
  },
  {
    name: 'a backup in a nested stack',
    deployed: () => {
      const nested = new NestedStack(new Stack(new App(), STACK_NAME, { env: ENV }), 'Nested');
      new OnDemandBackup(nested, 'Backup', { resource: BackupResource.fromArn(TABLE) });
      return new Deployed(nested, `${STACK_NAME}-NestedNestedStackNestedNestedStackResource-1A2B3C4D5E6F7`);
    },
    rights: ['describe the outermost'],
  },
  {
    name: 'a vault and a role of its own',
    deployed: inStack((stack) => {
      new OnDemandBackup(stack, 'Backup', {
        resource: BackupResource.fromArn(TABLE),
        backupVault: new BackupVault(stack, 'Vault', { backupVaultName: 'orders' }),
        role: new Role(stack, 'BackupRole', { roleName: 'orders', assumedBy: new ServicePrincipal('backup.amazonaws.com') }),
      });
    }),
    rights: [],
  },
  { name: 'a recovery point of its own may be used', deployed: withProps({ maxAge: Duration.hours(1) }), rights: ['list points'] },
  { name: 'a recovery point of anyone may be used', deployed: withProps({ maxAge: Duration.hours(1), reuseFrom: ReuseFrom.VAULT }), rights: ['list points'] },
  {
    name: 'a recovery point may be used as the final backup',
    deployed: withTable((stack, resource) => new OnDemandBackup(stack, 'Backup', { resource, triggers: [BackupTrigger.onDelete({ maxAge: Duration.hours(1) })] })),
    rights: ['list', 'list points'],
  },
  {
    name: 'a recovery point in a logically air-gapped vault may be used',
    deployed: inStack((stack) => {
      const logicallyAirGappedBackupVault = BackupVault.fromBackupVaultName(stack, 'Gapped', 'air-gapped');
      new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(TABLE), logicallyAirGappedBackupVault, maxAge: Duration.hours(1) });
    }),
    rights: ['second vault', 'list points of the second vault'],
  },
  {
    name: 'a logically air-gapped vault',
    deployed: inStack((stack) => {
      const logicallyAirGappedBackupVault = BackupVault.fromBackupVaultName(stack, 'Gapped', 'air-gapped');
      new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(TABLE), logicallyAirGappedBackupVault });
    }),
    rights: ['second vault'],
  },
];
