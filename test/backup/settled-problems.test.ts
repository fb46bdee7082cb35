import { Aspects, Duration, Fn, Lazy, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupResourceType, BackupTrigger, type OnDemandBackup, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { newTable } from '../triggers/fixture';
import { synthErrorOf, synthOf } from '../util/synth';
import { define, newStack, requestsOf, TABLE_ARN, warningsOf } from '../util/template';

/** A backup whose ARN is set after its construction. */
function lateBackup(arn: (stack: Stack) => string, props: Partial<OnDemandBackupProps> = {}): { stack: Stack; backup: OnDemandBackup } {
  const stack = newStack();
  let value: string | undefined;
  const backup = define(stack, 'Backup', { resource: BackupResource.fromArn(Lazy.string({ produce: () => value })), ...props });
  value = arn(stack);
  return { stack, backup };
}

const BACKUP = new ServicePrincipal('backup.amazonaws.com');
const IMPORT = Fn.importValue('Arn');
const tableIn = (stack: Stack) => newTable(stack).tableArn;
const bucketIn = (stack: Stack) => new Bucket(stack, 'Invoices', { versioned: true }).bucketArn;

describe('an ARN that is a Lazy', () => {
  test.each<[string, (stack: Stack) => string]>([
    ['an ARN', () => TABLE_ARN],
    ['the ARN of a table', tableIn],
    ['an ARN with placeholders', (stack) => stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: 'orders' })],
  ])('is deployed as it is in the end: %s', (_name, arn) => {
    const { stack } = lateBackup(arn);
    expect(String(requestsOf(stack)[0].ResourceArn)).toMatch(/:dynamodb:.*:table\/orders$|^<Orders\w+\.Arn>$/);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('may change until all aspects have run', () => {
    const stack = newStack();
    let value = 'arn:aws:dynamodb:eu-west-1:111122223333:table/early';
    define(stack, 'Backup', { resource: BackupResource.fromArn(Lazy.string({ produce: () => value })) });
    Aspects.of(stack).add({ visit: () => { value = TABLE_ARN; } });
    expect(requestsOf(stack)[0].ResourceArn).toBe(TABLE_ARN);
  });

  test.each<[string, string, Partial<OnDemandBackupProps>, RegExp]>([
    ['no ARN', 'orders', {}, /`resource` is "orders", which is not an ARN/],
    ['a wildcard', 'arn:aws:dynamodb:eu-west-1:111122223333:table/*', {}, /without wildcards/],
    ['a type that cannot be backed up', 'arn:aws:sqs:eu-west-1:111122223333:orders', {}, /cannot back up as far as this library knows/],
    ['another type than given', TABLE_ARN, { resourceType: BackupResourceType.S3 }, /`resourceType` is "S3", but `resource` is/],
    ['a type without an option', TABLE_ARN, { backupAcls: true }, /`backupAcls` is set, but it is an option for S3 only/],
    ['a type without an index', TABLE_ARN, { index: true }, /`index` is ENABLED/],
  ])('is checked at synth: %s', (_name, arn, props, message) => {
    expect(synthErrorOf(lateBackup(() => arn, props).stack)).toMatch(message);
  });

  test.each<[string, (stack: Stack) => string, RegExp]>([
    ['a role', (stack) => new Role(stack, 'Role', { assumedBy: BACKUP }).roleArn, /`resource` is a resource of type AWS::IAM::Role, which AWS Backup cannot back up/],
    ['a bucket without versioning', (stack) => new Bucket(stack, 'Invoices').bucketArn, /`resource` is a bucket without versioning/],
  ])('is checked at synth as the resource that it is: %s', (_name, arn, message) => {
    expect(synthErrorOf(lateBackup(arn, { resourceType: undefined }).stack)).toMatch(message);
  });

  test('of another location is an error at synth', () => {
    const stack = newStack({ env: { account: '111122223333', region: 'us-east-1' } });
    define(stack, 'Backup', { resource: BackupResource.fromArn(Lazy.string({ produce: () => TABLE_ARN })) });
    expect(synthErrorOf(stack)).toMatch(/`resource` is arn:\S+, in another Region than the job \(us-east-1\)/);
  });

  test('whose default role would lack a policy says so, and `resourceType` helps', () => {
    expect(synthErrorOf(lateBackup(bucketIn).stack)).toMatch(/`resource` is of type S3, which the default role could not know[^]*pass `resourceType`/);
    expect(synthErrorOf(lateBackup(bucketIn, { resourceType: BackupResourceType.S3 }).stack)).toBe('');
    const own = newStack();
    const role = Role.fromRoleArn(own, 'Role', 'arn:aws:iam::111122223333:role/mine');
    define(own, 'Backup', { role, resource: BackupResource.fromArn(Lazy.string({ produce: () => 'arn:aws:s3:::invoices' })) });
    expect(synthErrorOf(own)).toBe('');
  });

  test('warns only when the type is unknown in the end, too', () => {
    expect(warningsOf(lateBackup(() => 'arn:aws:rds:eu-west-1:111122223333:cluster:c').stack)).toEqual([]);
    const unknown = newStack();
    define(unknown, 'Backup', { resource: BackupResource.fromArn(Lazy.string({ produce: () => IMPORT })) });
    expect(warningsOf(unknown)).toEqual([expect.stringContaining('`resourceType`')]);
  });
});

describe('a trigger that CloudFormation must order by the resource', () => {
  test('beforeChange says that it cannot know the resource', () => {
    expect(() => lateBackup(tableIn, { triggers: [BackupTrigger.beforeChange()] })).toThrow(/`resource` is a Lazy, so beforeChange cannot know yet[^]*pass the ARN itself/);
  });

  test('onDelete says so at synth, if the resource is of this app', () => {
    const { stack } = lateBackup(tableIn, { triggers: [BackupTrigger.onDelete()] });
    expect(synthErrorOf(stack)).toMatch(/`resource` is Shop\/Orders\/Resource, which onDelete could not know, because its ARN is a Lazy[^]*pass the ARN itself/);
  });

  test('onDelete may be of a resource outside the app', () => {
    expect(synthErrorOf(lateBackup(() => TABLE_ARN, { triggers: [BackupTrigger.onDelete()] }).stack)).toBe('');
  });

  test('a beforeChange that watches another construct says so at synth', () => {
    const stack = newStack();
    const watch = [new Bucket(stack, 'Watched')];
    let value: string | undefined;
    define(stack, 'Backup', { resource: BackupResource.fromArn(Lazy.string({ produce: () => value })), triggers: [BackupTrigger.beforeChange({ watch })] });
    value = newTable(stack).tableArn;
    expect(synthErrorOf(stack)).toMatch(/which beforeChange could not know/);
  });

  test.each([
    ['is no obstacle', 'Orders', /^$/],
    ['must not name another resource in the end', 'Customers', /`resource` is Shop\/Customers\/Resource, which beforeChange could not know[^]*onDelete could not know/],
  ])('an ARN that is computed anew each time %s', (_name, last, message) => {
    const stack = newStack();
    const tables = new Map(['Orders', 'Customers'].map((id) => [id, newTable(stack, id)]));
    let id = 'Orders';
    const resource = BackupResource.fromArn(Lazy.uncachedString({ produce: () => tables.get(id)?.tableArn }));
    define(stack, 'Backup', { resource, triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()] });
    id = last;
    expect(synthErrorOf(stack)).toMatch(message);
  });
});

