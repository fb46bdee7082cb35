import { CfnResource, type Duration } from 'aws-cdk-lib';
import { type Check, mustBe, mustHave, hasMembers, isToken, listOf } from './check';
import { describeValue, isClass, isConstruct } from './describe-value';

/** A Duration. */
export const DURATION = durationWith(() => 'use Duration.minutes(...) or Duration.hours(...)');

/** A Duration that the API has as a number in a unit. */
export function durationIn(unit: 'minutes' | 'days'): Check {
  return durationWith((value) => `use Duration.${unit}(${typeof value === 'number' && Number.isFinite(value) ? value : '...'})`);
}

function durationWith(advice: (value: unknown) => string): Check {
  const isDuration = mustBe({ noun: 'a Duration', advice }, (value) => hasMembers(value, ['toMilliseconds', 'toHumanString', 'isUnresolved']));
  return (name, value) => {
    const problems = isDuration(name, value);
    return problems.length > 0 || hasAmount(value as Duration) ? problems
      : [`${name} is a Duration without an amount, as Duration.days(undefined) makes it: give it a number`];
  };
}

/** `Duration.days(undefined)` and `Duration.days(NaN)` are no errors of aws-cdk-lib. */
function hasAmount(duration: Duration): boolean {
  return duration.isUnresolved() || Number.isFinite(duration.toMilliseconds({ integral: false }));
}

export const DATE = mustBe({ noun: 'a Date', advice: 'use new Date(\'2030-01-01T00:00:00Z\')' },
  (value) => Object.prototype.toString.call(value) === '[object Date]' && !Number.isNaN((value as Date).getTime()));

export const CONSTRUCT = mustBe({
  noun: 'a construct', advice: (value) => Array.isArray(value) ? 'pass its elements one by one, as (...list)' : 'pass a stack, or what the `new` of another construct returned',
}, isConstruct);

export const CONSTRUCTS = listOf('constructs', CONSTRUCT);

export const CFN_RESOURCE = mustBe({ noun: 'a CfnResource', advice: 'use the `node.defaultChild` of an L2 construct' }, (value) => CfnResource.isCfnResource(value));

const BACKUP_RESOURCE = mustHave({ noun: 'a BackupResource', advice: adviceOnResource }, 'resource', 'tagCondition', 'construct');

export const RESOURCE: Check = (name, value) => {
  const problems = BACKUP_RESOURCE(name, value);
  const { resource: arn } = value as { readonly resource?: unknown } ?? {};
  return problems.length > 0 || arn === undefined || typeof arn === 'string' || isToken(arn) ? problems
    : [`${name} is BackupResource.fromArn(${describeValue(arn)}), but an ARN is a string: ${adviceOnResource(arn)}`];
};

/** The factory for what was given instead. */
function adviceOnResource(value: unknown): string {
  if (hasMembers(value, ['tableArn'])) { return 'use BackupResource.fromDynamoDbTable(table)'; }
  if (hasMembers(value, ['bucketArn'])) { return 'use BackupResource.fromArn(bucket.bucketArn)'; }
  if (hasMembers(value, ['fileSystemId'])) { return 'use BackupResource.fromEfsFileSystem(fileSystem)'; }
  if (hasMembers(value, ['instanceArn', 'instanceIdentifier'])) { return 'use BackupResource.fromRdsDatabaseInstance(instance)'; }
  if (hasMembers(value, ['clusterIdentifier', 'clusterEndpoint'])) { return 'use BackupResource.fromRdsDatabaseCluster(cluster), or BackupResource.fromArn(...) with its ARN'; }
  if (hasMembers(value, ['instanceId'])) { return 'use BackupResource.fromEc2Instance(instance)'; }
  if (typeof value === 'string') { return 'use BackupResource.fromArn(...), with the ARN of the resource'; }
  return 'use a factory as BackupResource.fromDynamoDbTable(table), or BackupResource.fromArn(...)';
}

export const RESOURCE_TYPE = mustBe({
  noun: 'a BackupResourceType',
  advice: (value) => typeof value === 'string' ? `use a constant as BackupResourceType.DYNAMODB, or BackupResourceType.of("${value}") for a new type` : 'use a constant as BackupResourceType.DYNAMODB',
}, (value) => hasMembers(value, ['name', 'toString']) && typeof value.name === 'string' && String(value) === value.name);

