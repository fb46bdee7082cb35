import { Annotations, type App, CfnCondition, CfnResource, Duration, Fn, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource, BackupVault, CfnBackupVault, CfnLogicallyAirGappedBackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, CfnTable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BackupTrigger, FailureAction, OnDemandBackup, type OnDemandBackupProps, type OnDeleteOptions, TimeoutAction, WaitLevel } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { partitionKey, RESOURCES } from '../util/resources';
import { infosOf, linksOf, type ResourceJson, staleNestedStacksOf, synthErrorOf } from '../util/synth';
import { define, newStack, TABLE } from '../util/template';
import { flawsOf, idOf, wayIn } from '../util/template-graph';

const flaws = (construct: Construct) => [...flawsOf(construct.node.root as App), ...staleNestedStacksOf(construct)];

/** A backup that runs when its resource is deleted. */
function finish(scope: Construct, resource: BackupResource, options?: OnDeleteOptions, props: Partial<OnDemandBackupProps> = {}, id = 'Backup'): OnDemandBackup {
  return new OnDemandBackup(scope, id, { resource, triggers: [BackupTrigger.onDelete(options)], ...props });
}

function newTable(scope: Construct, id = 'Orders', props: object = {}): Table {
  return new Table(scope, id, { partitionKey, ...props });
}

const tableResource = (table: Table) => BackupResource.fromDynamoDbTable(table);
const handlingOf = ({ Properties }: ResourceJson) => JSON.parse(Properties.WaitPolicy as string) as object;
const resourcesOf = (stack: Stack) => Template.fromStack(stack).toJSON().Resources as Record<string, ResourceJson>;

/** The logical id of the custom resource that is deleted first. */
function headOf(stack: Stack): string {
  return Object.keys(resourcesOf(stack)).find((id) => /BackupOnDelete[0-9A-F]{8}$/.test(id)) as string;
}

/** Whether the final backup is over before the resource with this id is deleted. */
function isBefore(stack: Stack, id: string): boolean {
  return wayIn(Template.fromStack(stack).toJSON(), headOf(stack), id) !== undefined;
}

describe('onDelete for each resource type', () => {
  test.each(RESOURCES)('%s is deleted after its final backup, together with everything in its construct', (_name, type, make) => {
    const stack = newStack();
    const resource = make(stack);
    finish(stack, resource);
    const resources = resourcesOf(stack);
    const parts = Object.entries(resources).filter(([id, { Type }]) => Type === type || /^R[A-Z0-9]/.test(id)).map(([id]) => id);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter((id) => !isBefore(stack, id))).toEqual([]);
    expect(linksOf(stack).OnDelete.Properties).toMatchObject({ Trigger: 'ON_DELETE' });
    expect(flaws(stack)).toEqual([]);
  });
});