describe('the constructors resolve nothing', () => {
  let isSynthesized = false;
  const early: string[] = [];

  /** A value that must not be resolved before the synth. */
  function late(name: string, value: string): string {
    return Lazy.string({
      produce: () => {
        if (!isSynthesized) { early.push(name); }
        return value;
      },
    });
  }

  test('whatever is a Lazy', () => {
    const stack = newStack();
    const list = (name: string, value: string) => Lazy.list({ produce: () => [late(name, value)] });
    const cron = ScheduleExpression.expression(late('schedule', 'cron(0 3 * * ? *)'));
    define(stack, 'Backup', {
      resource: BackupResource.fromArn(late('resource', TABLE_ARN)),
      backupVault: BackupVault.fromBackupVaultName(stack, 'Vault', late('vault', 'mine')),
      role: Role.fromRoleArn(stack, 'Role', late('role', 'arn:aws:iam::111122223333:role/mine')),
      recoveryPointTags: { release: late('tag', '1') },
      backupOptions: { Other: late('option', 'x') },
      deleteAfter: Duration.days(Lazy.number({ produce: () => Number(late('days', '1').length) })),
      removalPolicy: RemovalPolicy.DESTROY,
      triggers: [
        BackupTrigger.onDeploy({ revision: late('revision', '1') }),
        BackupTrigger.onEvent({ source: list('source', 'shop'), detail: { state: list('detail', 'x'), kind: [late('kind', 'y')] } }),
        BackupTrigger.onEvent({ source: ['shop'] }, { ruleName: late('ruleName', 'rule'), description: late('description', 'x') }),
        BackupTrigger.onSchedule(cron, { scheduleName: late('scheduleName', 'nightly'), description: late('text', 'x') }),
        BackupTrigger.onDelete(),
      ],
    });
    expect(early).toEqual([]);
    isSynthesized = true;
    synthOf(stack);
    const template = JSON.stringify(Template.fromStack(stack).toJSON());
    ['\\"ResourceArn\\":\\"arn:aws:dynamodb', '"source":["shop"]', '"detail":{"kind":["y"],"state":["x"]}', '"Name":"rule"', '"Name":"nightly"']
      .forEach((text) => expect(template).toContain(text));
  });

  test('not even a problem of other props renders a bucket, to which an aspect may add', () => {
    const stack = newStack();
    const bucket = new Bucket(stack, 'Invoices', { lifecycleRules: [{ expiration: Duration.days(1) }] });
    expect(() => define(stack, 'Wrong', { resource: BackupResource.fromArn(bucket.bucketArn), startWindow: Duration.minutes(1) })).toThrow(/`startWindow`/);
    define(stack, 'Right', { resource: BackupResource.fromArn(bucket.bucketArn), triggers: [BackupTrigger.beforeChange(), BackupTrigger.onDelete()] });
    Aspects.of(stack).add({
      visit: (node) => {
        if (node !== bucket.node.defaultChild) { return; }
        (node as CfnBucket).versioningConfiguration = { status: 'Enabled' };
        bucket.addLifecycleRule({ expiration: Duration.days(2) });
      },
    });
    const [json] = Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket')) as [{ Properties: { LifecycleConfiguration: { Rules: object[] } } }];
    expect(json.Properties.LifecycleConfiguration.Rules).toHaveLength(2);
  });
});
