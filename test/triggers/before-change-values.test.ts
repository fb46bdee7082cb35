import { SecretValue, Stack, Token } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnTable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { flaws, guard, newTable, resource, tableResource } from './fixture';
import { partitionKey } from '../util/resources';
import { linksOf } from '../util/synth';
import { newStack } from '../util/template';

const CONTEXT = '@aws-cdk/core:defaultCrossStackReferences';
const output = (OutputName: string) => ({ 'Fn::GetStackOutput': { StackName: 'Base', OutputName } });
const valuesIn = (stack: Stack) => linksOf(stack).BeforeChange.Properties.DeployTimeValues;
const revisionIn = (stack: Stack) => linksOf(stack).BeforeChange.Properties.Revision;

/** A stack with a table that is backed up before it changes. */
function stackWithTable(change: (table: CfnTable) => void): Stack {
  const stack = newStack();
  const table = newTable(stack);
  change(table.node.defaultChild as CfnTable);
  guard(stack, tableResource(table));
  return stack;
}

/** A stack with a database that is backed up before it changes. */
function stackWithPassword(password: (stack: Stack) => string): Stack {
  const stack = newStack();
  const database = new CfnDBInstance(stack, 'Database', { masterUserPassword: password(stack) });
  guard(stack, BackupResource.fromArn(database.attrDbInstanceArn));
  return stack;
}

describe('beforeChange runs for another value', () => {
  test.each<[string, unknown]>([
    ['an output of another stack', output('Key')],
    ['a parameter of SSM', '{{resolve:ssm:/orders/key}}'],
    ['a version of a parameter of SSM', '{{resolve:ssm:/orders/key:3}}'],
  ])('of %s', (_name, key) => {
    const stack = stackWithTable((table) => { table.sseSpecification = { sseEnabled: true, kmsMasterKeyId: Token.asString(key) }; });
    expect(valuesIn(stack)).toEqual([key]);
    expect(flaws(stack)).toEqual([]);
  });

  test('of a key of another stack, however aws-cdk-lib refers to it', () => {
    const base = newStack();
    base.node.setContext(CONTEXT, 'weak');
    const stack = new Stack(base.node.root, 'Orders');
    stack.node.setContext(CONTEXT, 'weak');
    const table = new Table(stack, 'Orders', { partitionKey, encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: new Key(base, 'Key') });
    guard(stack, tableResource(table));
    const references = JSON.stringify(linksOf(stack)).match(/"Fn::(GetStackOutput)"/g) ?? [];
    const inTable = JSON.stringify(table.stack.resolve((table.node.defaultChild as CfnTable).sseSpecification)).match(/"Fn::(GetStackOutput)"/g) ?? [];
    // Weak references are newer than the oldest aws-cdk-lib that this library supports; the value of a strong one cannot change
    expect(references).toEqual(inTable);
  });
});

describe('a secret', () => {
  const passwords: [string, (name: string, stack: Stack) => string][] = [
    ['of Secrets Manager', (name) => SecretValue.secretsManager(name, { jsonField: 'password' }).unsafeUnwrap()],
    ['of Secrets Manager, in a version', (name) => SecretValue.secretsManager('Orders', { versionId: name }).unsafeUnwrap()],
    ['of SSM', (name) => SecretValue.ssmSecure(name, '1').unsafeUnwrap()],
    ['of SSM, in a version', (name) => SecretValue.ssmSecure('Orders', name === 'One' ? '1' : '2').unsafeUnwrap()],
    ['written by hand', (name) => `{{resolve:secretsmanager:${name}:SecretString:password::}}`],
  ];

  test.each(passwords)('%s is not in the custom resource, but another name or version of it is a change', (_name, make) => {
    const [one, other] = ['One', 'Two'].map((name) => stackWithPassword((stack) => make(name, stack)));
    expect(JSON.stringify(linksOf(one))).not.toContain('{{resolve');
    expect(revisionIn(other)).not.toEqual(revisionIn(one));
  });

  test('whose ARN is known at deploy time is there as the ARN', () => {
    const stack = stackWithPassword((scope) => SecretValue.secretsManager(resource(scope, 'Secret').ref).unsafeUnwrap());
    expect(JSON.stringify(linksOf(stack))).not.toContain('{{resolve');
    expect(valuesIn(stack)).toEqual([{ Ref: 'Secret' }]);
  });
});
