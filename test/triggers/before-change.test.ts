import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, CfnParameter, CfnResource, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource, BackupVault, type CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { type CfnTable, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type BeforeChangeOptions, BackupTrigger, OnDemandBackup, type OnDemandBackupProps, WaitLevel } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { CFN_TYPES } from '../util/cfn-types';
import { type MakeResource, partitionKey, RESOURCES } from '../util/resources';
import { linksOf, staleNestedStacksOf, synthErrorOf } from '../util/synth';
import { define, flatten, newStack, TABLE, warningsOf } from '../util/template';
import { flawsOf, idOf, wayIn } from '../util/template-graph';

const flaws = (construct: Construct) => [...flawsOf(construct.node.root as App), ...staleNestedStacksOf(construct)];

/** A definition that runs before its resource changes. */
function guard(scope: Construct, resource: BackupResource, options?: BeforeChangeOptions, props: Partial<OnDemandBackupProps> = {}, id = 'Backup'): OnDemandBackup {
  return new OnDemandBackup(scope, id, { resource, triggers: [BackupTrigger.beforeChange(options)], ...props });
}

function newTable(scope: Construct, id = 'Orders'): Table {
  return new Table(scope, id, { partitionKey });
}

const tableResource = (table: Table) => BackupResource.fromDynamoDbTable(table);

function dependenciesOf(stack: Stack, construct: Construct): string[] {
  const { DependsOn = [] } = Template.fromStack(stack).toJSON().Resources[idOf(construct)] as { DependsOn?: string[] };
  return DependsOn;
}

/** What the function of a stack may ask of CloudFormation and of the services of resources. */
function lookupsOf(stack: Stack): Record<string, string[]> {
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')) as { Properties: { PolicyDocument: { Statement: Statement[] } } }[];
  const lookups = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => Action === 'cloudformation:DescribeStackResource' || !/^(logs|backup|iam|states|cloudformation):|,/.test(String(Action)))
    .map(({ Action, Resource }) => [Action, [Resource].flat().map(flatten)]);
  return Object.fromEntries(lookups) as Record<string, string[]>;
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

