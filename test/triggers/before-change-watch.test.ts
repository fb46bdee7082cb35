import { CfnParameter, CfnResource } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { type CfnTable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BackupTrigger, type BeforeChangeOptions } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import { dependenciesOf, flaws, guard, lookupsOf, newTable, tableResource } from './fixture';
import { partitionKey } from '../util/resources';
import { linksOf, synthErrorOf } from '../util/synth';
import { define, flatten, newStack, TABLE } from '../util/template';
import { idOf } from '../util/template-graph';

describe('a construct watched by beforeChange', () => {
  test('waits for the backup, and its change runs the backup, also a change of what is added to it later', () => {
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

  test('makes what is added to it later wait for the backup', () => {
    const stack = newStack();
    const scope = new Construct(stack, 'Migration');
    guard(stack, tableResource(newTable(stack)), { watch: [scope] });
    expect(dependenciesOf(stack, new Bucket(scope, 'Late'))).toEqual([expect.stringMatching(/^BackupBeforeChange/)]);
  });

  test('may be the stack, in which everything waits except the backup and what it needs', () => {
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

  test('is an error if something is added to it beside what the backup needs, which would not wait', () => {
    const stack = newStack();
    guard(stack, tableResource(newTable(stack)), { watch: [stack] });
    new Bucket(stack, 'Late');
    expect(synthErrorOf(stack)).toMatch(/beforeChange: Shop\/Late\/Resource was added to a watched construct after the trigger.*add it before/);
  });

  test('is the only one that waits if the resource is imported', () => {
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

describe('the revision of beforeChange', () => {
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
    ['an ignored tag', false, tag, ['Tags']],
    ['an ignored member of a property', false, (table) => table.addPropertyOverride('ProvisionedThroughput.ReadCapacityUnits', 7), ['ProvisionedThroughput.ReadCapacityUnits']],
    ['metadata', false, (table) => table.addMetadata('a', 'b'), []],
  ])('changes with %s: %s', (_name, isOther, change, ignoreProperties) => {
    expect(revisionOf(change, { ignoreProperties }) !== revisionOf(() => undefined, { ignoreProperties })).toBe(isOther);
  });

  test('comes with references to deploy-time values, whose change updates the custom resource', () => {
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