describe('the final backup', () => {
  test('ends before vault, role, policies and the permission to start the state machine are deleted', () => {
    const stack = newStack();
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const backupVault = new BackupVault(stack, 'Vault');
    finish(stack, tableResource(newTable(stack)), {}, { role, backupVault });
    role.addToPolicy(new PolicyStatement({ actions: ['dynamodb:CreateBackup'], resources: ['*'] }));
    const others = Object.keys(resourcesOf(stack)).filter((id) => id !== headOf(stack));
    expect(others).toEqual(expect.arrayContaining([idOf(role), idOf(backupVault), expect.stringMatching(/RoleDefaultPolicy/), expect.stringMatching(/PermissionToStart/)]));
    expect(others.filter((id) => !isBefore(stack, id))).toEqual([]);
  });

  test('ends before a bucket is emptied', () => {
    const stack = newStack();
    const bucket = new Bucket(stack, 'Bucket', { versioned: true, autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    finish(stack, BackupResource.fromArn(bucket.bucketArn));
    const [emptier] = Object.keys(Template.fromStack(stack).findResources('Custom::S3AutoDeleteObjects'));
    expect(linksOf(stack).OnDelete.DependsOn).toContain(emptier);
  });

  test('ends before what is added to the resource later is deleted', () => {
    const stack = newStack();
    const bucket = new Bucket(stack, 'Bucket', { versioned: true });
    finish(stack, BackupResource.fromArn(bucket.bucketArn));
    bucket.addToResourcePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'], principals: [new ServicePrincipal('x.amazonaws.com')] }));
    expect(isBefore(stack, idOf(bucket.policy as Construct))).toBe(true);
  });

  test.each(['outside', 'inside'])('of two backups, one of them %s the construct of the resource, creates no dependency cycle, and the emptier waits', (place) => {
    const stack = newStack();
    const bucket = new Bucket(stack, 'Bucket', { versioned: true, autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    const all = { triggers: [BackupTrigger.onDelete(), BackupTrigger.beforeChange(), BackupTrigger.onDeploy()] };
    finish(bucket, BackupResource.fromArn(bucket.bucketArn), {}, all);
    finish(place === 'inside' ? bucket : stack, BackupResource.fromArn(bucket.bucketArn), {}, all, 'Other');
    const [emptier] = Object.keys(Template.fromStack(stack).findResources('Custom::S3AutoDeleteObjects'));
    expect(linksOf(stack, 'BucketBackup').OnDelete.DependsOn).toContain(emptier);
    expect(linksOf(stack, 'Other').OnDelete.DependsOn).toContain(emptier);
    expect(flaws(stack)).toEqual([]);
  });

  test('of two backups, one of them in the bare resource, creates no dependency cycle', () => {
    const stack = newStack();
    const table = new CfnTable(stack, 'Orders', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }] });
    const all = { triggers: [BackupTrigger.onDelete(), BackupTrigger.beforeChange({ watch: [table] }), BackupTrigger.onDeploy({ watch: [table] })] };
    finish(stack, BackupResource.fromArn(table.attrArn), {}, all);
    finish(table, BackupResource.fromArn(table.attrArn), {}, all, 'Inner');
    const inner = linksOf(stack, 'OrdersInner');
    [linksOf(stack).OnDelete, inner.OnDelete].forEach(({ DependsOn }) => expect(DependsOn).toContain('Orders'));
    expect(linksOf(stack).OnDelete.DependsOn?.filter((id) => id.startsWith('OrdersInner'))).toEqual([]);
    expect(flaws(stack)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => Construct, string]>([
    ['directly in the stack', (stack) => stack, 'Resource'],
    ['in a construct that is more than the resource', (stack) => new Construct(stack, 'Scope'), 'Table'],
  ])('of a resource %s does not wait for everything in the scope', (_name, makeScope, id) => {
    const stack = newStack();
    const scope = makeScope(stack);
    const table = new CfnTable(scope, id, { keySchema: [{ attributeName: 'id', keyType: 'HASH' }] });
    const other = new CfnResource(scope, 'Other', { type: 'X::Y::Z' });
    finish(stack, BackupResource.fromArn(table.attrArn));
    expect([table, other].map((each) => isBefore(stack, idOf(each)))).toEqual([true, false]);
  });

  test('of a resource with a condition has the same condition', () => {
    const stack = newStack();
    const table = new CfnTable(stack, 'Orders', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }] });
    table.cfnOptions.condition = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals('a', 'b') });
    finish(stack, BackupResource.fromArn(table.attrArn), {}, { timeout: Duration.hours(1) });
    expect(Object.values(linksOf(stack)).map(({ Condition }) => Condition)).toEqual(['IsProd', 'IsProd']);
  });

  test('of a conditional resource of another stack is an error, because its own stack does not know the condition', () => {
    const stack = newStack();
    const table = newTable(new NestedStack(stack, 'Nested'));
    (table.node.defaultChild as CfnTable).cfnOptions.condition = new CfnCondition(table.stack, 'IsProd', { expression: Fn.conditionEquals('a', 'b') });
    finish(stack, tableResource(table));
    expect(() => linksOf(stack)).toThrow(/onDelete: Shop\/Nested\/Orders\/Resource has the condition IsProd in another stack than the backup/);
  });

  test('may be of an imported resource', () => {
    const stack = newStack();
    finish(stack, TABLE);
    expect(linksOf(stack).OnDelete.DependsOn).toEqual([expect.stringMatching(/PermissionToStart/)]);
    expect(infosOf(stack)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => [Stack, Table]]>([
    ['below', (stack) => [stack, newTable(new NestedStack(stack, 'Nested'))]],
    ['above', (stack) => [new NestedStack(stack, 'Nested'), newTable(stack)]],
    ['beside', (stack) => [new NestedStack(stack, 'Nested'), newTable(new NestedStack(stack, 'Beside'))]],
  ])('of a resource %s the backup in nested stacks creates no dependency cycle', (_name, make) => {
    const stack = newStack();
    const [place, table] = make(stack);
    finish(place, tableResource(table));
    expect(flaws(stack)).toEqual([]);
    const inTop = (construct: Construct): string => {
      const { nestedStackResource, nestedStackParent } = Stack.of(construct);
      return nestedStackParent ? idOf(nestedStackResource as CfnResource) : idOf(construct);
    };
    const from = place === stack ? headOf(stack) : inTop(Stack.of(place).node.findChild('Backup'));
    expect(wayIn(Template.fromStack(stack).toJSON(), from, inTop(table))).toBeDefined();
  });
});

