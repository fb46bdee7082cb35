
import aslValidator from 'asl-validator';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import { Deployed } from './iam/rendered-policies';
import { ENV, SCENARIOS } from './iam/scenarios';

/** The state machine as it is rendered, by a validator of the Amazon States Language that knows nothing of this project. */

type Mutable = { [key: string]: unknown; StartAt?: string; States: Record<string, Record<string, unknown>> };

function problemsOf(definition: object): string[] {
  return aslValidator(definition, { checkPaths: true, checkArn: true }).errors.map((error) => error.message ?? `${error['Error code']}: ${error.Message}`);
}

/** What the fields of the validator's schema do not say: each state is reached, each value that a state reads is one that the function returns. */
function unreachable({ StartAt, States }: Mutable): string[] {
  const reached = new Set<string>();
  const visit = (name: string | undefined): void => {
    if (name === undefined || reached.has(name)) { return; }
    reached.add(name);
    [...JSON.stringify(States[name] ?? {}).matchAll(/"(?:Next|Default)":"([^"]+)"/g)].forEach(([, next]) => visit(next));
  };
  visit(StartAt);
  return Object.keys(States).filter((name) => !reached.has(name));
}

const MANY = 60;
const many = () => {
  const stack = new Stack(new App(), 'Shop', { env: ENV });
  for (let index = 0; index < MANY; index++) {
    new OnDemandBackup(stack, `Backup${index}`, {
      resource: BackupResource.fromArn(`arn:aws:dynamodb:eu-west-1:111122223333:table/orders${index}`), timeout: Duration.minutes(index + 1),
    });
  }
  return new Deployed(stack, 'Shop');
};
const VARIATIONS = [...SCENARIOS.map(({ name, deployed }) => [name, deployed] as const), [`${MANY} backups`, many] as const];

afterAll(() => process.stdout.write(`state machine: ${VARIATIONS.length} rendered definitions valid\n`));

test.each(VARIATIONS)('the state machine is valid: %s', (_name, deployed) => {
  const definition = deployed().definition();
  expect(problemsOf(definition)).toEqual([]);
  expect(unreachable(definition as Mutable)).toEqual([]);
});

describe('the validator finds', () => {
  const valid = SCENARIOS[0].deployed().definition();
  const statesOf = (type: string) => Object.entries((valid as Mutable).States).filter(([, { Type }]) => Type === type).map(([name]) => name);
  const broken = (change: (copy: Mutable) => void): string[] => {
    const copy = structuredClone(valid) as Mutable;
    change(copy);
    return [...problemsOf(copy), ...unreachable(copy)];
  };

  test.each(Object.keys((valid as Mutable).States))('that %s is gone', (name) => {
    expect(broken(({ States }) => { delete States[name]; })).not.toEqual([]);
  });

  test.each(Object.keys((valid as Mutable).States))('that %s has no type', (name) => {
    expect(broken(({ States }) => { delete States[name].Type; })).not.toEqual([]);
  });

  test.each(statesOf('Task'))('that %s has no resource, no next state, or a retry without errors', (name) => {
    expect(broken(({ States }) => { delete States[name].Resource; })).not.toEqual([]);
    expect(broken(({ States }) => { delete States[name].Next; })).not.toEqual([]);
    expect(broken(({ States }) => { States[name].Retry = [{ MaxAttempts: 3 }]; })).not.toEqual([]);
    expect(broken(({ States }) => { States[name].Retry = [{ ErrorEquals: ['States.ALL'], BackoffRate: 'two' }]; })).not.toEqual([]);
  });

  test.each(statesOf('Wait'))('that %s waits for two things, or by a path that is none', (name) => {
    expect(broken(({ States }) => { States[name].Seconds = 3; })).not.toEqual([]);
    expect(broken(({ States }) => { States[name].SecondsPath = 'WaitSeconds'; })).not.toEqual([]);
  });

  test('that nothing starts it', () => {
    expect(broken((copy) => { delete copy.StartAt; })).not.toEqual([]);
    expect(broken((copy) => { copy.StartAt = 'Begin'; })).not.toEqual([]);
  });

  test('a state that nothing leads to', () => {
    expect(broken(({ States }) => { States.Lonely = { Type: 'Succeed' }; })).not.toEqual([]);
  });
});
