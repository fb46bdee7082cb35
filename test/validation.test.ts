import { App, CfnParameter, CfnResource, Duration, Fn, Stack } from 'aws-cdk-lib';
import { BackupResource, BackupVault, type CfnBackupVault, CfnLogicallyAirGappedBackupVault, TagOperation } from 'aws-cdk-lib/aws-backup';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BackupResourceType, BackupTrigger, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { define, ENV, newStack, stackWith, warningsOf } from './util/template';

/** The error message of the construction of a backup. */
function errorOf(props: Partial<OnDemandBackupProps>): string {
  try {
    stackWith(props, { env: ENV });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** A warning about a prop, with the id that acknowledges it. */
function acknowledgeable(prop: string): RegExp {
  return new RegExp(`${prop}[^]*\\[ack: cdk-on-demand-backup:\\w+\\]`);
}

/** The error message of the synthesis of a stack whose backups could be constructed. */
function synthErrorOf(stack: Stack): string {
  try {
    (stack.node.root as App).synth();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

const arn = (text: string) => BackupResource.fromArn(text);
const vaultNamed = (name: string) => BackupVault.fromBackupVaultName(newStack({ env: ENV }), 'Vault', name);
const fifty = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, 'value']));

describe('a backup fails at synth, with prop, value and advice, for', () => {
  test.each<[string, Partial<OnDemandBackupProps>, string[]]>([
    ['a start window that is too short', { startWindow: Duration.minutes(59) }, ['`startWindow`', '59 minutes', 'Duration.hours(1)']],
    ['a start window that is not whole minutes', { startWindow: Duration.seconds(3601) }, ['`startWindow`', 'whole minutes']],
    ['a completion window beyond 100 years', { completionWindow: Duration.days(36501) }, ['`completionWindow`', '100 years']],
    ['a retention of part of a day', { deleteAfter: Duration.hours(36) }, ['`deleteAfter`', '1.5 days', 'whole days']],
    ['a retention of nothing', { deleteAfter: Duration.days(0) }, ['`deleteAfter`', '0 days', '1 day']],
    ['cold storage for less than 90 days', { moveToColdStorageAfter: Duration.days(10), deleteAfter: Duration.days(99) },
      ['`deleteAfter`', '99 days', '`moveToColdStorageAfter`', 'Duration.days(100)']],
    ['a reserved tag', { recoveryPointTags: { 'aws:x': 'y' } }, ['`recoveryPointTags`', 'aws:x']],
    ['too many tags', { recoveryPointTags: fifty(51) }, ['`recoveryPointTags`', '51', '50']],
    ['a bad vault name', { backupVault: vaultNamed('no spaces') }, ['`backupVault`', 'no spaces', '2 to 50']],
    ['an option that cannot be', { backupOptions: { 'a b': 'c' } }, ['`backupOptions`', 'a b']],
    ['VSS for a table', { windowsVss: true }, ['`windowsVss`', 'DynamoDB', 'EC2']],
    ['object options for a table', { backupAcls: false }, ['`backupAcls`', 'DynamoDB', 'S3']],
    ['an index for a table', { index: true }, ['`index`', 'DynamoDB', 'EBS']],
    ['something that is no ARN', { resource: arn('orders') }, ['`resource`', '"orders"', 'ARN']],
    ['a wildcard', { resource: arn('arn:aws:dynamodb:eu-west-1:111122223333:table/*') }, ['`resource`', 'table/*', 'wildcards']],
    ['a type that AWS Backup does not know', { resource: arn('arn:aws:sqs:eu-west-1:111122223333:queue') }, ['`resource`', 'sqs', '`resourceType`']],
    ['a resource in another Region', { resource: arn('arn:aws:dynamodb:us-east-1:111122223333:table/orders') }, ['`resource`', 'us-east-1', 'eu-west-1']],
    ['a resource in another account', { resource: arn('arn:aws:dynamodb:eu-west-1:999999999999:table/orders') }, ['`resource`', '999999999999']],
    ['a resource in another partition', { resource: arn('arn:aws-cn:dynamodb:eu-west-1:111122223333:table/orders') }, ['`resource`', 'it is in eu-west-1', 'arn:aws:']],
    ['a bucket in another partition', { resource: arn('arn:aws-cn:s3:::orders') }, ['`resource`', 'the job runs in eu-west-1', 'arn:aws:']],
    ['a role in another partition', { role: Role.fromRoleArn(newStack(), 'R', 'arn:aws-us-gov:iam::111122223333:role/backup') }, ['`role`', 'arn:aws:']],
    ['a service-linked role', { role: Role.fromRoleArn(newStack(), 'R', 'arn:aws:iam::111122223333:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup') },
      ['`role`', 'service-linked', 'role/service-role/AWSBackupDefaultServiceRole']],
    ['the vault of EFS', { backupVault: vaultNamed('aws/efs/automatic-backup-vault') }, ['`backupVault`', 'reserved by AWS']],
    ['the vault of EFS, by its ARN', { backupVault: BackupVault.fromBackupVaultArn(newStack(), 'V', 'arn:aws:backup:eu-west-1:111122223333:backup-vault:aws/efs/automatic-backup-vault') },
      ['`backupVault`', 'reserved by AWS']],
    ['a short account', { resource: arn('arn:aws:dynamodb:eu-west-1:1111:table/orders') }, ['`resource`', '"1111" is not an account id', '12 digits']],
    ['a malformed Region', { resource: arn('arn:aws:dynamodb:EU-WEST-1:111122223333:table/orders') }, ['`resource`', '"EU-WEST-1" is not a Region']],
    ['a directory bucket', { resource: arn('arn:aws:s3:::orders--usw2-az1--x-s3') }, ['`resource`', 'a directory bucket', 'general purpose']],
    ['an id of nothing', { resource: arn('arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/None') }, ['`resource`', '"None"', 'EFS', 'fs-']],
    ['resources by tag', { resource: BackupResource.fromTag('a', 'b', TagOperation.STRING_EQUALS) }, ['`resource`', 'fromTag("a"', 'one backup for each']],
    ['resources of a tree', { resource: BackupResource.fromConstruct(newStack()) }, ['`resource`', 'fromConstruct(Shop)', 'fromArn']],
    ['a resource that names nothing', { resource: new BackupResource() }, ['`resource` names nothing']],
    ['a role that is none', { role: Role.fromRoleArn(newStack(), 'R', 'arn:aws:iam::111122223333:role/') }, ['`role`']],
    ['an empty token', { idempotencyToken: '' }, ['`idempotencyToken`', '""', 'leave it out']],
    ['an empty revision', { triggers: [BackupTrigger.onDeploy({ revision: '' })] }, ['`revision`', 'empty']],
    ['two triggers of one kind', { triggers: [BackupTrigger.onDeploy(), BackupTrigger.onDeploy()] }, ['`triggers`', 'more than one onDeploy']],
    ['a misspelt type', { resourceType: BackupResourceType.of('dynamodb') }, ['`resourceType`', '"dynamodb"', '"DynamoDB"']],
    ['the wrong type', { resourceType: BackupResourceType.S3 }, ['`resourceType`', '"S3"', 'DynamoDB']],
    ['an output name with a hyphen', { backupJobIdOutputName: 'job-id' }, ['`backupJobIdOutputName`', 'job-id', 'letters and digits']],
    ['an empty output name', { recoveryPointArnOutputName: '' }, ['`recoveryPointArnOutputName`', '""']],
    ['one name for two outputs', { backupJobIdOutputName: 'Same', recoveryPointArnOutputName: 'Same' }, ['both "Same"', 'two names']],
    ['an option given twice', { backupAcls: true, backupOptions: { BackupACLs: 'disabled' }, resource: arn('arn:aws:s3:::bucket') },
      ['`backupAcls`', '`backupOptions.BackupACLs`', 'leave one of them out']],
  ])('%s', (_name, props, parts) => {
    const message = errorOf(props);
    parts.forEach((part) => expect(message).toContain(part));
    expect(message).toContain('the on-demand backup Shop/Backup has ');
  });

  test('all problems of a backup in one message', () => {
    const message = errorOf({
      resource: arn('orders'), startWindow: Duration.minutes(1), deleteAfter: Duration.hours(1), backupJobIdOutputName: '-', recoveryPointTags: { 'aws:x': '' },
    });
    const props = message.split('\n').slice(1).map((line) => /`(\w+)`/.exec(line)?.[1]);
    expect(props).toEqual(['backupJobIdOutputName', 'resource', 'startWindow', 'deleteAfter', 'deleteAfter', 'recoveryPointTags']);
    expect(message).toContain('has 6 problems');
  });

  test('the stack that the backup is in', () => {
    const stack = newStack();
    expect(() => define(stack, 'Backup', { resource: arn(stack.stackId) })).toThrow(/`resource` is the stack of this backup/);
  });

  test('an attribute of something that cannot be backed up', () => {
    const stack = newStack();
    const { queueArn } = new Queue(stack, 'Queue');
    expect(() => define(stack, 'Backup', { resource: arn(queueArn) })).toThrow(/`resource` is a resource of type AWS::SQS::Queue/);
  });

  test('but not an attribute of something newer than this library with `resourceType`', () => {
    const stack = newStack();
    const novelty = new CfnResource(stack, 'Novelty', { type: 'AWS::Novel::Thing' });
    const resource = arn(novelty.getAtt('Arn').toString());
    expect(() => define(stack, 'Backup', { resource })).toThrow(/AWS::Novel::Thing/);
    define(stack, 'Taken', { resource, resourceType: BackupResourceType.of('Novelty') });
    expect(synthErrorOf(stack)).toBe('');
  });

  test.each(['startWindow', 'completionWindow', 'deleteAfter', 'moveToColdStorageAfter'])('a deploy-time %s in another unit', (prop) => {
    const stack = newStack();
    const seconds = Duration.seconds(new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber);
    expect(() => define(stack, 'Backup', { [prop]: seconds })).toThrow(new RegExp(`\`${prop}\` is a deploy-time value in another unit`));
  });
});

describe('a backup fails at synth for what other constructs define', () => {
  test('a bucket without versioning', () => {
    const stack = newStack();
    define(stack, 'Backup', { resource: arn(new Bucket(stack, 'Bucket').bucketArn) });
    expect(synthErrorOf(stack)).toMatch(/`resource` is a bucket without versioning.*`versioned: true`/);
  });

  test.each<[string, CfnBucket.VersioningConfigurationProperty | undefined, RegExp]>([
    ['switched on later', { status: 'Enabled' }, /^$/],
    ['suspended', { status: 'Suspended' }, /versioned: true/],
    ['known only at deploy time', { status: Fn.importValue('Versioning') }, /^$/],
  ])('a bucket whose versioning is %s', (_name, versioning, message) => {
    const stack = newStack();
    const bucket = new Bucket(stack, 'Bucket');
    define(stack, 'Backup', { resource: arn(bucket.bucketArn) });
    (bucket.node.defaultChild as CfnBucket).versioningConfiguration = versioning;
    expect(synthErrorOf(stack)).toMatch(message);
  });

  test('a bucket without versioning is reported at synth, and what is wrong by itself at once', () => {
    const stack = newStack();
    const resource = arn(new Bucket(stack, 'Bucket').bucketArn);
    expect(() => define(stack, 'Backup', { resource, startWindow: Duration.minutes(1) })).toThrow(/has a problem:\n- `startWindow` /);
    define(stack, 'Other', { resource });
    expect(synthErrorOf(stack)).toMatch(/- `resource` is a bucket without versioning/);
  });

  test.each<[string, Duration | undefined, RegExp]>([
    ['too short', Duration.days(6), /`deleteAfter` is 6 days/],
    ['the least', Duration.days(7), /^$/],
    ['the most', Duration.days(30), /^$/],
    ['too long', Duration.days(31), /`deleteAfter` is 31 days/],
    ['for ever', undefined, /`deleteAfter`/],
  ])('a retention that the locked vault does not accept: %s', (_name, deleteAfter, message) => {
    const stack = newStack();
    const backupVault = new BackupVault(stack, 'Vault', { lockConfiguration: { minRetention: Duration.days(7), maxRetention: Duration.days(30) } });
    define(stack, 'Backup', { backupVault, deleteAfter });
    expect(synthErrorOf(stack)).toMatch(message);
  });

  test.each<[string, Duration | undefined, RegExp]>([
    ['too short', Duration.days(9), /`deleteAfter` is 9 days/],
    ['the least', Duration.days(10), /^$/],
    ['too long', Duration.days(31), /`deleteAfter` is 31 days/],
    ['for ever', undefined, /`deleteAfter`/],
  ])('a retention that the air-gapped vault does not accept: %s', (_name, deleteAfter, message) => {
    const stack = newStack();
    const gapped = new CfnLogicallyAirGappedBackupVault(stack, 'Gapped', { backupVaultName: 'gapped', minRetentionDays: 10, maxRetentionDays: 30 });
    const logicallyAirGappedBackupVault = BackupVault.fromBackupVaultArn(stack, 'GappedVault', gapped.attrBackupVaultArn);
    define(stack, 'Backup', { logicallyAirGappedBackupVault, deleteAfter });
    expect(synthErrorOf(stack)).toMatch(message);
  });

  test('a retention range that is known only at deploy time is not checked', () => {
    const stack = newStack();
    const days = new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber;
    const backupVault = new BackupVault(stack, 'Vault', { lockConfiguration: { minRetention: Duration.days(7) } });
    (backupVault.node.defaultChild as CfnBackupVault).lockConfiguration = { minRetentionDays: days };
    define(stack, 'Backup', { backupVault, deleteAfter: Duration.days(1) });
    expect(synthErrorOf(stack)).toBe('');
  });
});

describe('a backup warns of', () => {
  test.each<[string, Partial<OnDemandBackupProps>, string]>([
    ['of a completion window that ends before the start window', { completionWindow: Duration.hours(1) }, '`completionWindow`'],
    ['of cold storage that the type does not have', { resource: arn('arn:aws:rds:eu-west-1:111122223333:db:d'), moveToColdStorageAfter: Duration.days(8) },
      '`moveToColdStorageAfter`'],
    ['of an archive opt-in without effect', { optInToArchiveForSupportedResources: true }, '`optInToArchiveForSupportedResources`'],
    ['of VSS that is off, for a table', { windowsVss: false }, '`windowsVss`'],
    ['of a name that looks like a missing value', { resource: arn('arn:aws:dynamodb:eu-west-1:111122223333:table/undefined') }, '`resource`'],
    ['of more than ten tags', { recoveryPointTags: fifty(11) }, '`recoveryPointTags`'],
  ])('%s, under an id that can be acknowledged', (_name, props, part) => {
    expect(warningsOf(stackWith(props)).join('\n')).toMatch(acknowledgeable(part));
  });

  test('of the default role without its path', () => {
    const stack = newStack();
    define(stack, 'Backup', { role: Role.fromRoleArn(stack, 'R', 'arn:aws:iam::111122223333:role/AWSBackupDefaultServiceRole') });
    expect(warningsOf(stack).join('\n')).toMatch(acknowledgeable('`role`'));
  });

  test('nothing if it has no problem', () => {
    const props = { deleteAfter: Duration.days(35), startWindow: Duration.hours(1), completionWindow: Duration.hours(2) };
    expect(warningsOf(stackWith(props))).toEqual([]);
  });

  test.each<[string, BackupResourceType | undefined, number]>([['without resourceType', undefined, 1], ['with resourceType', BackupResourceType.S3, 0]])(
    'of a resource of unknown type, %s', (_name, resourceType, count) => {
      const stack = newStack();
      define(stack, 'Backup', { resource: arn(Fn.importValue('ResourceArn')), resourceType });
      const warnings = warningsOf(stack).filter((warning) => warning.includes('resourceTypeUnknown'));
      expect(warnings).toHaveLength(count);
    });
});