describe('a chain of a final backup', () => {
  test('is deleted from the link that starts the job to those that take it up', () => {
    const stack = newStack();
    const table = newTable(stack);
    finish(stack, tableResource(table), {}, { timeout: Duration.hours(2) });
    const links = linksOf(stack);
    expect(Object.keys(links)).toEqual(['OnDelete', 'OnDeleteContinued1', 'OnDeleteContinued2']);
    expect(Object.values(links).map(({ Properties }) => Properties.Continued)).toEqual([undefined, 'true', 'true']);
    expect(Object.values(links).map(handlingOf)).toEqual([
      { TimeoutSeconds: 3420, OnTimeout: 'HAND_ON' }, { TimeoutSeconds: 3420, OnTimeout: 'HAND_ON', EarlierSeconds: 3420 }, { TimeoutSeconds: 360, EarlierSeconds: 6840 },
    ]);
    const ids = Object.keys(resourcesOf(stack)).filter((id) => id.startsWith('BackupOnDelete'));
    expect(links.OnDelete.DependsOn).toEqual(expect.arrayContaining([ids[1], idOf(table)]));
    expect(links.OnDeleteContinued1.DependsOn).toEqual(expect.arrayContaining([ids[2], idOf(table)]));
    expect(links.OnDeleteContinued2.DependsOn).toContain(idOf(table));
    expect(new Set(Object.values(links).map(({ Properties }) => JSON.stringify(Properties.Request))).size).toBe(1);
    expect(flaws(stack)).toEqual([]);
  });

  test.each<[string, Duration | undefined]>([['one link', undefined], ['two links', Duration.hours(1)]])(
    'of %s lets the function list jobs', (_name, timeout) => {
      const stack = newStack();
      finish(stack, TABLE, {}, { timeout });
      expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toContain('backup:ListBackupJobs');
    });
});

