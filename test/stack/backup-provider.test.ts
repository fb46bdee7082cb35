import { App, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Role } from 'aws-cdk-lib/aws-iam';
import { type OnDemandBackupProps, TimeoutAction } from 'cdk-on-demand-backup';
import { stateMachineDefinition } from '../../src/stack/state-machine-definition';
import { define, flatten, newStack, templateWith } from '../util/template';

/** What the roles of a stack may do, read from their own and their separate policies. */
function statementsOf(template: Template, rolePattern: string): object[] {
  const roles = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => new RegExp(rolePattern).test(id));
  const inline = roles.flatMap(([, { Properties }]) => (Properties.Policies ?? []) as object[])
    .map((policy) => (policy as { PolicyDocument: object }).PolicyDocument);
  const separate = Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => roles.some(([id]) => JSON.stringify(Properties.Roles).includes(`"${id}"`)))
    .map(({ Properties }) => Properties.PolicyDocument as object);
  return [...inline, ...separate].flatMap((document) => (document as { Statement: object[] }).Statement);
}

describe('the function may', () => {
  test('start jobs to the one vault, pass the one role to AWS Backup, let it create its own, describe jobs and its stack, start the state machine, write its log and its records, and nothing else', () => {
    const statements = statementsOf(templateWith(), 'HandlerRole');
    const resource = (pattern: string) => ({ 'Fn::GetAtt': [expect.stringMatching(pattern), expect.stringMatching(/Arn$/)] });
    expect(statements).toEqual(expect.arrayContaining([
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: resource('HandlerLog') },
      { Effect: 'Allow', Action: 'backup:DescribeBackupJob', Resource: '*' },
      { Effect: 'Allow', Action: 'backup:StartBackupJob', Resource: resource('Vault') },
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: resource('ProviderRole'),
        Condition: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
      },
      {
        Effect: 'Allow',
        Action: 'iam:CreateServiceLinkedRole',
        Resource: expect.anything(),
        Condition: { StringEquals: { 'iam:AWSServiceName': 'backup.amazonaws.com' } },
      },
      { Effect: 'Allow', Action: 'states:StartExecution', Resource: { Ref: expect.stringMatching('StateMachine') } },
      { Effect: 'Allow', Action: ['ssm:PutParameter', 'ssm:GetParameter', 'ssm:GetParameterHistory'], Resource: expect.anything() },
    ]));
    const asked = (statements as { Action: string; Resource: unknown }[]).find(({ Action }) => Action === 'cloudformation:DescribeStacks');
    expect(flatten(asked?.Resource)).toBe('arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/<AWS::StackName>/*');
    const created = (statements as { Action: string; Resource: unknown }[]).find(({ Action }) => Action === 'iam:CreateServiceLinkedRole');
    expect(flatten(created?.Resource)).toBe('arn:<AWS::Partition>:iam::<AWS::AccountId>:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup');
    expect(statements).toHaveLength(8);
  });

  test('describe its own stack and the outermost one, when it is nested', () => {
    const top = new Stack(new App(), 'Top', { stackName: 'shop' });
    const nested = new NestedStack(new NestedStack(top, 'Middle'), 'Inner');
    define(nested, 'Backup');
    const asked = (statementsOf(Template.fromStack(nested), 'HandlerRole') as { Action: string; Resource: unknown[] }[])
      .find(({ Action }) => Action === 'cloudformation:DescribeStacks');
    expect(asked?.Resource.map(flatten)).toEqual(['<AWS::StackName>', 'shop']
      .map((name) => `arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/${name}/*`));
  });

  test('start jobs to each vault and pass each role that a backup names, once for each', () => {
    const stack = newStack();
    const [one, two, gapped] = ['one', 'two', 'gapped'].map((name) => BackupVault.fromBackupVaultName(stack, `Vault-${name}`, name));
    const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/mine');
    define(stack, 'A', { backupVault: one, role });
    define(stack, 'B', { backupVault: two, role });
    define(stack, 'C', { backupVault: one, role, logicallyAirGappedBackupVault: gapped });
    const statements = statementsOf(Template.fromStack(stack), 'HandlerRole') as { Action: string; Resource: unknown }[];
    const started = statements.filter(({ Action }) => Action === 'backup:StartBackupJob').map(({ Resource }) => flatten(Resource));
    expect(started.map((arn) => arn.split(':').pop())).toEqual(['one', 'two', 'gapped']);
    const passed = statements.filter(({ Action }) => Action === 'iam:PassRole').map(({ Resource }) => Resource);
    expect(passed).toEqual(['arn:aws:iam::111122223333:role/mine']);
  });
});

describe('stopping and deleting', () => {
  const actionsWith = (props: Partial<OnDemandBackupProps>) => statementsOf(templateWith(props), 'HandlerRole')
    .flatMap((statement) => (statement as { Action: string | string[] }).Action).filter((action) => !/^(logs|ssm)|Start|PassRole|CreateServiceLinkedRole|Describe(BackupJob|Stacks)$/.test(action));

  test.each<[string, Partial<OnDemandBackupProps>, string[]]>([
    ['by default', {}, []],
    ['when recovery points are retained', { removalPolicy: RemovalPolicy.RETAIN }, []],
    ['when the job fails at its timeout', { onTimeout: TimeoutAction.FAIL }, []],
    ['when the job goes on at its timeout', { onTimeout: TimeoutAction.CONTINUE }, []],
    ['when the job is stopped at its timeout', { onTimeout: TimeoutAction.STOP }, ['backup:StopBackupJob']],
    ['when recovery points are destroyed', { removalPolicy: RemovalPolicy.DESTROY },
      ['backup:StopBackupJob', 'backup:DeleteRecoveryPoint', 'backup:DescribeRecoveryPoint', 'dynamodb:DeleteBackup']],
  ])('%s the function may %j %j', (_name, props, actions) => {
    expect(actionsWith(props)).toEqual(actions);
  });
});

test('the function knows how many backups its stack has', () => {
  const stack = newStack();
  for (let i = 0; i < 7; i++) { define(stack, `Backup${i}`); }
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { BACKUPS: '7' } } });
});

test('the state machine may call the one function and nothing else, for this account only', () => {
  const template = templateWith();
  expect(statementsOf(template, 'StateMachineRole')).toEqual([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [expect.stringMatching('HandlerFunction'), 'Arn'] } },
  ]);
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'states.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }],
    },
  });
});

test('the state machine has the definition of state-machine-definition.ts, with the function in it', () => {
  const [{ Properties }] = Object.values(templateWith().findResources('AWS::StepFunctions::StateMachine'));
  const text = flatten(Properties.DefinitionString);
  const [functionArn] = /<OnDemandBackupProviderHandlerFunction\w+\.Arn>/.exec(text) ?? [];
  expect(JSON.parse(text)).toEqual(stateMachineDefinition(functionArn as string));
});

test('the function is the bundle, on a current runtime, with logs that last three months and stay', () => {
  const template = templateWith();
  template.hasResourceProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Timeout: 180,
    MemorySize: 256,
    Environment: { Variables: { BACKUPS: '1' } },
    LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Match.stringLikeRegexp('HandlerLog') } },
  });
  template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain', Properties: { RetentionInDays: 90 } });
});