export const VAULT = mustHave({
  noun: 'a backup vault', advice: adviceOn('BackupVault', 'BackupVault.fromBackupVaultName(scope, id, name) or, with its ARN, BackupVault.fromBackupVaultArn(scope, id, arn)'),
}, 'backupVaultName', 'backupVaultArn', 'grant');

export const ROLE = mustHave({ noun: 'a role', advice: adviceOn('Role', 'Role.fromRoleArn(scope, id, arn)') }, 'roleArn', 'grantPrincipal');

export const KEY = mustHave({ noun: 'a KMS key', advice: adviceOn('Key', 'Key.fromKeyArn(scope, id, arn)') }, 'keyArn', 'grant');

export const QUEUE = mustHave({ noun: 'a queue', advice: adviceOn('Queue', 'Queue.fromQueueArn(scope, id, arn)') }, 'queueArn', 'grantSendMessages');

export const EVENT_BUS = mustHave({ noun: 'an event bus', advice: adviceOn('EventBus', 'EventBus.fromEventBusName(scope, id, name)') }, 'eventBusName', 'eventBusArn');

export const SCHEDULE_GROUP = mustHave({
  noun: 'a schedule group', advice: adviceOn('ScheduleGroup', 'ScheduleGroup.fromScheduleGroupName(scope, id, name)'),
}, 'scheduleGroupName', 'scheduleGroupArn');

export const RULE = mustHave({ noun: 'a Rule of aws-events', advice: 'use new Rule(...), or BackupTrigger.onEvent(...), which defines the rule too' }, 'ruleArn', 'addTarget');

export const TIME_WINDOW = mustHave({ noun: 'a TimeWindow', advice: 'use TimeWindow.flexible(Duration.hours(1))' }, 'mode');

export const SCHEDULE_EXPRESSION = mustHave({
  noun: 'a ScheduleExpression', advice: (value) => typeof value === 'string' ? `use ScheduleExpression.expression("${value}")` : 'use ScheduleExpression.cron(...), rate(...) or at(...)',
}, 'expressionString');

export const GRANTEE = mustHave({ noun: 'a grantee', advice: 'pass a role, a function or a principal' }, 'grantPrincipal');

export const BACKUP = mustHave({ noun: 'an OnDemandBackup', advice: 'pass what new OnDemandBackup(...) returned' }, 'stateMachine', 'executionInput', 'node');

/** How to get an interface of aws-cdk-lib: an L1 construct and a string do not have it. */
function adviceOn(name: string, factory: string): (value: unknown) => string {
  return (value) => typeof value === 'string' || CfnResource.isCfnResource(value) ? `use ${factory}` : `use new ${name}(...)`;
}

function isTrigger(value: unknown): boolean {
  return hasMembers(value, ['bind']) && typeof value.bind === 'function' && !isConstruct(value);
}

/** A trigger: an object with the method `bind`. Each function has one too, and so has each class. */
export const TRIGGER: Check = (name, value) => {
  if (isTrigger(value)) { return []; }
  const start = `${name} is ${describeValue(value)}, but must be a trigger: `;
  if (typeof value === 'function') { return [`${start}${adviceOnFunction(value as { readonly name: string; readonly prototype?: object })}`]; }
  return [hasMembers(value, []) && !isConstruct(value) && !Array.isArray(value) && !isToken(value)
    ? `${name} is ${describeValue(value)} without the method \`bind\`, which each trigger has: implement IBackupTrigger, or use a trigger as BackupTrigger.onDeploy()`
    : `${start}use a trigger as BackupTrigger.onDeploy()`];
};

/** The factories of `BackupTrigger`, by whether they need an argument. */
const FACTORIES: Readonly<Record<string, string>> = {
  onDeploy: '', beforeChange: '', onDelete: '', onSchedule: 'schedule', onEvent: 'pattern', onRule: 'rule',
};

function adviceOnFunction(value: { readonly name: string; readonly prototype?: object }): string {
  if (Object.hasOwn(FACTORIES, value.name)) { return `call it, BackupTrigger.${value.name}(${FACTORIES[value.name]})`; }
  if (value.name === 'BackupTrigger') { return 'use one of its factories, as BackupTrigger.onDeploy()'; }
  return isClass(value) ? `make one, new ${value.name || 'MyTrigger'}(...)` : 'pass what it returns';
}

export const TRIGGERS = listOf('triggers', TRIGGER);
