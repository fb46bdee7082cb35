import { point } from './reuse/fixture';
import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { idempotencyToken } from '../../../lambda/job/idempotency-token';
import type { ListedJob } from '../../../lambda/job/job-record';
import { startStep } from '../../../lambda/steps/start-step';
import { Environment } from '../../../src/request/names';
import {
  responseAddress, FULL_REQUEST, waitPolicy, JOB_ID, executionState, OTHER_JOB_ID, RECOVERY_POINT_ARN, REQUEST, requestJson, RESOURCE_ARN, runningJob,
  startedJob,
} from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const FAILURES = [new TryAgainLaterError('busy'), new NotYetPermittedError('not spread'), new RefusedError('no'), new Error('boom')];

describe('without a job', () => {
  test('starts one and keeps what the service returned', async () => {
    const aws = new FakeAws().onStart(JOB_ID);
    const state = executionState({ ResponseAddress: responseAddress(), ResourceType: 'EFS' });
    const after = await startStep(state, aws.client);
    expect(after).toEqual({ ...state, Job: startedJob(), Attempt: 0, Next: 'WAIT', WaitSeconds: 5 });
    expect(lines).toEqual([{ level: 'info', message: 'job started', step: 'Start', jobId: JOB_ID, resourceArn: RESOURCE_ARN }]);
    expect(aws.stackCalls).toEqual([]);
  });

  test.each([['the shortest', REQUEST], ['a long', { ...REQUEST, StartWindowMinutes: 60, CompleteWindowMinutes: 180, RecoveryPointTags: { a: 'b' }, Lifecycle: { DeleteAfterDays: 30 } }]])(
    'sends %s request, with a token', async (_what, request) => {
      const aws = new FakeAws().onStart(JOB_ID);
      const state = executionState({ Request: JSON.stringify(request) });
      await startStep(state, aws.client);
      expect(aws.startCalls).toEqual([{ ...request, IdempotencyToken: idempotencyToken(state.IdempotencyKey, RESOURCE_ARN) }]);
    });

  test('the token is the same for the same idempotency key and different for the next', async () => {
    const aws = new FakeAws().onStart(JOB_ID, JOB_ID, JOB_ID, JOB_ID);
    await startStep(executionState({ IdempotencyKey: 'one' }), aws.client);
    await startStep(executionState({ IdempotencyKey: 'one', Deadline: '2030-01-01T00:00:00Z' }), aws.client);
    await startStep(executionState({ IdempotencyKey: 'two' }), aws.client);
    await startStep(executionState({ IdempotencyKey: 'one', Request: requestJson({ ResourceArn: RESOURCE_ARN.replace('fs-0', 'fs-1') }) }), aws.client);
    const [first, again, next, elsewhere] = aws.startCalls.map(({ IdempotencyToken }) => IdempotencyToken);
    expect(again).toBe(first);
    expect(new Set([first, next, elsewhere]).size).toBe(3);
  });

  test('tags the recovery point with what it comes from, with each attempt alike', async () => {
    const aws = new FakeAws().onStart(new ThrottledError('slow'), JOB_ID);
    const Recorded = { trigger: 'on-deploy', fingerprint: 'f', formerFingerprint: '', revision: '1.4', stackId: 's', requestId: 'r', logicalId: 'l' };
    const state = executionState({ History: { Path: '/cdk-on-demand-backup/shop/OrdersBackup', Recorded }, Request: requestJson({ RecoveryPointTags: { team: 'orders' } }) });
    const after = await startStep(await startStep(state, aws.client), aws.client);
    const RecoveryPointTags = {
      'team': 'orders',
      'cdk-on-demand-backup:stack': 'shop',
      'cdk-on-demand-backup:path': 'OrdersBackup',
      'cdk-on-demand-backup:trigger': 'on-deploy',
      'cdk-on-demand-backup:revision': '1.4',
    };
    expect(aws.startCalls.map((call) => call.RecoveryPointTags)).toEqual([RecoveryPointTags, RecoveryPointTags]);
    expect(after.Request).toBe(state.Request);
  });

  test('the token of the user wins', async () => {
    const aws = new FakeAws().onStart(JOB_ID);
    await startStep(executionState({ Request: requestJson({ IdempotencyToken: FULL_REQUEST.IdempotencyToken }) }), aws.client);
    expect(aws.startCalls[0].IdempotencyToken).toBe('my-own-token');
  });

  test.each(FAILURES)('throws what the start throws: %p', async (error) => {
    await expect(startStep(executionState(), new FakeAws().onStart(error).client)).rejects.toBe(error);
  });
});