describe('of each type', () => {
  test('there is a resource here', () => {
    expect([...new Set(RESOURCES.map(([, type]) => type))].sort()).toEqual([...CFN_TYPES].sort());
  });

  test.each(RESOURCES)('%s waits for the backup, which does not refer to it', (_name, type, make) => {
    const stack = newStack();
    guard(stack, make(stack));
    const template = Template.fromStack(stack);
    const [[id, { DependsOn }]] = Object.entries(template.findResources(type));
    const [custom] = Object.keys(template.findResources('Custom::OnDemandBackup'));
    expect(DependsOn).toContain(custom);
    expect(wayIn(template.toJSON(), custom, id)).toBeUndefined();
    expect(flaws(stack)).toEqual([]);

    const { BeforeChange: { Properties } } = linksOf(stack);
    expect(JSON.parse(flatten(Properties.Resource))).toEqual({ StackName: '<AWS::StackName>', LogicalResourceIds: [id], Type: type });
    expect(Properties).toMatchObject({ Trigger: 'BEFORE_CHANGE', Revision: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(Object.keys(JSON.parse(flatten(Properties.Request)) as object)).toEqual(['BackupVaultName', 'IamRoleArn']);
  });
});

describe('a resource of a nested stack', () => {
  test('waits in its whole stack for a definition above', () => {
    const stack = newStack();
    const nested = new NestedStack(new NestedStack(stack, 'Outer'), 'Inner');
    const table = newTable(nested);
    guard(stack, tableResource(table));
    const { Properties } = linksOf(stack).BeforeChange;
    expect(JSON.parse(flatten(Properties.Resource))).toEqual({
      StackName: '<AWS::StackName>',
      LogicalResourceIds: [expect.stringMatching(/^Outer/), expect.stringMatching(/^Inner/), idOf(table)],
      Type: 'AWS::DynamoDB::Table',
    });
    expect(Object.values(Template.fromStack(stack).findResources('AWS::CloudFormation::Stack'))[0].DependsOn).toEqual([expect.stringMatching(/^BackupBeforeChange/)]);
    expect(flaws(stack)).toEqual([]);
  });

  test('waits for a definition beside it', () => {
    const nested = new NestedStack(newStack(), 'Nested');
    const table = newTable(nested);
    guard(nested, tableResource(table));
    expect(JSON.parse(flatten(linksOf(nested).BeforeChange.Properties.Resource))).toMatchObject({ StackName: '<AWS::StackName>', LogicalResourceIds: [idOf(table)] });
    expect(dependenciesOf(nested, table)).toEqual([expect.stringMatching(/^BackupBeforeChange/)]);
    expect(flaws(nested)).toEqual([]);
  });

  test('waits for a definition in a nested stack beside its own', () => {
    const stack = newStack();
    const [one, two] = ['One', 'Two'].map((id) => new NestedStack(stack, id));
    const table = newTable(one);
    guard(two, tableResource(table));
    expect(JSON.parse(flatten(linksOf(two).BeforeChange.Properties.Resource))).toMatchObject({ StackName: 'Shop', LogicalResourceIds: [expect.stringMatching(/^One/), idOf(table)] });
    expect(wayIn(Template.fromStack(stack).toJSON(), idOf(one), idOf(two))).toBeDefined();
    expect(lookupsOf(two)['cloudformation:DescribeStackResource'].map((arn) => arn.split(':').pop())).toEqual(['stack/Shop/*', 'stack/Shop-*/*']);
    expect(flaws(stack)).toEqual([]);
  });
});

test('a resource above the nested stack of its definition waits for that stack', () => {
  const stack = newStack();
  const nested = new NestedStack(stack, 'Nested');
  const table = newTable(stack);
  guard(nested, tableResource(table));
  expect(JSON.parse(flatten(linksOf(nested).BeforeChange.Properties.Resource))).toMatchObject({ StackName: 'Shop', LogicalResourceIds: [idOf(table)] });
  expect(dependenciesOf(stack, table)).toEqual([idOf(nested)]);
  expect(flaws(stack)).toEqual([]);
});

describe('a long timeout', () => {
  test('makes the resource wait for the last of a chain, of which only the first watches', () => {
    const stack = newStack();
    const table = newTable(stack);
    guard(stack, tableResource(table), {}, { timeout: Duration.hours(3) });
    const links = linksOf(stack);
    expect(Object.keys(links)).toEqual(['BeforeChange', 'BeforeChangeContinued1', 'BeforeChangeContinued2', 'BeforeChangeContinued3']);
    expect(dependenciesOf(stack, table)).toEqual([expect.stringMatching(/^BackupBeforeChangeContinued3/)]);
    const properties = Object.values(links).map(({ Properties }) => Properties);
    const [first, ...others] = properties;
    expect(new Set(properties.map(({ Trigger, Request, Resource }) => JSON.stringify([Trigger, Request, Resource]))).size).toBe(1);
    expect(others.map(({ Revision, DeployTimeValues }) => [Revision, DeployTimeValues])).toEqual([1, 2, 3].map(() => [undefined, undefined]));
    expect(first).toMatchObject({ Trigger: 'BEFORE_CHANGE', Revision: expect.any(String) });
    expect(others.map(({ ContinuedJobId }) => flatten(ContinuedJobId))).toEqual(
      ['BeforeChange', 'BeforeChangeContinued1', 'BeforeChangeContinued2'].map((id) => expect.stringMatching(`^<Backup${id}[0-9A-F]{8}.BackupJobId>$`)));
    expect(flaws(stack)).toEqual([]);
  });
});

describe('what is watched beside the resource', () => {
  test('waits too, and its change counts, also what is added to it later', () => {
    const revisionWith = (change: (scope: Construct) => unknown) => {
      const stack = newStack();
      const scope = new Construct(stack, 'Migration');
      const queue = new CfnResource(scope, 'Queue', { type: 'AWS::SQS::Queue' });
      guard(stack, tableResource(newTable(stack)), { watch: [scope] });
      change(scope);
      expect(dependenciesOf(stack, queue)).toEqual([expect.stringMatching(/^BackupBeforeChange/)]);
      expect(flaws(stack)).toEqual([]);
      return linksOf(stack).BeforeChange.Properties.Revision;
    };
    const plain = revisionWith(() => undefined);
    expect(revisionWith((scope) => (scope.node.findChild('Queue') as CfnResource).addPropertyOverride('Delay', 1))).not.toBe(plain);
    expect(revisionWith((scope) => new Bucket(scope, 'Late'))).not.toBe(plain);
  });

  test('waits when it is added later', () => {
    const stack = newStack();
    const scope = new Construct(stack, 'Migration');
    guard(stack, tableResource(newTable(stack)), { watch: [scope] });
    expect(dependenciesOf(stack, new Bucket(scope, 'Late'))).toEqual([expect.stringMatching(/^BackupBeforeChange/)]);
  });

  test('may be the stack: all waits but the backup and what it needs', () => {
    const stack = newStack();
    const table = newTable(stack);
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com'), managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('x')] });
    const backupVault = new BackupVault(stack, 'Vault');
    const [bucket, queue] = [new Bucket(stack, 'Bucket', { enforceSSL: true }), new CfnResource(stack, 'Queue', { type: 'AWS::SQS::Queue' })];
    guard(stack, tableResource(table), { watch: [stack] }, { role, backupVault });
    define(stack, 'Other', { triggers: [BackupTrigger.onDeploy({ watch: [stack] }), BackupTrigger.beforeChange({ watch: [bucket] })] });
    const waiting = Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, { DependsOn?: string[] }>)
      .filter(([, { DependsOn = [] }]) => DependsOn.some((id) => id.startsWith('BackupBeforeChange'))).map(([id]) => id);
    expect(waiting.sort()).toEqual([idOf(table), idOf(bucket), idOf(bucket.policy as Construct), idOf(queue)].sort());
    expect(flaws(stack)).toEqual([]);
  });

  test('is an error when it was added beside what the backup needs, and so would not wait', () => {
    const stack = newStack();
    guard(stack, tableResource(newTable(stack)), { watch: [stack] });
    new Bucket(stack, 'Late');
    expect(synthErrorOf(stack)).toMatch(/beforeChange: Shop\/Late\/Resource was added to what is watched after the trigger.*make it before/);
  });

  test('is all that waits for an imported resource', () => {
    const stack = newStack();
    const migration = new CfnResource(stack, 'Migration', { type: 'Custom::Migration' });
    guard(stack, TABLE, { watch: [migration] });
    const { Properties } = linksOf(stack).BeforeChange;
    expect(JSON.parse(flatten(Properties.Request))).toMatchObject({ ResourceArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders' });
    expect(Properties.Resource).toBeUndefined();
    expect(dependenciesOf(stack, migration)).toEqual([expect.stringMatching(/^BackupBeforeChange/)]);
    expect(lookupsOf(stack)).toEqual({});
  });
});

describe('the revision', () => {
  function revisionOf(change: (table: CfnTable) => void, options: BeforeChangeOptions): unknown {
    const stack = newStack();
    const table = newTable(stack);
    guard(stack, tableResource(table), options);
    change(table.node.defaultChild as CfnTable);
    return linksOf(stack).BeforeChange.Properties.Revision;
  }
  const tag = (table: CfnTable) => table.tags.setTag('release', '2');

  test.each<[string, boolean, (table: CfnTable) => void, string[]]>([
    ['a property', true, (table) => { table.billingMode = 'PAY_PER_REQUEST'; }, []],
    ['an override', true, (table) => table.addPropertyOverride('X', 1), []],
    ['a tag', true, tag, []],
    ['a tag that is ignored', false, tag, ['Tags']],
    ['what is ignored of a member', false, (table) => table.addPropertyOverride('ProvisionedThroughput.ReadCapacityUnits', 7), ['ProvisionedThroughput.ReadCapacityUnits']],
    ['metadata', false, (table) => table.addMetadata('a', 'b'), []],
  ])('after the change of %s is another one: %s', (_name, isOther, change, ignoreProperties) => {
    expect(revisionOf(change, { ignoreProperties }) !== revisionOf(() => undefined, { ignoreProperties })).toBe(isOther);
  });

  test('holds deploy-time values as references, which change the custom resource when they do', () => {
    const stack = newStack();
    const secret = new CfnParameter(stack, 'Secret', { noEcho: true });
    const encryptionKey = new Key(stack, 'Key');
    const table = new Table(stack, 'Orders', { partitionKey, encryptionKey, tableName: new CfnParameter(stack, 'Name').valueAsString });
    (table.node.defaultChild as CfnTable).addPropertyOverride('Secret', secret.valueAsString);
    guard(stack, tableResource(table));
    expect(linksOf(stack).BeforeChange.Properties.DeployTimeValues).toEqual([{ 'Fn::GetAtt': [idOf(encryptionKey), 'Arn'] }, { Ref: 'Name' }]);
    expect(flaws(stack)).toEqual([]);
  });
});

describe('the function may ask', () => {
  const stacks = ['', '-*'].map((nested) => `arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/<AWS::StackName>${nested}/*`);
  const OWN = { 'cloudformation:DescribeStackResource': stacks };
  const makeOf = (name: string) => RESOURCES.find(([each]) => each === name)?.[2] as MakeResource;

  test.each<[string, MakeResource | undefined, object]>([
    ['nothing without the trigger', undefined, {}],
    ['for its own stack and those nested in it', makeOf('a table'), OWN],
    ['for a volume of FSx', makeOf('a volume of FSx (L1)'), { ...OWN, 'fsx:DescribeVolumes': ['*'] }],
    ['for a Redshift namespace', makeOf('a Redshift namespace (L1)'), { ...OWN, 'redshift-serverless:GetNamespace': ['*'] }],
  ])('%s', (_name, make, lookups) => {
    const stack = newStack();
    if (make) { guard(stack, make(stack)); } else { define(stack, 'Backup'); }
    expect(lookupsOf(stack)).toEqual(lookups);
  });

  test('once, however many definitions there are', () => {
    const stack = newStack();
    ['One', 'Two', 'Three'].forEach((id) => guard(stack, tableResource(newTable(stack, `${id}Table`)), {}, {}, id));
    const policies = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(policies.split('cloudformation:DescribeStackResource')).toHaveLength(2);
  });
});

test.each<[string, WaitLevel | undefined, number]>([['accepted', WaitLevel.ACCEPTED, 1], ['completed', WaitLevel.COMPLETED, 0], ['waited for by default', undefined, 0]])(
  'a job that is only %s lets the resource change meanwhile, which is told', (_name, waitFor, count) => {
    const stack = newStack();
    guard(stack, tableResource(newTable(stack)), {}, { waitFor });
    expect(warningsOf(stack).filter((warning) => /while its backup still runs.*\[ack: cdk-on-demand-backup:changeDuringBackup\]/.test(warning))).toHaveLength(count);
  });

test('a definition in the construct of its resource makes no circle', () => {
  const stack = newStack();
  const table = newTable(stack);
  guard(table, tableResource(table));
  const bucket = new Bucket(stack, 'Bucket', { versioned: true });
  guard(bucket.node.defaultChild as CfnResource, BackupResource.fromArn(bucket.bucketArn));
  expect(dependenciesOf(stack, table)).toEqual([expect.stringMatching(/^OrdersBackupBeforeChange/)]);
  expect(dependenciesOf(stack, bucket)).toEqual([expect.stringMatching(/^Bucket.*BeforeChange/)]);
  expect(flaws(stack)).toEqual([]);
});

describe('is an error', () => {
  const errorOf = (make: () => unknown): string => {
    try {
      make();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  test.each<[string, (stack: Stack) => unknown, RegExp]>([
    ['an imported resource', (stack) => guard(stack, TABLE), /`resource` is not defined in this app.*beforeChange\(\{ watch: \[\.\.\.\] \}\)/],
    ['an empty watch', (stack) => guard(stack, tableResource(newTable(stack)), { watch: [] }), /`watch` is empty/],
    ['a property path that is none', (stack) => guard(stack, tableResource(newTable(stack)), { ignoreProperties: ['Tags', 'tags/x'] }), /`ignoreProperties` is \["Tags","tags\/x"\]/],
    ['a second one', (stack) => guard(stack, tableResource(newTable(stack)), {}, { triggers: [BackupTrigger.beforeChange(), BackupTrigger.beforeChange()] }), /more than one beforeChange/],
    ['a token of its own', (stack) => guard(stack, tableResource(newTable(stack)), {}, { idempotencyToken: 't' }), /`idempotencyToken` does not go with beforeChange/],
    ['a resource of another stack', (stack) => guard(new Stack(stack.node.root, 'Other'), tableResource(newTable(stack))),
      /Shop\/Orders\/Resource is in the stack Shop and the definition in Other.*put the definition into the stack of what it protects/],
    ['a watched construct of another stack', (stack) => guard(new Stack(stack.node.root, 'Other'), TABLE, { watch: [newTable(stack)] }), /is in the stack Shop and the definition in Other/],
    ['a custom resource', (stack) => {
      const thing = new CfnResource(stack, 'Thing', { type: 'Custom::Thing' });
      guard(stack, BackupResource.fromArn(thing.getAtt('Arn').toString()));
    }, /is of type Custom::Thing, whose ARN cannot be told before it changes: use BackupTrigger.onDeploy\(\)/],
    ['a nested stack beside that of the definition', (stack) => {
      const [one, two] = ['One', 'Two'].map((id) => new NestedStack(stack, id));
      guard(one, BackupResource.fromArn(two.stackId));
    }, /is a nested stack, which a definition in another nested stack cannot watch/],
  ])('%s', (_name, make, message) => {
    expect(errorOf(() => make(newStack()))).toMatch(message);
  });

  test.each<[string, (stack: Stack, table: Table) => unknown, RegExp]>([
    ['a tag that refers to the resource', (stack, table) => guard(stack, tableResource(table), {}, { recoveryPointTags: { Table: table.tableName } }),
      /\(Shop\/Orders\/Resource\), which is a dependency cycle: take the reference to it out of the tags/],
    ['a role that refers to the resource', (stack, table) => {
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
      table.grantReadData(role);
      guard(stack, tableResource(table), {}, { role });
    }, /\(Shop\/Role\/DefaultPolicy\/Resource -> Shop\/Orders\/Resource\), which is a circle/],
    ['a vault that refers to the resource', (stack, table) => {
      const backupVault = new BackupVault(stack, 'Vault');
      (backupVault.node.defaultChild as CfnBackupVault).addPropertyOverride('BackupVaultTags.Table', table.tableName);
      guard(stack, tableResource(table), {}, { backupVault });
    }, /Shop\/Vault\/Resource -> Shop\/Orders\/Resource\), which is a circle/],
    ['the role of another definition that refers to the resource', (stack, table) => {
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com'), roleName: `role-of-${table.tableName}` });
      define(stack, 'Other', { role });
      guard(stack, tableResource(table));
    }, /OnDemandBackupProvider\/.* -> Shop\/Role\/Resource -> Shop\/Orders\/Resource\), which is a circle/],
    ['something to wait for that refers to the resource', (stack, table) => {
      const user = new CfnResource(stack, 'User', { type: 'Custom::User', properties: { Table: table.tableName } });
      guard(stack, tableResource(table), {}, { executeAfter: [user] });
    }, /\(Shop\/User -> Shop\/Orders\/Resource\), which is a circle.*`executeAfter`/],
    ['a nested stack that refers to the resource', (stack, table) => {
      const nested = new NestedStack(stack, 'Nested');
      guard(nested, tableResource(table), {}, { triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()] });
    }, /\(Shop\/Orders\/Resource\), which is a dependency cycle: a nested stack waits as a whole/],
    ['a role in the nested stack of the resource', (stack) => {
      const nested = new NestedStack(stack, 'Nested');
      const role = new Role(nested, 'Role', { assumedBy: new ServicePrincipal('backup.amazonaws.com') });
      guard(stack, tableResource(newTable(nested)), {}, { role });
    }, /Nested.*Shop\/Nested\/Orders\/Resource\), which is a circle/],
  ])('%s, which would be a circle', (_name, make, message) => {
    const stack = newStack();
    make(stack, newTable(stack));
    expect(synthErrorOf(stack)).toMatch(message);
  });
});

test('two syntheses of one app in two folders, with an asset of their own, give the same templates', () => {
  const templates = ['one', 'another'].map((name) => {
    const folder = mkdtempSync(path.join(tmpdir(), name));
    try {
      mkdirSync(path.join(folder, 'asset'));
      writeFileSync(path.join(folder, 'asset', 'index.js'), 'exports.handler = () => 1;');
      const stack = new Stack(new App({ outdir: path.join(folder, 'cdk.out') }), 'Shop');
      const nested = new NestedStack(stack, 'Nested');
      const code = Code.fromAsset(path.join(folder, 'asset'));
      const lambda = new LambdaFunction(nested, 'Function', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
      guard(stack, tableResource(newTable(nested)), { watch: [lambda] });
      guard(nested, BackupResource.fromDynamoDbTable(new TableV2(nested, 'Global', { partitionKey })), { watch: [new Bucket(stack, 'Bucket')] });
      guard(stack, BackupResource.fromArn(nested.stackId), {}, {}, 'Whole');
      expect(flaws(stack)).toEqual([]);
      return [stack, nested].map((each) => Template.fromStack(each).toJSON());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  expect(templates[1]).toEqual(templates[0]);
});