describe('the wait policy of a final backup', () => {
  const DEFINITION: Partial<OnDemandBackupProps> = {
    onFailure: FailureAction.WARN, onTimeout: TimeoutAction.CONTINUE, waitFor: WaitLevel.ACCEPTED, removalPolicy: RemovalPolicy.DESTROY,
  };

  test.each<[string, OnDeleteOptions, object]>([
    ['by default', {}, {}],
    ['with onFailure FAIL', { onFailure: FailureAction.FAIL }, {}],
    ['with onFailure WARN', { onFailure: FailureAction.WARN }, { OnTimeout: 'CONTINUE', WarnOnFailure: true }],
  ])('%s comes from the trigger, not from the backup', (_name, options, waitPolicy) => {
    [{}, DEFINITION].forEach((props) => {
      const stack = newStack();
      finish(stack, TABLE, options, props);
      expect(handlingOf(linksOf(stack).OnDelete)).toEqual({ TimeoutSeconds: 3420, ...waitPolicy });
    });
  });
});

describe('the vault of a final backup', () => {
  const gapped = (stack: Stack, policy?: RemovalPolicy) => {
    const resource = new CfnLogicallyAirGappedBackupVault(stack, 'Gapped', { backupVaultName: 'gapped', minRetentionDays: 7, maxRetentionDays: 30 });
    if (policy) { resource.applyRemovalPolicy(policy); }
    return { logicallyAirGappedBackupVault: BackupVault.fromBackupVaultArn(stack, 'GappedVault', resource.attrBackupVaultArn), deleteAfter: Duration.days(10) };
  };

  test.each<[string, (stack: Stack) => Partial<OnDemandBackupProps>, RegExp]>([
    ['that is deleted with its stack', (stack) => ({ backupVault: new BackupVault(stack, 'Vault', { removalPolicy: RemovalPolicy.DESTROY }) }),
      /`backupVault` is deleted together with its stack.*give it RemovalPolicy.RETAIN/],
    ['of L1 without a policy, by name', (stack) => ({ backupVault: BackupVault.fromBackupVaultName(stack, 'Vault', new CfnBackupVault(stack, 'L1', { backupVaultName: 'v' }).ref) }),
      /`backupVault` is deleted together with its stack/],
    ['of L1 without a policy, by ARN', (stack) => ({ backupVault: BackupVault.fromBackupVaultArn(stack, 'Vault', new CfnBackupVault(stack, 'L1', { backupVaultName: 'v' }).attrBackupVaultArn) }),
      /`backupVault` is deleted together with its stack/],
    ['that is air-gapped and deleted with its stack', (stack) => gapped(stack), /`logicallyAirGappedBackupVault` is deleted together with its stack/],
  ])('%s is an error', (_name, props, message) => {
    const stack = newStack();
    finish(stack, tableResource(newTable(stack)), {}, props(stack));
    expect(synthErrorOf(stack)).toMatch(message);
  });

  test.each<[string, (stack: Stack) => Partial<OnDemandBackupProps>]>([
    ['of its own', () => ({})],
    ['of the user, which is retained', (stack) => ({ backupVault: new BackupVault(stack, 'Vault') })],
    ['that is imported', (stack) => ({ backupVault: BackupVault.fromBackupVaultName(stack, 'Vault', 'vault') })],
    ['that is imported under the name of something that is deleted', (stack) => ({ backupVault: BackupVault.fromBackupVaultName(stack, 'Vault', new Bucket(stack, 'B', { removalPolicy: RemovalPolicy.DESTROY }).bucketName) })],
    ['that is air-gapped and retained', (stack) => gapped(stack, RemovalPolicy.RETAIN)],
    ['that is retained in the end', (stack) => {
      const backupVault = new BackupVault(stack, 'Vault', { removalPolicy: RemovalPolicy.DESTROY });
      (backupVault.node.defaultChild as CfnResource).applyRemovalPolicy(RemovalPolicy.RETAIN);
      return { backupVault };
    }],
  ])('%s is accepted', (_name, props) => {
    const stack = newStack();
    finish(stack, tableResource(newTable(stack)), {}, props(stack));
    expect(synthErrorOf(stack)).toBe('');
  });

  test('may be deleted with its stack for other triggers', () => {
    const stack = newStack();
    define(stack, 'Backup', { backupVault: new BackupVault(stack, 'Vault', { removalPolicy: RemovalPolicy.DESTROY }) });
    expect(synthErrorOf(stack)).toBe('');
  });
});