describe('what is next', () => {
  test.each([
    ['the deployment waits for the end', {}, responseAddress(), 'WAIT'],
    ['it waits for the start only', { Accepted: true }, responseAddress(), 'RESPOND'],
    ['it got its response already', { Accepted: true }, undefined, 'WAIT'],
    ['nobody ever waited', {}, undefined, 'WAIT'],
  ])('when %s', async (_what, how, ResponseAddress, Next) => {
    const after = await startStep(executionState({ WaitPolicy: waitPolicy(how), ResponseAddress }), new FakeAws().onStart(JOB_ID).client);
    expect(after).toMatchObject({ Next, Job: startedJob() });
  });

  test('counts from what the execution has waited already', async () => {
    const after = await startStep(executionState({ WaitedSeconds: 240 }), new FakeAws().onStart(JOB_ID).client);
    expect(after).toMatchObject({ WaitedSeconds: 240, WaitSeconds: 60 });
  });
});

describe('a start that is throttled', () => {
  const THROTTLED = new ThrottledError('StartBackupJob: ThrottlingException: slow down');
  beforeEach(() => { jest.spyOn(Math, 'random').mockReturnValue(0.5); });
  afterEach(() => { delete process.env[Environment.BACKUPS]; });

  test.each([
    ['the first time, alone', undefined, undefined, 1, 4],
    ['the first time, one of few', '20', undefined, 1, 4],
    ['the first time, one of many', '400', undefined, 1, 41],
    ['again, one of many', '400', 1, 2, 4],
    ['for the eighth time', '400', 7, 8, 4],
    ['with an invalid number', 'many', undefined, 1, 4],
  ])('%s, waits and has no job', async (_what, backups, Attempt, attempts, WaitSeconds) => {
    if (backups !== undefined) { process.env[Environment.BACKUPS] = backups; }
    const state = executionState({ Attempt, WaitedSeconds: 3, WaitPolicy: waitPolicy({ Accepted: true }), ResponseAddress: responseAddress() });
    expect(await startStep(state, new FakeAws().onStart(THROTTLED).client)).toEqual({ ...state, Attempt: attempts, Next: 'WAIT', WaitSeconds });
    expect(lines).toEqual([{ level: 'warn', message: 'the start was throttled', step: 'Start', resourceArn: RESOURCE_ARN, reason: THROTTLED.message }]);
  });

  test('is retried with the same token, and counts from 0 once it succeeded', async () => {
    const aws = new FakeAws().onStart(THROTTLED, THROTTLED, JOB_ID);
    const once = await startStep(executionState(), aws.client);
    const twice = await startStep(once, aws.client);
    expect(await startStep(twice, aws.client)).toMatchObject({ Attempt: 0, Job: { BackupJobId: JOB_ID } });
    expect(new Set(aws.startCalls.map(({ IdempotencyToken }) => IdempotencyToken)).size).toBe(1);
  });
});

describe('a resource that only CloudFormation knows', () => {
  const { ResourceArn, ...WITHOUT_ARN } = REQUEST;
  const TABLE_ARN = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders-Table-1A2B3C';
  const state = executionState({
    Request: JSON.stringify(WITHOUT_ARN),
    Trigger: 'BEFORE_CHANGE',
    Resource: { StackName: 'orders', LogicalResourceIds: ['Table'], Type: 'AWS::DynamoDB::Table' },
    ResponseAddress: responseAddress(),
  });

  test('is backed up, and not located again', async () => {
    const aws = new FakeAws().onStackResource('orders-Table-1A2B3C').onStart(new ThrottledError('slow down'), JOB_ID);
    const throttled = await startStep(state, aws.client);
    expect(await startStep(throttled, aws.client)).toMatchObject({ Next: 'WAIT', Job: { BackupJobId: JOB_ID } });
    expect(aws.stackResourceCalls).toEqual([['orders', 'Table']]);
    expect(aws.startCalls.map((request) => request.ResourceArn)).toEqual([TABLE_ARN, TABLE_ARN]);
    expect(aws.startCalls[1].IdempotencyToken).toBe(idempotencyToken(state.IdempotencyKey, TABLE_ARN));
  });

  test('is checked by the rules as any other', async () => {
    const Request = JSON.stringify({ ...WITHOUT_ARN, BackupOptions: { WindowsVSS: 'enabled' } });
    await expect(startStep({ ...state, Request }, new FakeAws().onStackResource('orders').client)).rejects.toThrow('windowsVss');
  });

  test('starts nothing when it does not exist', async () => {
    const aws = new FakeAws().onStackResource(new NotFoundError('Resource Table does not exist for stack orders'));
    expect(await startStep(state, aws.client)).toMatchObject({ Outcome: 'skipped', Next: 'FINISH', Skipped: expect.stringContaining('Table') });
    expect(aws.startCalls).toEqual([]);
  });

  test.each(FAILURES)('throws what the call throws: %p', async (error) => {
    await expect(startStep(state, new FakeAws().onStackResource(error).client)).rejects.toBe(error);
  });
});

