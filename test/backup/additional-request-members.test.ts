import { Aws, CfnParameter, Duration, Lazy } from 'aws-cdk-lib';
import { handler } from '../../lambda/backup.lambda';
import type { ExecutionState } from '../../src/request/execution/execution-state';
import { captureLogs } from '../util/logs';
import { StartRecorder } from '../util/start-recorder';
import { define, newStack, propertiesOf, requestWith, stackWith, flatten } from '../util/template';

captureLogs();

test.each<[string, Record<string, unknown>]>([
  ['a string', { NewMember: 'x' }], ['a number, 0', { NewMember: 0 }], ['false', { NewMember: false }], ['an object', { NewMember: { Deep: [{ a: null }] } }], ['two', { B: 1, A: 2 }],
])('become part of the request: %s', (_name, additionalRequestMembers) => {
  const { BackupVaultName: _vault, IamRoleArn: _role, ResourceArn: _arn, ...others } = requestWith({ additionalRequestMembers });
  expect(others).toEqual(additionalRequestMembers);
});

test('become part of the lifecycle', () => {
  const additionalRequestMembers = { Lifecycle: { NewDays: 7 } };
  expect(requestWith({ additionalRequestMembers, deleteAfter: Duration.days(35) }).Lifecycle).toEqual({ DeleteAfterDays: 35, NewDays: 7 });
  expect(requestWith({ additionalRequestMembers }).Lifecycle).toEqual({ NewDays: 7 });
});

test.each([[undefined], [{}]])('%j changes nothing', (additionalRequestMembers) => {
  expect(requestWith({ additionalRequestMembers })).toEqual(requestWith());
});

test('in another order make the same template', () => {
  const [first, second] = [{ A: 1, B: 2 }, { B: 2, A: 1 }].map((additionalRequestMembers) => propertiesOf(stackWith({ additionalRequestMembers })));
  expect(first).toEqual(second);
});

test('may contain deploy-time values', () => {
  const stack = newStack();
  const parameter = new CfnParameter(stack, 'Number', { type: 'Number' });
  define(stack, 'Backup', { additionalRequestMembers: { Days: parameter.valueAsNumber, Region: Aws.REGION, List: Lazy.list({ produce: () => ['a'] }) } });
  expect(flatten(propertiesOf(stack)[0].Request)).toContain('"Days":<Number>,"List":["a"],"Region":"<AWS::Region>"');
});

test.each<[string, unknown, string]>([
  ['a member with a prop', { StartWindowMinutes: 60 }, '`additionalRequestMembers` has StartWindowMinutes, which has a prop: use `startWindow`'],
  ['a member of the lifecycle with a prop', { Lifecycle: { DeleteAfterDays: 7 } }, '`additionalRequestMembers` has Lifecycle.DeleteAfterDays, which has a prop: use `deleteAfter`'],
  ['a list', ['NewMember'], '`additionalRequestMembers` is a list, but must be an object'],
  ['null', null, '`additionalRequestMembers` is null, but must be an object'],
  ['a member without a value', { NewMember: null }, '`additionalRequestMembers` has NewMember with the value null'],
])('are refused: %s', (_name, additionalRequestMembers, problem) => {
  expect(() => stackWith({ additionalRequestMembers: additionalRequestMembers as never })).toThrow(`the on-demand backup Shop/Backup has a problem:\n- ${problem}`);
});

test('are refused together with other problems, in one message', () => {
  expect(() => stackWith({ additionalRequestMembers: { Index: 'x' }, startWindow: Duration.minutes(5) })).toThrow(/2 problems:\n- .*additionalRequestMembers.*\n- `startWindow`/);
});

test('reach AWS Backup through the handler', async () => {
  const recorder = new StartRecorder();
  await recorder.open();
  Object.assign(process.env, { AWS_ENDPOINT_URL_BACKUP: recorder.endpoint, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' });
  try {
    const members = { NewMember: { Deep: ['x'] }, Lifecycle: { NewDays: 7 } };
    const request = { ...requestWith({ additionalRequestMembers: members, deleteAfter: Duration.days(35) }), BackupVaultName: 'vault', IamRoleArn: 'arn:aws:iam::111122223333:role/backup' };
    await handler({ Step: 'Start', State: { Request: JSON.stringify(request), WaitPolicy: { TimeoutSeconds: 60 }, IdempotencyKey: 'key' } as ExecutionState });
    expect(recorder.taken().body).toEqual({ ...request, IdempotencyToken: expect.any(String) });
  } finally {
    await recorder.close();
  }
});
