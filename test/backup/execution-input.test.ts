import { Duration, Fn } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type OnDemandBackupProps, TimeoutAction } from 'cdk-on-demand-backup';
import { tableWith } from '../triggers/fixture';
import { historyOf } from '../util/starts';
import { linksOf } from '../util/synth';
import { define, flatten, newStack, TABLE_ARN } from '../util/template';
import { idOf } from '../util/template-graph';

describe('the execution input', () => {
  const inputOf = (props: Partial<OnDemandBackupProps>, idempotencyKey = 'once') => {
    const stack = newStack();
    const backup = define(stack, 'Backup', props);
    return JSON.parse(flatten(stack.resolve(backup.executionInput(idempotencyKey)))) as Record<string, unknown>;
  };

  test('is what the state machine needs to run the backup without a response', () => {
    expect(inputOf({ triggers: [], recoveryPointTags: { Release: '"1"' } }, '<schedule "x"> at <time>')).toEqual({
      Request: expect.any(String),
      ResourceType: 'DynamoDB',
      WaitPolicy: { TimeoutSeconds: 14 * 24 * 3600 },
      IdempotencyKey: '<schedule "x"> at <time>',
      History: historyOf('on-request'),
    });
    expect(JSON.parse(inputOf({ recoveryPointTags: { Release: '"1"' } }).Request as string)).toMatchObject({ ResourceArn: TABLE_ARN, RecoveryPointTags: { Release: '"1"' } });
  });

  test('has the request of the custom resource, including its deploy-time values', () => {
    const { stack, backup } = tableWith({});
    const { Request } = JSON.parse(flatten(stack.resolve(backup.executionInput('x')))) as { Request: string };
    expect(JSON.parse(Request)).toEqual(JSON.parse(flatten(linksOf(stack).OnDeploy.Properties.Request)));
  });

  test('may have an idempotency key that is known only at deploy time', () => {
    const stack = newStack();
    const input = define(stack, 'Backup').executionInput(`of ${Fn.importValue('Release')}`);
    expect(flatten(stack.resolve(input))).toContain('"IdempotencyKey":"of <Fn::ImportValue>"');
  });

  test('has the wait policy of a job that nobody waits for', () => {
    expect(inputOf({ timeout: Duration.hours(8), onTimeout: TimeoutAction.STOP, failOnIssues: true }).WaitPolicy).toEqual({ TimeoutSeconds: 28800, OnTimeout: 'STOP', FailOnIssues: true });
  });

  test('is an error with an idempotencyToken, with which only the first execution would make a backup', () => {
    expect(() => define(newStack(), 'Backup', { idempotencyToken: 't' }).executionInput('x')).toThrow(/`idempotencyToken` does not go with executionInput/);
  });
});

test('grantStart allows a grantee to start the state machine, and nothing else', () => {
  const stack = newStack();
  const starter = new Role(stack, 'Starter', { assumedBy: new ServicePrincipal('x.amazonaws.com') });
  const backup = define(stack, 'Backup');
  expect(backup.grantStart(starter).success).toBe(true);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: 'states:StartExecution', Effect: 'Allow', Resource: stack.resolve(backup.stateMachine.stateMachineArn) as object }] },
    Roles: [{ Ref: idOf(starter) }],
  });
});
