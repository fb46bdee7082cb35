import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import { isAllowed, problemsOfStatement } from './iam/authorize';
import { callsOf } from './iam/calls';
import { RECOVERY_POINTS } from './iam/recovery-points';
import { Deployed } from './iam/rendered-policies';
import { ENV, type Scenario, SCENARIOS, STACK_NAME } from './iam/scenarios';
import type { Call, Statement } from './iam/statement';

/** The function's calls against AWS's public service authorization data: where a statement is too narrow or too wide, one of these fails. */

const HANDLER = /^OnDemandBackupProviderHandlerRole/;
const VIA_BACKUP = { 'aws:CalledVia': ['backup.amazonaws.com'] };
const ROLES: readonly RegExp[] = [HANDLER, /^OnDemandBackupProviderStateMachineRole/, /^(?!OnDemandBackupProvider(Handler|StateMachine)Role)/];
const figures = { allowed: 0, denied: 0, statements: 0, forbidden: new Set<string>() };

async function judge(call: Call, expected: boolean, statements: readonly Statement[]): Promise<boolean> {
  const allowed = await isAllowed(call, statements);
  figures[expected ? 'allowed' : 'denied']++;
  return allowed;
}

/** The calls of a scenario whose permission is not as it should be. */
async function mistakesOf({ rights }: Scenario, deployed: Deployed, statements: readonly Statement[]): Promise<string[]> {
  const mistakes: string[] = [];
  for (const call of callsOf(deployed)) {
    const expected = call.when === 'always' || (call.when !== 'never' && rights.includes(call.when));
    if (!expected) { figures.forbidden.add(call.name); }
    if (await judge(call, expected, statements) !== expected) { mistakes.push(`may ${expected ? 'not ' : ''}${call.name}: ${call.action} on ${call.resource}`); }
  }
  return mistakes;
}

afterAll(() => {
  process.stdout.write(`permissions: ${SCENARIOS.length + Object.keys(RECOVERY_POINTS).length} stacks, ${figures.statements} statements, `
    + `${figures.allowed} calls allowed as needed, ${figures.denied} denied (${figures.forbidden.size} different ones)\n`);
});

describe.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
  const deployed = scenario.deployed();

  test('the function may make its calls, and no other', async () => {
    expect(await mistakesOf(scenario, deployed, deployed.statementsOf(HANDLER))).toEqual([]);
  });

  test('each statement of each role can take effect', async () => {
    const statements = ROLES.flatMap((role) => deployed.statementsOf(role));
    figures.statements += statements.length;
    expect((await Promise.all(statements.map(problemsOfStatement))).flat()).toEqual([]);
  });
});

test('at least 40 calls are forbidden to each stack', () => {
  expect(Math.min(...SCENARIOS.map(({ deployed }) => callsOf(deployed()).filter(({ when }) => when === 'never').length))).toBeGreaterThanOrEqual(40);
});

describe.each(Object.entries(RECOVERY_POINTS))('recovery points of %s that are destroyed', (_type, { resource, arns, owners, others: siblings = [] }) => {
  const stack = new Stack(new App(), STACK_NAME, { env: ENV });
  new OnDemandBackup(stack, 'Backup', { resource: BackupResource.fromArn(resource), removalPolicy: RemovalPolicy.DESTROY });
  const statements = new Deployed(stack, STACK_NAME).statementsOf(HANDLER);

  test('the function may delete, through AWS Backup only', async () => {
    for (const arn of arns) {
      for (const name of ['DeleteRecoveryPoint', 'DescribeRecoveryPoint']) {
        expect(`${name} on ${arn}: ${await judge({ action: `backup:${name}`, resource: arn }, true, statements)}`).toMatch(/true$/);
      }
    }
    for (const { action, resources } of owners) {
      for (const each of resources) {
        expect(`${action} on ${each}: ${await judge({ action, resource: each, context: VIA_BACKUP }, true, statements)}`).toMatch(/true$/);
        expect(`${action} on ${each} itself: ${await judge({ action, resource: each }, false, statements)}`).toMatch(/false$/);
      }
    }
  });

  // Four types have such an ARN: the statements are those of all types
  (resource.includes(':cluster:orders') ? test.skip : test)('the function may delete none of the other types', async () => {
    const own = [...arns, ...siblings, ...owners.flatMap(({ resources }) => resources)];
    const others = Object.values(RECOVERY_POINTS).flatMap((other) => other.arns).filter((arn) => !own.includes(arn));
    for (const arn of others) {
      expect(`${arn}: ${await judge({ action: 'backup:DeleteRecoveryPoint', resource: arn }, false, statements)}`).toMatch(/false$/);
    }
  });
});

