import { CfnOutput, CfnParameter, Duration, Lazy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { BackupTrigger, OnDemandBackup, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { define, ENV, flatten, newStack, requestsOf, TABLE_ARN } from '../../util/template';

const S3 = BackupResource.fromArn('arn:aws:s3:::orders');
const UNTAGGED = { provenanceTags: false } as const;
const PROVENANCE = { 'cdk-on-demand-backup:stack': 'Shop', 'cdk-on-demand-backup:path': 'Backup', 'cdk-on-demand-backup:trigger': 'on-request' };

test('is the request of the custom resource', () => {
  const stack = newStack({ env: ENV });
  const backup = define(stack, 'Backup', { ...UNTAGGED, resource: S3, deleteAfter: Duration.days(35), recoveryPointTags: { team: 'orders' }, index: true, backupAcls: false, startWindow: Duration.hours(2) });
  const input = stack.resolve(backup.toCliInput()) as Record<string, unknown>;
  const [request] = requestsOf(stack);
  expect({ ...input, BackupVaultName: flatten(input.BackupVaultName), IamRoleArn: flatten(input.IamRoleArn) }).toEqual(request);
});

test('has no idempotency token, except that of the user', () => {
  const stack = newStack({ env: ENV });
  expect(define(stack, 'Derived').toCliInput()).not.toHaveProperty('IdempotencyToken');
  expect(define(stack, 'Own', { idempotencyToken: 'token' }).toCliInput()).toHaveProperty('IdempotencyToken', 'token');
});

test('has the provenance tags of an execution by hand; a backup that is made of it has its own', () => {
  const stack = newStack({ env: ENV });
  const input = define(stack, 'Backup', { recoveryPointTags: { team: 'orders' } }).toCliInput();
  expect(input.RecoveryPointTags).toEqual({ team: 'orders', ...PROVENANCE });
  const { RecoveryPointTags } = OnDemandBackup.fromCliInputObject(stack, 'Other', input).toCliInput();
  expect(RecoveryPointTags).toEqual({ 'team': 'orders', ...PROVENANCE, 'cdk-on-demand-backup:path': 'Other' });
});

test('has none where they are turned off, where the type has none, or where all tags are known only at deploy time', () => {
  const stack = newStack({ env: ENV });
  const tagsOf = (id: string, props: Partial<OnDemandBackupProps>) => define(stack, id, props).toCliInput().RecoveryPointTags as unknown;
  expect(tagsOf('Off', UNTAGGED)).toBeUndefined();
  expect(tagsOf('Cluster', { resource: BackupResource.fromArn('arn:aws:eks:eu-west-1:111122223333:cluster/orders') })).toBeUndefined();
  const lazy = Lazy.any({ produce: () => ({ a: 'b' }) }) as unknown as Record<string, string>;
  expect(stack.resolve(tagsOf('Lazy', { recoveryPointTags: lazy }))).toEqual({ a: 'b' });
});

test('lacks what the handler does not send', () => {
  expect(define(newStack({ env: ENV }), 'Backup', { windowsVss: false }).toCliInput()).not.toHaveProperty('BackupOptions');
});

test('has the members that the library does not know', () => {
  const backup = define(newStack({ env: ENV }), 'Backup', { ...UNTAGGED, deleteAfter: Duration.days(35), additionalRequestMembers: { NewMember: { x: 1 }, Lifecycle: { NewDays: 7 } } });
  expect(backup.toCliInput()).toMatchObject({ NewMember: { x: 1 }, Lifecycle: { DeleteAfterDays: 35, NewDays: 7 } });
  expect(backup.toCliCommand()).toMatch(/ --lifecycle '{"DeleteAfterDays":35,"NewDays":7}' --cli-input-json '{"NewMember":{"x":1}}' --region eu-west-1$/);
});

test('a caller cannot change the backup through it', () => {
  const stack = newStack({ env: ENV });
  const backup = define(stack, 'Backup', { deleteAfter: Duration.days(35) });
  delete backup.toCliInput().Lifecycle;
  expect(requestsOf(stack)[0]).toHaveProperty('Lifecycle');
});

test('needs no trigger', () => {
  expect(define(newStack({ env: ENV }), 'Backup', { triggers: [] }).toCliCommand()).toContain(`--resource-arn ${TABLE_ARN}`);
  expect(define(newStack({ env: ENV }), 'Backup', { triggers: [BackupTrigger.onDelete()], resource: S3 }).toCliCommand()).toContain('--resource-arn arn:aws:s3:::orders');
});

test('in an output, CloudFormation fills in what only it knows, between quotes', () => {
  const stack = newStack();
  const [text, number] = [new CfnParameter(stack, 'Text'), new CfnParameter(stack, 'Number', { type: 'Number' })];
  const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  const backup = define(stack, 'Backup', {
    ...UNTAGGED,
    resource: BackupResource.fromDynamoDbTable(table),
    startWindow: Duration.minutes(number.valueAsNumber),
    deleteAfter: Duration.days(number.valueAsNumber),
    recoveryPointTags: { 'it\'s "so"': text.valueAsString, 'list': Lazy.string({ produce: () => 'lazy' }) },
  });
  new CfnOutput(stack, 'Command', { value: backup.toCliCommand() });
  const { Value } = Template.fromStack(stack).findOutputs('Command').Command as { Value: unknown };
  expect(flatten(Value).replace(/[0-9A-F]{8}(?=\.)/g, '')).toBe([
    "aws backup start-backup-job --backup-vault-name '<OnDemandBackupProviderVault.BackupVaultName>' --resource-arn '<Table.Arn>'",
    "--iam-role-arn '<OnDemandBackupProviderRole.Arn>' --start-window-minutes '<Number>' --lifecycle '{\"DeleteAfterDays\":<Number>}'",
    '--recovery-point-tags \'{"it\'\\\'\'s \\"so\\"":"<Text>","list":"lazy"}\' --region \'<AWS::Region>\'',
  ].join(' '));
});

test('a Lazy in place of a map is written as JSON', () => {
  const tags = Lazy.any({ produce: () => ({ a: 'b' }) }) as unknown as Record<string, string>;
  const stack = newStack({ env: ENV });
  expect(stack.resolve(define(stack, 'Backup', { recoveryPointTags: { ok: 'x' }, additionalRequestMembers: { Newer: tags, List: [1, null, 'x'] } }).toCliCommand()))
    .toMatchObject({ 'Fn::Join': ['', expect.arrayContaining([expect.stringContaining('--cli-input-json \'{"List":[1,null,"x"],"Newer":{"a":"b"}}\'')])] });
});
