import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RecoveryHandle } from 'cdk-on-demand-backup';
import { RECORD } from './request/history/fixture';
import { type Json, statementsOf } from './util/starts';
import { synthErrorOf } from './util/synth';
import { define, ENV, flatten, newStack, warningsOf } from './util/template';
import { FIXED_MEMBERS } from '../src/request/history/history-record';
import { writeRecord } from '../src/request/history/write-record';

const NAME = '/cdk-on-demand-backup/Shop/Backup/latest';
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** The values that a handle has. */
const VALUES = [
  'recoveryPointArn', 'backupJobId', 'backupVaultName', 'resourceArn', 'resourceType', 'creationDate', 'completionDate', 'backupSizeInBytes', 'outcome', 'iamRoleArn',
  'expiryDate', 'trigger', 'stackId',
] as const satisfies readonly (keyof RecoveryHandle & typeof FIXED_MEMBERS[number])[];

const readerIn = (stack: Stack, id = 'Latest', name = NAME) => RecoveryHandle.fromParameterName(stack, id, name);

describe('the handle of a backup', () => {
  test('names the parameter of its newest good recovery point', () => {
    const stack = newStack();
    const { recoveryHandle } = define(stack, 'Backup');
    expect(recoveryHandle.parameterName).toBe(NAME);
    expect(flatten(stack.resolve(recoveryHandle.parameterArn))).toBe(`arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${NAME}`);
  });

  test('names that of the history that the user gave a name, and in a nested stack that of the outermost one', () => {
    const stack = newStack({ env: ENV, stackName: 'shop' });
    expect(define(stack, 'Named', { historyName: 'orders' }).recoveryHandle.parameterName).toBe('/cdk-on-demand-backup/shop/orders/latest');
    const nested = new NestedStack(stack, 'Data');
    const { parameterName, parameterArn } = define(nested, 'Backup').recoveryHandle;
    expect(parameterName).toBe('/cdk-on-demand-backup/shop/Data.Backup/latest');
    expect(flatten(nested.resolve(parameterArn))).toBe(`arn:<AWS::Partition>:ssm:eu-west-1:111122223333:parameter${parameterName}`);
  });

  test('adds nothing to the template', () => {
    const [plain, asked] = [newStack(), newStack()].map((stack) => ({ stack, backup: define(stack, 'Backup') }));
    void asked.backup.recoveryHandle.parameterArn;
    expect(Template.fromStack(asked.stack).toJSON()).toEqual(Template.fromStack(plain.stack).toJSON());
    expect(Object.keys(Template.fromStack(plain.stack).toJSON().Parameters as object)).toEqual(['BootstrapVersion']);
  });

  test('has no values, and says where they are', () => {
    const { recoveryHandle } = define(newStack(), 'Backup');
    for (const name of VALUES) {
      expect(() => recoveryHandle[name]).toThrow(`\`recoveryHandle.${name}\` is known only where the handle is read: use the attributes of the backup in its own stack`);
    }
  });
});

describe('grantRead', () => {
  const roleIn = (stack: Stack) => new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('x.amazonaws.com') });
  const READ = ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParameterHistory'];

  test('allows to read the one parameter', () => {
    const stack = newStack();
    const { recoveryHandle } = define(stack, 'Backup');
    const grant = recoveryHandle.grantRead(roleIn(stack));
    expect(grant.success).toBe(true);
    expect(statementsOf(stack, /^Reader/)).toEqual([{ Effect: 'Allow', Action: READ, Resource: stack.resolve(recoveryHandle.parameterArn) as object }]);
  });

  test('allows to decrypt it, too, if it is encrypted', () => {
    const stack = newStack();
    const { recoveryHandle } = define(stack, 'Backup', { historyEncryptionKey: Key.fromKeyArn(stack, 'Key', KEY_ARN) });
    expect(recoveryHandle.grantRead(roleIn(stack)).success).toBe(true);
    expect(statementsOf(stack, /^Reader/).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [READ, stack.resolve(recoveryHandle.parameterArn)], ['kms:Decrypt', KEY_ARN],
    ]);
  });

  test('works for a handle by its name, in another stack', () => {
    const stack = newStack({ env: ENV });
    readerIn(stack, 'Orders', '/cdk-on-demand-backup/Other/Backup/latest').grantRead(roleIn(stack));
    const [{ Resource }] = statementsOf(stack, /^Reader/);
    expect(flatten(Resource)).toBe('arn:<AWS::Partition>:ssm:eu-west-1:111122223333:parameter/cdk-on-demand-backup/Other/Backup/latest');
  });

  test('fails for a grantee without a policy, as other grants do', () => {
    expect(define(newStack(), 'Backup').recoveryHandle.grantRead(new AccountPrincipal('111122223333')).success).toBe(false);
  });
});

/** What CloudFormation makes of a value, when the parameter has a value. */
function deployed(value: unknown, record: string): string {
  const [index, split] = (value as { 'Fn::Select': [number, { 'Fn::Split': [string, { Ref: string }] }] })['Fn::Select'];
  const [delimiter, reference] = split['Fn::Split'];
  expect(reference).toEqual({ Ref: expect.stringMatching(/^Latest/) });
  return record.split(delimiter)[Number(index)];
}