describe('the other roles', () => {
  const deployed = SCENARIOS[0].deployed();
  const functionArn = deployed.arn('AWS::Lambda::Function');
  const machine = deployed.arn('AWS::StepFunctions::StateMachine');

  test.each<[string, Call, boolean]>([
    ['call the function', { action: 'lambda:InvokeFunction', resource: functionArn }, true],
    ['call another function', { action: 'lambda:InvokeFunction', resource: `${functionArn}2` }, false],
    ['call a version of the function', { action: 'lambda:InvokeFunction', resource: `${functionArn}:1` }, false],
    ['start an execution', { action: 'states:StartExecution', resource: machine }, false],
    ['start a job', { action: 'backup:StartBackupJob', resource: deployed.arn('AWS::Backup::BackupVault') }, false],
  ])('the state machine may %s: %j, %s', async (_name, call, expected) => {
    expect(await judge(call, expected, deployed.statementsOf(/StateMachineRole/))).toBe(expected);
  });

  test.each(['onSchedule', 'onEvent', 'onRule'])('%s may start the state machine and nothing else', async (name) => {
    const scenario = SCENARIOS.find((each) => each.name === name) as Scenario;
    const stack = scenario.deployed();
    const own = stack.statementsOf(/^OnDemandBackupProviderStateMachineEventsRole|^(?!OnDemandBackupProvider)/);
    const calls = callsOf(stack).filter(({ action }) => action !== 'states:StartExecution');
    expect(await judge({ action: 'states:StartExecution', resource: stack.arn('AWS::StepFunctions::StateMachine') }, true, own)).toBe(true);
    for (const call of calls) { expect(`${call.name}: ${await judge(call, false, own)}`).toMatch(/false$/); }
  });
});

describe('the calls here are those of the function', () => {
  /** The services of the clients, as IAM names them. */
  const SERVICES: Readonly<Record<string, string>> = {
    'backup': 'backup', 'cloudformation': 'cloudformation', 'fsx': 'fsx', 'redshift-serverless': 'redshift-serverless', 'sfn': 'states', 'ssm': 'ssm',
  };

  test('each operation that lambda/aws/aws-client.ts imports is allowed somewhere, and nothing else is but logs and roles', () => {
    const source = readFileSync(join(__dirname, '..', '..', 'lambda', 'aws', 'aws-client.ts'), 'utf8');
    const imported = [...source.matchAll(/import \{([^}]+)\} from '@aws-sdk\/client-([\w-]+)'/g)].flatMap(([, names, client]) =>
      [...names.matchAll(/(\w+)Command/g)].map(([, name]) => `${SERVICES[client]}:${name}`));
    const allowed = callsOf(SCENARIOS[0].deployed()).filter(({ when }) => when !== 'never').map(({ action }) => action)
      .filter((action) => !/^(logs|iam):|^dynamodb:DeleteBackup$/.test(action));
    expect(imported.length).toBeGreaterThan(9);
    expect([...new Set(allowed)].sort()).toEqual([...new Set(imported)].sort());
  });
});

describe('the simulation itself', () => {
  const scenario = SCENARIOS.find(({ name }) => name === 'beforeChange of a table in a nested stack') as Scenario;
  const deployed = scenario.deployed();
  const statements = deployed.statementsOf(HANDLER);

  test.each(statements.map((statement) => [statement.Action.join(', '), statement] as const))('finds that the statement for %s is gone', async (_name, gone) => {
    expect(await mistakesOf(scenario, deployed, statements.filter((statement) => statement !== gone))).not.toEqual([]);
  });

  test.each<[string, Statement, string]>([
    ['starts in all vaults', { Effect: 'Allow', Action: ['backup:StartBackupJob'], Resource: ['*'], Condition: {} }, 'may start a job in another vault'],
    ['has no condition', { Effect: 'Allow', Action: ['iam:PassRole'], Resource: [deployed.arn('AWS::IAM::Role', /ProviderRole/)], Condition: {} }, 'may pass its role to Lambda'],
    ['has a wildcard', { Effect: 'Allow', Action: ['backup:*'], Resource: ['*'], Condition: {} }, 'may unlock its vault'],
  ])('finds that a statement %s', async (_name, wide, mistake) => {
    expect(await mistakesOf(scenario, deployed, [...statements, wide])).toContainEqual(expect.stringContaining(mistake));
  });

  test('finds a denial', async () => {
    const denial: Statement = { Effect: 'Deny', Action: ['*'], Resource: ['*'], Condition: {} };
    expect(await isAllowed({ action: 'backup:DescribeBackupJob', resource: '*' }, [...statements, denial])).toBe(false);
  });

  test.each<[string, Partial<Statement>, string]>([
    ['an action that does not exist', { Action: ['backup:StartJob'] }, 'is no action of AWS'],
    ['an action without resource types on a resource', { Action: ['backup:DescribeBackupJob'], Resource: ['arn:aws:backup:eu-west-1:111122223333:backup-vault:a'] }, 'is allowed by * only'],
    ['a condition key of another action', { Action: ['backup:StartBackupJob'], Condition: { StringEquals: { 'iam:PassedToService': ['a'] } } }, 'has no condition key'],
    ['a resource of another service', { Action: ['backup:StartBackupJob'], Resource: ['arn:aws:s3:::bucket'] }, 'none is authorised on'],
  ])('finds %s', async (_name, members, problem) => {
    expect(await problemsOfStatement({ Effect: 'Allow', Action: [], Resource: ['*'], Condition: {}, ...members })).toContainEqual(expect.stringContaining(problem));
  });

  test('refuses a call that no service authorises', async () => {
    await expect(isAllowed({ action: 'backup:StartBackupJob', resource: 'arn:aws:s3:::bucket' }, [])).rejects.toThrow('is authorised on');
    await expect(isAllowed({ action: 'backup:StartJob', resource: '*' }, [])).rejects.toThrow('is no action');
  });
});
