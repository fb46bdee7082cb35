import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { OnDemandBackupProps } from 'cdk-on-demand-backup';
import { type Json, statementsOf } from '../util/starts';
import { define, ENV, flatten, newStack } from '../util/template';
import { idOf } from '../util/template-graph';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const HANDLER = /HandlerRoleDefaultPolicy/;
const BELOW = (stack: string) => `arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/cdk-on-demand-backup/${stack}/*`;

/** The statements of the function about parameters and keys, with flat ARNs. */
function statementsFor(stack: Stack): Json[] {
  return statementsOf(stack, HANDLER).filter(({ Action }) => /ssm|kms/.test(JSON.stringify(Action))).map((statement) => ({
    ...statement,
    Resource: flatten(statement.Resource),
    ...statement.Condition ? { Condition: { StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': conditionOf(statement) } } } : {},
  }));
}

function conditionOf({ Condition }: Json): string {
  const { StringLike, ...others } = Condition as Record<string, Json>;
  expect([others, Object.keys(StringLike)]).toEqual([{}, ['kms:EncryptionContext:PARAMETER_ARN']]);
  return flatten(StringLike['kms:EncryptionContext:PARAMETER_ARN']);
}

const withBackups = (...props: Partial<OnDemandBackupProps>[]) => {
  const stack = newStack();
  props.forEach((each, index) => define(stack, `Backup${index}`, each));
  return stack;
};

describe('the function may', () => {
  const OWN = { Effect: 'Allow', Action: ['ssm:PutParameter', 'ssm:GetParameter', 'ssm:GetParameterHistory'], Resource: BELOW('Shop') };

  test('write and read the parameters of its own stack, and no others, however many backups it has', () => {
    expect(statementsFor(withBackups({}))).toEqual([OWN]);
    expect(statementsFor(withBackups({}, { historyName: 'mine' }, {}))).toEqual([OWN]);
  });

  test('in an environment that is known, write and read those of it only', () => {
    const stack = newStack({ env: ENV, stackName: 'shop-prod' });
    define(stack, 'Backup');
    expect(statementsFor(stack)).toEqual([{ ...OWN, Resource: 'arn:<AWS::Partition>:ssm:eu-west-1:111122223333:parameter/cdk-on-demand-backup/shop-prod/*' }]);
  });

  test('in a nested stack write and read the parameters of the outermost one', () => {
    const nested = new NestedStack(new NestedStack(new Stack(new App(), 'Shop'), 'Outer'), 'Inner');
    define(nested, 'Backup');
    expect(statementsFor(nested)).toEqual([OWN]);
  });

  test('encrypt and decrypt these parameters with a key that is given, once for each key', () => {
    const key = Key.fromKeyArn(newStack(), 'Key', KEY_ARN);
    const other = Key.fromKeyArn(newStack(), 'Other', `${KEY_ARN}2`);
    const statement = (Resource: string) => ({
      Effect: 'Allow', Action: ['kms:Encrypt', 'kms:Decrypt'], Resource, Condition: { StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': BELOW('Shop') } },
    });
    const stack = withBackups({ historyEncryptionKey: key }, { historyEncryptionKey: key }, { historyEncryptionKey: other }, {});
    expect(statementsFor(stack)).toEqual([OWN, statement(KEY_ARN), statement(`${KEY_ARN}2`)]);
  });

  test('use a key of the stack', () => {
    const stack = newStack();
    const key = new Key(stack, 'Key');
    define(stack, 'Backup', { historyEncryptionKey: key });
    expect(statementsFor(stack)[1]).toMatchObject({ Action: ['kms:Encrypt', 'kms:Decrypt'], Resource: `<${idOf(key)}.Arn>` });
  });
});