describe('a handle by its name', () => {
  test('is a parameter that CloudFormation reads', () => {
    const stack = new Stack(new App(), 'Restore');
    readerIn(stack);
    const { BootstrapVersion: _, ...own } = Template.fromStack(stack).toJSON().Parameters as Record<string, Json>;
    expect(Object.values(own)).toEqual([{ Type: 'AWS::SSM::Parameter::Value<String>', Default: NAME, Description: expect.stringContaining('must exist') }]);
    expect(Object.keys(own)).toEqual([expect.stringMatching(/^Latest\w+$/)]);
  });

  test.each(VALUES)('has the %s of the record', (name) => {
    const stack = new Stack(new App(), 'Restore');
    expect(deployed(stack.resolve(readerIn(stack)[name]), writeRecord(RECORD))).toBe(RECORD[name]);
    expect(deployed(stack.resolve(readerIn(stack, 'Latest2')[name]), writeRecord({ ...RECORD, [name]: '' }))).toBe('');
  });

  test('has all members that a reader needs', () => {
    expect(FIXED_MEMBERS.filter((member) => !VALUES.some((name) => name === member))).toEqual(['schema', 'fingerprint', 'requestId', 'logicalId', 'idempotencyKey', 'origin', 'formerFingerprint']);
  });

  test('may be read twice in a stack, and in a nested stack', () => {
    const stack = new Stack(new App(), 'Restore');
    const [one, two, three] = [readerIn(stack, 'A'), readerIn(stack, 'B'), readerIn(new NestedStack(stack, 'Nested'))];
    new CfnOutput(stack, 'Out', { value: `${one.recoveryPointArn} ${two.recoveryPointArn}` });
    expect([one.parameterName, two.parameterName, three.parameterName]).toEqual([NAME, NAME, NAME]);
    expect(synthErrorOf(stack)).toBe('');
  });

  test('with another name is another parameter of the template: the CDK CLI keeps the value of one that it knows', () => {
    const logicalIds = [NAME, '/cdk-on-demand-backup/Shop/Other/latest'].map((name) => {
      const stack = new Stack(new App(), 'Restore');
      readerIn(stack, 'Latest', name);
      return Object.keys(Template.fromStack(stack).toJSON().Parameters as object).find((id) => id.startsWith('Latest'));
    });
    expect(logicalIds[0]).not.toBe(logicalIds[1]);
  });

  test('makes no export and no dependency between the stacks', () => {
    const stack = newStack();
    const { recoveryHandle } = define(stack, 'Backup');
    const restore = new Stack(stack.node.root as App, 'Restore');
    new CfnOutput(restore, 'Out', { value: readerIn(restore, 'Latest', recoveryHandle.parameterName).recoveryPointArn });
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('"Export"');
    expect([restore.dependencies, warningsOf(stack), warningsOf(restore)]).toEqual([[], [], []]);
  });

  test.each([
    ['is no parameter of a backup', '/shop/orders', /`parameterName` is "\/shop\/orders", but the parameter of a backup is \/cdk-on-demand-backup\/<stack>\/<backup>\/latest/],
    ['is only a history', '/cdk-on-demand-backup/Shop/Backup', /but the parameter of a backup is/],
    ['is empty', '', /but the parameter of a backup is/],
  ])('is an error if the name %s', (_what, name, message) => {
    expect(() => readerIn(newStack(), 'Latest', name)).toThrow(message);
  });

  test('is an error if the name is known only at deploy time', () => {
    const stack = newStack();
    expect(() => readerIn(stack, 'Latest', `/cdk-on-demand-backup/${stack.region}/x/latest`)).toThrow('`parameterName` is known only at deploy time');
  });

  test('may be that of one trigger', () => {
    const stack = new Stack(new App(), 'Restore');
    expect(readerIn(stack, 'Latest', '/cdk-on-demand-backup/Shop/Backup/on-delete').parameterName).toMatch(/on-delete$/);
  });

  test('is a warning in the stack of the backup itself, which would read it before it is written', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    [stack, nested].forEach((each) => readerIn(each, 'Latest', define(each, 'Backup').recoveryHandle.parameterName));
    const warning = expect.stringMatching(/is of this very stack.*use the attributes of the backup.*\[ack: cdk-on-demand-backup:ownHandle\]/);
    expect(warningsOf(stack)).toEqual([warning, warning]);
  });
});

describe('the handle of an encrypted history', () => {
  const encrypted = (stack: Stack) => define(stack, 'Backup', { historyEncryptionKey: Key.fromKeyArn(stack, 'Key', KEY_ARN) });

  test.each(['before', 'after'])('is an error when its values are read in a stack that is defined %s the backup', (order) => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const restore = new Stack(app, 'Restore');
    const actions = [() => encrypted(stack), () => readerIn(restore)];
    (order === 'after' ? actions : actions.reverse()).forEach((action) => action());
    expect(synthErrorOf(app)).toMatch(/\/cdk-on-demand-backup\/Shop\/Backup\/latest is encrypted with the `historyEncryptionKey` of its backup, and CloudFormation reads no encrypted parameter/);
  });

  test('is none in another Region, account or app, where the name means another parameter', () => {
    const app = new App();
    encrypted(new Stack(app, 'Shop', { env: ENV }));
    readerIn(new Stack(app, 'OtherRegion', { env: { ...ENV, region: 'us-east-1' } }));
    readerIn(new Stack(app, 'OtherAccount', { env: { ...ENV, account: '444455556666' } }));
    expect(synthErrorOf(app)).toBe('');
    const other = new Stack(new App(), 'Restore');
    readerIn(other);
    expect(synthErrorOf(other)).toBe('');
  });
});