describe('a job that another custom resource should have started', () => {
  const BEGAN = new Date('2025-11-23T04:00:00.000Z');
  const ResponseAddress = responseAddress({ RequestType: 'Delete', PhysicalResourceId: 'not-started-x' });
  const state = executionState({ Continued: true, Trigger: 'ON_DELETE', ResponseAddress });
  const deleting = () => new FakeAws().onStack({ StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: BEGAN });
  const { BackupVaultName: vaultName, IamRoleArn: roleArn } = REQUEST;
  const listed: ListedJob = { job: runningJob({ BackupJobId: OTHER_JOB_ID }), vaultName, roleArn, isPlanned: false };

  test('is taken up, and none is started', async () => {
    const aws = deleting().onList([listed]);
    const ExistingJob = { BackupJobId: OTHER_JOB_ID };
    expect(await startStep(state, aws.client)).toEqual({ ...state, Job: listed.job, ExistingJob, Next: 'WAIT', WaitSeconds: 0 });
    expect(aws.listCalls).toEqual([[RESOURCE_ARN, BEGAN.toISOString()]]);
    expect(aws.startCalls).toEqual([]);
  });

  test('is started when none exists', async () => {
    const aws = deleting().onList([]).onStart(JOB_ID);
    expect(await startStep(state, aws.client)).toMatchObject({ Job: { BackupJobId: JOB_ID }, Next: 'WAIT' });
  });

  test.each(FAILURES)('throws what the list throws, and starts none: %p', async (error) => {
    await expect(startStep(state, deleting().onList(error).client)).rejects.toBe(error);
  });

  test('is not searched for by an execution that nobody waits for, which has no stack', async () => {
    const aws = new FakeAws().onStart(JOB_ID);
    expect(await startStep({ ...state, ResponseAddress: undefined }, aws.client)).toMatchObject({ Job: { BackupJobId: JOB_ID } });
    expect(aws.stackCalls).toEqual([]);
  });
});

test('a wrong request starts nothing', async () => {
  await expect(startStep(executionState({ Request: '{' }), new FakeAws().client)).rejects.toThrow('not JSON');
});

test('an existing job is followed, whatever the request, and none is started', async () => {
  const aws = new FakeAws().onDescribe(runningJob({ BackupJobId: OTHER_JOB_ID }));
  const after = await startStep(executionState({ ExistingJob: { BackupJobId: OTHER_JOB_ID }, Request: '{' }), aws.client);
  expect(after).toMatchObject({ Next: 'WAIT', Job: { BackupJobId: OTHER_JOB_ID } });
  expect(aws.describeCalls).toEqual([OTHER_JOB_ID]);
  expect(aws.startCalls).toEqual([]);
});

describe('a recovery point that is young enough', () => {
  const reusing = (overrides: Parameters<typeof executionState>[0] = {}) =>
    executionState({ StartPolicy: { MaxAgeSeconds: 3600, ReuseFrom: 'VAULT' }, ResponseAddress: responseAddress(), ...overrides });
  const young = () => [point({ CreationDate: new Date(Date.now() - 60_000) })];

  test('is used, and nothing is started', async () => {
    const aws = new FakeAws().onListPoints(young());
    expect(await startStep(reusing(), aws.client)).toMatchObject({ Outcome: 'reused', Next: 'FINISH', Job: { RecoveryPointArn: RECOVERY_POINT_ARN } });
    expect(aws.startCalls).toEqual([]);
  });

  test('ends a deployment that does not wait for the end of its job, too', async () => {
    expect(await startStep(reusing({ WaitPolicy: waitPolicy({ Accepted: true }) }), new FakeAws().onListPoints(young()).client)).toMatchObject({ Outcome: 'reused', Next: 'FINISH' });
  });

  test('is looked for before a start that is throttled, and not again', async () => {
    const aws = new FakeAws().onListPoints([]).onStart(new ThrottledError('slow'), JOB_ID);
    await startStep(await startStep(reusing(), aws.client), aws.client);
    expect(aws.listPointCalls).toHaveLength(1);
    expect(aws.startCalls).toHaveLength(2);
  });

  test('is not looked for when a request of the same operation has its job', async () => {
    const began = new Date(Date.now() - 60_000);
    const job = { ...runningJob({ CreationDate: new Date().toISOString() }) };
    const aws = new FakeAws().onStack({ StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: began })
      .onList([{ job, vaultName: REQUEST.BackupVaultName, roleArn: REQUEST.IamRoleArn, isPlanned: false }]);
    expect((await startStep(reusing({ Continued: true }), aws.client)).Job?.BackupJobId).toBe(JOB_ID);
    expect(aws.listPointCalls).toEqual([]);
  });

  test('is used in the next custom resource of a deletion, if it was used in the first', async () => {
    const aws = new FakeAws().onStack({ StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: new Date() }).onList([]).onListPoints(young());
    expect((await startStep(reusing({ Continued: true }), aws.client)).Outcome).toBe('reused');
  });

  test('does not hide a problem of the request', async () => {
    await expect(startStep(reusing({ Request: requestJson({ Lifecycle: { DeleteAfterDays: 0.5 } }) }), new FakeAws().client)).rejects.toThrow('`deleteAfter`');
  });
});