describe('the note that an update may remove the resource without a backup', () => {
  test.each<[string, RemovalPolicy | undefined, OnDeleteOptions, number]>([
    ['a resource that is deleted', RemovalPolicy.DESTROY, {}, 1],
    ['a resource without a policy', undefined, {}, 1],
    ['a resource that stays', RemovalPolicy.RETAIN, {}, 0],
    ['a resource that stays once it was made', RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, {}, 0],
    ['a resource that goes without a backup, too', RemovalPolicy.DESTROY, { onFailure: FailureAction.WARN }, 0],
  ])('for %s with %s and %j appears %d times', (_name, policy, options, count) => {
    const stack = newStack();
    const table = new CfnTable(stack, 'Orders', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }], attributeDefinitions: [{ attributeName: 'id', attributeType: AttributeType.STRING }] });
    finish(stack, BackupResource.fromArn(table.attrArn), options);
    if (policy) { table.applyRemovalPolicy(policy); }
    expect(infosOf(stack).filter((info) => /CloudFormation goes on when an update removes Shop\/Orders from the stack: give it RemovalPolicy.RETAIN/.test(info))).toHaveLength(count);
  });
});

test('the note appears once in a stack, names three resources and counts the others', () => {
  const stack = newStack();
  for (let index = 0; index < 5; index++) {
    const table = new CfnTable(stack, `Orders${index}`, { keySchema: [{ attributeName: 'id', keyType: 'HASH' }], attributeDefinitions: [{ attributeName: 'id', attributeType: AttributeType.STRING }] });
    define(stack, `Backup${index}`, { resource: BackupResource.fromArn(table.attrArn), triggers: [BackupTrigger.onDelete()] });
  }
  expect(infosOf(stack).filter((info) => info.includes('CloudFormation goes on'))).toEqual([
    expect.stringContaining('removes Shop/Orders0, Shop/Orders1, Shop/Orders2 and 2 more from the stack'),
  ]);
});

test('the note can be acknowledged on the stack', () => {
  const stack = newStack();
  const table = new CfnTable(stack, 'Orders', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }], attributeDefinitions: [{ attributeName: 'id', attributeType: AttributeType.STRING }] });
  define(stack, 'Backup', { resource: BackupResource.fromArn(table.attrArn), triggers: [BackupTrigger.onDelete()] });
  Annotations.of(stack).acknowledgeInfo('cdk-on-demand-backup:removalByUpdate');
  expect(infosOf(stack)).toEqual([]);
});

describe('onDelete is an error', () => {
  test.each<[string, Partial<OnDemandBackupProps>, RegExp]>([
    ['twice', { triggers: [BackupTrigger.onDelete(), BackupTrigger.onDelete()] }, /more than one onDelete: one final backup is enough/],
    ['with an idempotencyToken', { idempotencyToken: 't' }, /`idempotencyToken` does not go with onDelete/],
  ])('%s', (_name, props, message) => {
    expect(() => finish(newStack(), TABLE, {}, props)).toThrow(message);
  });

  test('of a resource in another stack, which CloudFormation cannot delete after the backup', () => {
    const stack = newStack();
    const { attrArn } = new CfnTable(stack, 'Orders', { keySchema: [], attributeDefinitions: [] });
    const elsewhere = (scope: Stack) => () => finish(scope, BackupResource.fromArn(attrArn));
    expect(elsewhere(new Stack(stack.node.root as App, 'Other'))).toThrow(
      'onDelete: Shop/Orders is in the stack Shop and the backup in Other, but CloudFormation only orders the resources of one deployment: put the backup into the stack of what it protects');
    expect(elsewhere(new NestedStack(stack, 'Nested'))).not.toThrow();
  });
});
