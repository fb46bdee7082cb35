import { setImmediate as nextTurn } from 'node:timers/promises';
import { AwsClient } from '../../../lambda/aws/aws-client';
import {
  IncompleteResponseError, NotFoundError, NotReadyError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError,
} from '../../../lambda/aws/errors';
import type { ExecutionInput } from '../../../src/request/execution/execution-state';
import { BackupStandIn, type FaultSpec } from '../../../stand-in';
import { responseAddress, FULL_REQUEST, JOB_ID, STATE_MACHINE_ARN, executionState, REQUEST, REQUEST_ID, RESOURCE_ARN } from '../../util/events';
import { FakeJson } from '../../util/fake-json';
import { FakeStacks } from '../../util/fake-stacks';
import { FakeStates } from '../../util/fake-states';
import { recogniseNodeErrors } from '../../util/node-errors';

recogniseNodeErrors();

/** The real SDK, over HTTP, against an imitation of each service. */
const standIn = new BackupStandIn({ clock: { manual: true }, quotas: false });
const states = new FakeStates();
const stacks = new FakeStacks();
const jsonService = new FakeJson();
const WITH_TOKEN = { ...REQUEST, IdempotencyToken: 'token' };
let aws: AwsClient;

beforeAll(async () => {
  await Promise.all([states.open(), stacks.open(), jsonService.open()]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_BACKUP: await standIn.start(),
    AWS_ENDPOINT_URL_SSM: standIn.endpoint,
    AWS_ENDPOINT_URL_SFN: states.endpoint,
    AWS_ENDPOINT_URL_CLOUDFORMATION: stacks.endpoint,
    AWS_ENDPOINT_URL_FSX: jsonService.endpoint,
    AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS: jsonService.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
});
beforeEach(() => {
  standIn.reset();
  states.reset();
  stacks.reset();
  jsonService.reset();
  aws = new AwsClient();
});
afterAll(() => Promise.all([standIn.stop(), states.close(), stacks.close(), jsonService.close()]));

type ErrorClass = new (message: string) => Error;

async function failureOf(call: Promise<unknown>): Promise<Error> {
  const error: unknown = await call.then(() => 'no error', (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}

/** Faults that any operation of AWS Backup may have. The client retries none of them: the state machine does. */
const EACH: [string, FaultSpec, ErrorClass][] = [
  ['InvalidParameterValueException', { kind: 'error', error: 'InvalidParameterValueException' }, RefusedError],
  ['MissingParameterValueException', { kind: 'error', error: 'MissingParameterValueException' }, RefusedError],
  ['ServiceUnavailableException', { kind: 'error', error: 'ServiceUnavailableException' }, TryAgainLaterError],
  ['AccessDeniedException', { kind: 'error', error: 'AccessDeniedException' }, NotYetPermittedError],
  ['UnrecognizedClientException', { kind: 'error', error: 'UnrecognizedClientException' }, NotYetPermittedError],
  ['OptInRequired', { kind: 'error', error: 'OptInRequired' }, RefusedError],
  ['ThrottlingException', { kind: 'throttle' }, ThrottledError],
  ['InternalFailure', { kind: 'error', error: 'InternalFailure' }, TryAgainLaterError],
  ['RequestTimeoutException', { kind: 'error', error: 'RequestTimeoutException' }, TryAgainLaterError],
  ['a reset', { kind: 'reset' }, TryAgainLaterError],
  ['a 502 in HTML', { kind: 'http', status: 502 }, TryAgainLaterError],
  ['a 429 in HTML', { kind: 'http', status: 429 }, ThrottledError],
  ['a body that is no JSON', { kind: 'malformed', body: 'invalid-json' }, TryAgainLaterError],
  ['an empty body', { kind: 'malformed', body: 'empty' }, TryAgainLaterError],
];

describe('startBackupJob', () => {
  test('sends all eleven members as given, and no other', async () => {
    standIn.faults.add({ kind: 'http', status: 200, body: `{"BackupJobId":"${JOB_ID}"}`, contentType: 'application/json' });
    await expect(aws.startBackupJob(FULL_REQUEST)).resolves.toMatchObject({ BackupJobId: JOB_ID });
    const [{ method, path, query, body, headers }] = standIn.requests;
    expect({ method, path, query }).toEqual({ method: 'PUT', path: '/backup-jobs', query: {} });
    expect(JSON.parse(body)).toStrictEqual(FULL_REQUEST);
    expect(Object.keys(JSON.parse(body) as object)).toHaveLength(11);
    expect(headers['user-agent']).toContain('cdk-on-demand-backup');
  });

  test('sends no other members', async () => {
    await aws.startBackupJob(WITH_TOKEN);
    expect(JSON.parse(standIn.requests[0].body)).toStrictEqual(WITH_TOKEN);
  });

  test('returns what is known of the job, as strings', async () => {
    const { CreationDate, RecoveryPointArn, ...job } = await aws.startBackupJob(WITH_TOKEN);
    const [{ BackupJobId }] = standIn.jobs;
    expect(job).toEqual({ ...Object.fromEntries(Object.keys(job).map((member) => [member, ''])), BackupJobId, ResourceArn: RESOURCE_ARN });
    expect(CreationDate).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(RecoveryPointArn).toMatch(/^arn:aws:backup:.*:recovery-point:/); // EFS has it at once
  });

  test('returns the same job for a repeated token', async () => {
    const { BackupJobId } = await aws.startBackupJob(WITH_TOKEN);
    await expect(aws.startBackupJob(WITH_TOKEN)).resolves.toMatchObject({ BackupJobId });
    expect(standIn.jobs).toHaveLength(1);
  });

  test('starts one job when the response got lost and the state machine retries', async () => {
    standIn.faults.add({ kind: 'reset', when: 'after', times: 1 });
    expect(await failureOf(aws.startBackupJob(WITH_TOKEN))).toBeInstanceOf(TryAgainLaterError);
    await aws.startBackupJob(WITH_TOKEN);
    expect(standIn.requests).toHaveLength(2);
    expect(standIn.jobs).toHaveLength(1);
  });

  test.each<[string, FaultSpec, ErrorClass]>([
    ...EACH.filter(([name]) => name !== 'an empty body'),
    ['an empty body', { kind: 'malformed', body: 'empty' }, IncompleteResponseError],
    ['InvalidRequestException', { kind: 'error', error: 'InvalidRequestException' }, RefusedError],
    ['LimitExceededException', { kind: 'error', error: 'LimitExceededException' }, RefusedError],
    ['ResourceNotFoundException', { kind: 'error', error: 'ResourceNotFoundException' }, RefusedError],
    ['a role without its policies', { kind: 'error', error: 'InvalidParameterValueException', message: 'IAM Role x does not have sufficient permissions to execute the backup.' }, NotYetPermittedError],
    ['a busy resource', { kind: 'error', error: 'InvalidRequestException', message: 'Instance orders is not in state available' }, NotReadyError],
    ['a role that IAM has not propagated', { kind: 'error', error: 'InvalidParameterValueException', message: 'IAM Role x cannot be assumed by AWS Backup' }, NotYetPermittedError],
    ['a response without an id', { kind: 'missing', members: ['BackupJobId'] }, IncompleteResponseError],
  ])('%s', async (_name, fault, ErrorClass) => {
    standIn.faults.add(fault);
    const error = await failureOf(aws.startBackupJob(WITH_TOKEN));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^StartBackupJob: \w+: ./);
    expect(standIn.requests).toHaveLength(1);
  });

  test('keeps the message of the service', async () => {
    standIn.faults.add({ kind: 'error', error: 'InvalidRequestException', message: 'the moon is full' });
    const { message } = await failureOf(aws.startBackupJob(WITH_TOKEN));
    expect(message).toBe('StartBackupJob: InvalidRequestException: the moon is full');
  });
});

describe('describeBackupJob', () => {
  let id: string;
  beforeEach(async () => {
    standIn.script(RESOURCE_ARN, { createdSeconds: 10, pendingSeconds: 0, runningSeconds: 100, messageCategory: 'SUCCESS', backupSizeInBytes: 2 ** 40 });
    id = (await aws.startBackupJob(WITH_TOKEN)).BackupJobId;
  });

  test('returns the job in plain strings', async () => {
    standIn.advance(60);
    await expect(aws.describeBackupJob(id)).resolves.toMatchObject({ BackupJobId: id, State: 'RUNNING', PercentDone: '50.0', CompletionDate: '' });
    standIn.advance(60);
    const job = await aws.describeBackupJob(id);
    expect(job).toMatchObject({
      BackupJobId: id,
      State: 'COMPLETED',
      MessageCategory: 'SUCCESS',
      ResourceArn: RESOURCE_ARN,
      ResourceType: 'EFS',
      BackupSizeInBytes: '1099511627776',
      RecoveryPointArn: expect.stringMatching(/^arn:aws:backup:.*:recovery-point:/),
      CompletionDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(Object.values(job).filter((value) => typeof value !== 'string')).toEqual([]);
    expect(standIn.requests.at(-1)).toMatchObject({ method: 'GET', path: `/backup-jobs/${id}`, body: '' });
  });

  test('keeps the requested id when the response lacks it', async () => {
    standIn.faults.add({ kind: 'missing', members: ['BackupJobId'] });
    await expect(aws.describeBackupJob(id)).resolves.toMatchObject({ BackupJobId: id });
  });

  test.each<[string, FaultSpec, ErrorClass]>([
    ...EACH,
    ['ResourceNotFoundException', { kind: 'error', error: 'ResourceNotFoundException' }, NotFoundError],
    ['DependencyFailureException', { kind: 'error', error: 'DependencyFailureException' }, TryAgainLaterError],
    ['a response without a state', { kind: 'missing', members: ['State'] }, TryAgainLaterError],
  ])('%s', async (_name, fault, ErrorClass) => {
    standIn.faults.add({ ...fault, operation: 'DescribeBackupJob' });
    const error = await failureOf(aws.describeBackupJob(id));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^DescribeBackupJob: \w+: ./);
    expect(standIn.requests.filter(({ operation }) => operation === 'DescribeBackupJob')).toHaveLength(1);
  });

  test('a job that nobody started is not found', async () => {
    await expect(aws.describeBackupJob(JOB_ID)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('stopBackupJob', () => {
  let id: string;
  beforeEach(async () => { id = (await aws.startBackupJob(WITH_TOKEN)).BackupJobId; });

  test('stops the job', async () => {
    await expect(aws.stopBackupJob(id)).resolves.toBeUndefined();
    expect(standIn.requests.at(-1)).toMatchObject({ operation: 'StopBackupJob', method: 'POST', path: `/backup-jobs/${id}`, body: '' });
    expect(['ABORTING', 'ABORTED']).toContain((await aws.describeBackupJob(id)).State);
  });

  test.each<[string, FaultSpec, ErrorClass]>([
    ...EACH.filter(([, fault]) => fault.kind !== 'malformed'), // nobody reads the response
    ['InvalidRequestException', { kind: 'error', error: 'InvalidRequestException' }, RefusedError],
    ['ResourceNotFoundException', { kind: 'error', error: 'ResourceNotFoundException' }, RefusedError],
  ])('%s', async (_name, fault, ErrorClass) => {
    standIn.faults.add({ ...fault, operation: 'StopBackupJob' });
    const error = await failureOf(aws.stopBackupJob(id));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^StopBackupJob: \w+: ./);
    expect(standIn.requests.filter(({ operation }) => operation === 'StopBackupJob')).toHaveLength(1);
  });
});

describe('recovery points', () => {
  let arn: string;
  beforeEach(async () => {
    standIn.script(RESOURCE_ARN, { createdSeconds: 0, pendingSeconds: 0, runningSeconds: 10, deletingSeconds: 30 });
    const { BackupJobId } = await aws.startBackupJob(WITH_TOKEN);
    standIn.advance(20);
    ({ RecoveryPointArn: arn } = await aws.describeBackupJob(BackupJobId));
  });

  test('exist, are being deleted, and are gone', async () => {
    await expect(aws.describeRecoveryPoint('vault', arn)).resolves.toEqual({
      Status: 'COMPLETED', StatusMessage: '', ResourceArn: RESOURCE_ARN, IamRoleArn: REQUEST.IamRoleArn, CreationDate: expect.any(Date),
    });
    await expect(aws.deleteRecoveryPoint('vault', arn)).resolves.toBeUndefined();
    expect(standIn.requests.at(-1)).toMatchObject({
      operation: 'DeleteRecoveryPoint', method: 'DELETE', path: expect.stringMatching(/^\/backup-vaults\/vault\/recovery-points\//), body: '',
    });
    await expect(aws.describeRecoveryPoint('vault', arn)).resolves.toMatchObject({ Status: 'DELETING' });
    standIn.advance(60);
    await expect(aws.describeRecoveryPoint('vault', arn)).rejects.toBeInstanceOf(NotFoundError);
    await expect(aws.deleteRecoveryPoint('vault', arn)).rejects.toBeInstanceOf(NotFoundError);
  });

  test('have an empty status when the response has none', async () => {
    standIn.faults.add({ kind: 'missing', members: ['Status'], operation: 'DescribeRecoveryPoint' });
    await expect(aws.describeRecoveryPoint('vault', arn)).resolves.toMatchObject({ Status: '', StatusMessage: '' });
  });

  const CALLS = [
    ['DescribeRecoveryPoint', () => aws.describeRecoveryPoint('vault', arn)],
    ['DeleteRecoveryPoint', () => aws.deleteRecoveryPoint('vault', arn)],
  ] as const;

  describe.each(CALLS)('%s', (operation, send) => {
    test.each<[string, FaultSpec, ErrorClass]>([
      ...EACH.filter(([, fault]) => fault.kind !== 'malformed'),
      ['ResourceNotFoundException', { kind: 'error', error: 'ResourceNotFoundException' }, NotFoundError],
    ])('%s', async (_name, fault, ErrorClass) => {
      standIn.faults.add({ ...fault, operation });
      const error = await failureOf(send());
      expect(error.constructor).toBe(ErrorClass);
      expect(error.message).toMatch(new RegExp(`^${operation}: \\w+: .`));
      expect(standIn.requests.filter((request) => request.operation === operation)).toHaveLength(1);
    });
  });

  test.each<[string, ErrorClass]>([
    ['InvalidRequestException', RefusedError],
    ['InvalidResourceStateException', TryAgainLaterError], // AWS Backup says that it is busy with it
  ])('%s of a deletion', async (error, ErrorClass) => {
    standIn.faults.add({ kind: 'error', error, operation: 'DeleteRecoveryPoint' });
    expect((await failureOf(aws.deleteRecoveryPoint('vault', arn))).constructor).toBe(ErrorClass);
  });
});

/** The class of each error of CloudFormation, and how often the SDK tries. */
const OF_CLOUDFORMATION: readonly (readonly [string, number, ErrorClass, number])[] = [
  ['ValidationError', 400, RefusedError, 1],
  ['AccessDenied', 403, NotYetPermittedError, 1],
  ['Throttling', 400, ThrottledError, 1],
  ['InternalFailure', 500, TryAgainLaterError, 1],
];

describe('describeStack', () => {
  const { StackId } = responseAddress();

  test('returns the status of the stack with the name in this id', async () => {
    stacks.members = { StackName: 'orders', StackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS', CreationTime: '2025-11-23T03:00:00.000Z' };
    await expect(aws.describeStack(StackId)).resolves.toEqual({ StackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' });
    expect(stacks.received).toEqual([{ Action: 'DescribeStacks', StackName: 'orders', Version: '2010-05-15' }]);
  });

  test('returns the times of its last update and of its deletion', async () => {
    stacks.members = { StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: '2025-11-23T04:00:00.123Z', LastUpdatedTime: '2025-11-23T03:30:00Z' };
    await expect(aws.describeStack(StackId)).resolves.toEqual({
      StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: new Date('2025-11-23T04:00:00.123Z'), LastUpdatedTime: new Date('2025-11-23T03:30:00Z'),
    });
  });

  test('returns the outermost stack of a nested one', async () => {
    const RootId = StackId.replace('orders', 'shop');
    stacks.members = { StackName: 'orders', ParentId: StackId.replace('orders', 'middle'), RootId, StackStatus: 'DELETE_IN_PROGRESS' };
    await expect(aws.describeStack(StackId)).resolves.toEqual({ StackStatus: 'DELETE_IN_PROGRESS', RootId });
  });

  test.each([['no stack', undefined], ['no status', { StackName: 'orders' }]])('is asked again when the response has %s', async (_what, members) => {
    stacks.members = members;
    const error = await failureOf(aws.describeStack(StackId));
    expect(error.constructor).toBe(TryAgainLaterError);
    expect(error.message).toBe('DescribeStacks: IncompleteResponse: the response names no StackStatus');
  });

  test.each([...OF_CLOUDFORMATION])('%s', async (code, status, ErrorClass, attempts) => {
    stacks.error = [status, code];
    const error = await failureOf(aws.describeStack(StackId));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toBe(`DescribeStacks: ${code}: said by the test`);
    expect(stacks.received).toHaveLength(attempts);
  });
});

describe('describeStackResource', () => {
  const TABLE = {
    LogicalResourceId: 'Table',
    ResourceType: 'AWS::DynamoDB::Table',
    LastUpdatedTimestamp: '2025-11-23T03:00:00.000Z',
    ResourceStatus: 'CREATE_COMPLETE',
    StackName: 'orders',
    StackId: responseAddress().StackId,
    PhysicalResourceId: 'orders-Table-1A2B3C',
  };
  const describeTable = () => aws.describeStackResource('orders', 'Table');

  test('returns the physical id and the status', async () => {
    stacks.members = TABLE;
    await expect(describeTable()).resolves.toEqual({ PhysicalResourceId: 'orders-Table-1A2B3C', ResourceStatus: 'CREATE_COMPLETE' });
    expect(stacks.received).toEqual([{ Action: 'DescribeStackResource', StackName: 'orders', LogicalResourceId: 'Table', Version: '2010-05-15' }]);
  });

  test('has an empty id before the resource has one', async () => {
    const { PhysicalResourceId, ...others } = { ...TABLE, ResourceStatus: 'CREATE_IN_PROGRESS' };
    stacks.members = others;
    await expect(describeTable()).resolves.toEqual({ PhysicalResourceId: '', ResourceStatus: 'CREATE_IN_PROGRESS' });
  });

  test.each([
    ['stack', "Stack 'orders' does not exist"],
    ['resource', 'Resource Table does not exist for stack orders'],
    ['stack of a local AWS', 'Stack [orders] does not exist'],
    ['resource of a local AWS', 'Resource [Table] does not exist in stack [orders]'],
  ])('distinguishes a missing %s from a refused call', async (_what, message) => {
    stacks.error = [400, 'ValidationError', message];
    const error = await failureOf(describeTable());
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).toBe(`DescribeStackResource: ValidationError: ${message}`);
  });

  test.each([['nothing', undefined], ['no status', { LogicalResourceId: 'Table', PhysicalResourceId: 'orders-Table-1A2B3C' }]])(
    'a response with %s is incomplete: an existing resource must not count as missing', async (_what, members) => {
      stacks.members = members;
      expect(await failureOf(describeTable())).toBeInstanceOf(TryAgainLaterError);
    });

  test.each([...OF_CLOUDFORMATION])('%s', async (code, status, ErrorClass, attempts) => {
    stacks.error = [status, code];
    const error = await failureOf(describeTable());
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toBe(`DescribeStackResource: ${code}: said by the test`);
    expect(stacks.received).toHaveLength(attempts);
  });
});

describe('listBackupJobs', () => {
  const SINCE = new Date(0);
  const start = (IdempotencyToken: string, changes = {}) => aws.startBackupJob({ ...REQUEST, IdempotencyToken, ...changes });

  test('returns the jobs of the resource, with vault and role', async () => {
    const { BackupJobId } = await start('one');
    await start('two', { ResourceArn: RESOURCE_ARN.replace('fs-0', 'fs-1') });
    const [listed, ...others] = await aws.listBackupJobs(RESOURCE_ARN, SINCE);
    expect(listed).toMatchObject({ vaultName: REQUEST.BackupVaultName, roleArn: REQUEST.IamRoleArn, isPlanned: false });
    expect(listed.job).toMatchObject({ BackupJobId, ResourceArn: RESOURCE_ARN, State: 'CREATED', CreationDate: standIn.now.toISOString() });
    expect(others).toEqual([]);
  });

  test('asks for those of the resource since that time, in one call', async () => {
    await aws.listBackupJobs(RESOURCE_ARN, new Date('2025-11-23T04:00:00Z'));
    expect(standIn.requests.map(({ operation, input }) => [operation, input])).toEqual([
      ['ListBackupJobs', { ByResourceArn: RESOURCE_ARN, ByCreatedAfter: new Date('2025-11-23T04:00:00Z') }],
    ]);
  });

  test('returns those of every page', async () => {
    const page = (BackupJobs: object[], NextToken?: string): FaultSpec =>
      ({ kind: 'http', status: 200, operation: 'ListBackupJobs', times: 1, contentType: 'application/json', body: JSON.stringify({ BackupJobs, NextToken }) }) as FaultSpec;
    standIn.faults.add(page([{ BackupJobId: 'a', CreatedBy: { BackupPlanId: 'plan' } }], 'more'));
    standIn.faults.add(page([], 'still more'));
    standIn.faults.add(page([{ BackupJobId: 'b' }]));
    const listed = await aws.listBackupJobs(RESOURCE_ARN, SINCE);
    expect(listed.map(({ job, isPlanned }) => [job.BackupJobId, isPlanned])).toEqual([['a', true], ['b', false]]);
  });

  test.each<[string, FaultSpec]>([
    ['has none', { kind: 'missing', members: ['BackupJobs'] }],
    ['is empty', { kind: 'malformed', body: 'empty' }],
  ])('returns none when the response %s: a job too many does no harm', async (_what, fault) => {
    standIn.faults.add({ ...fault, operation: 'ListBackupJobs' });
    await expect(aws.listBackupJobs(RESOURCE_ARN, SINCE)).resolves.toEqual([]);
  });

  test.each(EACH.filter(([name]) => !['MissingParameterValueException', 'an empty body'].includes(name)))('%s', async (_name, fault, ErrorClass) => {
    standIn.faults.add({ ...fault, operation: 'ListBackupJobs' });
    const error = await failureOf(aws.listBackupJobs(RESOURCE_ARN, SINCE));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^ListBackupJobs: \w+: ./);
  });
});

describe('listChildJobs', () => {
  const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/51af3dc0-da77-11e4-872e-1234567db123';
  const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Orders';

  test('returns the jobs for the parts, and asks for them by their parent alone', async () => {
    standIn.script(STACK, { outcome: 'PARTIAL', children: [{ resourceArn: TABLE }, { resourceArn: RESOURCE_ARN, outcome: 'FAILED', statusMessage: 'busy' }] });
    const { BackupJobId } = await aws.startBackupJob({ ...REQUEST, ResourceArn: STACK, IdempotencyToken: 'one' });
    await aws.startBackupJob({ ...REQUEST, ResourceArn: TABLE, IdempotencyToken: 'two' });
    standIn.advance(100);
    const children = await aws.listChildJobs(BackupJobId);
    expect(children.map(({ ResourceArn, State, StatusMessage }) => [ResourceArn, State, StatusMessage]).sort()).toEqual([
      [TABLE, 'COMPLETED', ''], [RESOURCE_ARN, 'FAILED', 'busy'],
    ]);
    expect(standIn.requests.at(-1)).toMatchObject({ operation: 'ListBackupJobs', input: { ByParentJobId: BackupJobId } });
    expect(Object.keys(standIn.requests.at(-1)?.input ?? {})).toEqual(['ByParentJobId']);
  });

  test('returns none for a job without parts', async () => {
    const { BackupJobId } = await aws.startBackupJob({ ...REQUEST, IdempotencyToken: 'one' });
    await expect(aws.listChildJobs(BackupJobId)).resolves.toEqual([]);
  });
});

const VOLUME_ID = 'fsvol-0123456789abcdef0';
const VOLUME_ARN = `arn:aws:fsx:eu-west-1:111122223333:volume/fs-0123456789abcdef0/${VOLUME_ID}`;
const NAMESPACE_ARN = 'arn:aws:redshift-serverless:eu-west-1:111122223333:namespace/51af3dc0-da77-11e4-872e-1234567db123';

describe.each([
  ['DescribeVolumes', 'AWSSimbaAPIService_v20180301', () => aws.arnOfVolume(VOLUME_ID), { VolumeIds: [VOLUME_ID] },
    { Volumes: [{ VolumeId: VOLUME_ID, ResourceARN: VOLUME_ARN }] }, VOLUME_ARN,
    [{}, { Volumes: [] }, { Volumes: [{ VolumeId: VOLUME_ID }] }], 'VolumeNotFound', ['BadRequest', 'InternalServerError']],
  ['GetNamespace', 'RedshiftServerless', () => aws.arnOfNamespace('orders'), { namespaceName: 'orders' },
    { namespace: { namespaceName: 'orders', namespaceArn: NAMESPACE_ARN } }, NAMESPACE_ARN,
    [{}, { namespace: { namespaceName: 'orders' } }], 'ResourceNotFoundException', ['ValidationException', 'InternalServerException']],
] as const)('%s', (operation, service, ask, input, response, arn, none, notFound, [refused, fault]) => {
  test('returns the ARN of the resource with this id', async () => {
    jsonService.response = response;
    await expect(ask()).resolves.toBe(arn);
    expect(jsonService.received).toEqual([{ target: `${service}.${operation}`, input }]);
    await ask();
    expect(jsonService.received).toHaveLength(2);
  });

  test.each([...none])('a response without one is incomplete: an existing resource must not count as missing: %j', async (nothing) => {
    jsonService.response = nothing;
    expect(await failureOf(ask())).toBeInstanceOf(TryAgainLaterError);
  });

  test.each<[string, number, ErrorClass, number]>([
    [notFound, 400, NotFoundError, 1],
    [refused, 400, RefusedError, 1],
    ['AccessDeniedException', 400, NotYetPermittedError, 1],
    ['ThrottlingException', 400, ThrottledError, 3],
    [fault, 500, TryAgainLaterError, 3],
  ])('%s', async (type, status, ErrorClass, attempts) => {
    jsonService.error = [status, type];
    const error = await failureOf(ask());
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toBe(`${operation}: ${type}: said by the test`);
    expect(jsonService.received).toHaveLength(attempts);
  });
});

test.each([
  ['FSxClient', { Volumes: [{ ResourceARN: VOLUME_ARN }] }, () => aws.arnOfVolume(VOLUME_ID)],
  ['RedshiftServerlessClient', { namespace: { namespaceArn: NAMESPACE_ARN } }, () => aws.arnOfNamespace('orders')],
])('a client that few stacks need is created on first use, and once: %s', async (name, response, ask) => {
  const isOfFew = (value: unknown): value is object => /FSx|Redshift/.test((value as object | undefined)?.constructor.name ?? '');
  const clients = (): object[] => Object.values(aws).filter(isOfFew);
  jsonService.response = response;
  expect(clients()).toEqual([]);
  await ask();
  const made = clients();
  expect(made.map((client) => client.constructor.name)).toEqual([name]);
  await ask();
  expect(clients()[0]).toBe(made[0]);
});

describe('parameters', () => {
  const NAME = '/cdk-on-demand-backup/orders/OrdersBackup/on-deploy';

  test('a version is added as a standard String, and its number returned', async () => {
    await expect(aws.putParameter(NAME, 'a')).resolves.toBe(1);
    await expect(aws.putParameter(NAME, 'b')).resolves.toBe(2);
    expect(standIn.requests[1].input).toEqual({ Name: NAME, Value: 'b', Type: 'String', Tier: 'Standard', Overwrite: true });
    expect(standIn.parameters.values(NAME)).toEqual(['a', 'b']);
    await expect(aws.getParameter(NAME)).resolves.toEqual({ Value: 'b', Version: 2 });
    await expect(aws.getParameter(`${NAME}:1`)).resolves.toEqual({ Value: 'a', Version: 1 });
  });

  test('with a key it is a SecureString, which is read in plain', async () => {
    await aws.putParameter(NAME, 'a', 'alias/history');
    expect(standIn.requests[0].input).toEqual({ Name: NAME, Value: 'a', Type: 'SecureString', KeyId: 'alias/history', Tier: 'Standard', Overwrite: true });
    await expect(aws.getParameter(NAME)).resolves.toEqual({ Value: 'a', Version: 1 });
  });

  test('one that is not there is not found, neither is a version', async () => {
    expect(await failureOf(aws.getParameter(NAME))).toBeInstanceOf(NotFoundError);
    await aws.putParameter(NAME, 'a');
    expect(await failureOf(aws.getParameter(`${NAME}:7`))).toBeInstanceOf(NotFoundError);
  });

  test('a response without the number of the version is none to fail for', async () => {
    standIn.faults.add({ kind: 'missing', members: ['Version'], service: 'ssm' });
    await expect(aws.putParameter(NAME, 'a')).resolves.toBe(0);
  });

  test.each<[string, FaultSpec, ErrorClass]>([
    ['ThrottlingException', { kind: 'throttle' }, ThrottledError],
    ['TooManyUpdates', { kind: 'error', error: 'TooManyUpdates' }, TryAgainLaterError],
    ['InternalServerError', { kind: 'error', error: 'InternalServerError' }, TryAgainLaterError],
    ['AccessDeniedException', { kind: 'error', error: 'AccessDeniedException' }, NotYetPermittedError],
    ['ParameterMaxVersionLimitExceeded', { kind: 'error', error: 'ParameterMaxVersionLimitExceeded' }, RefusedError],
    ['ParameterLimitExceeded', { kind: 'error', error: 'ParameterLimitExceeded' }, RefusedError],
    ['a reset', { kind: 'reset' }, TryAgainLaterError],
    ['a 502 in HTML', { kind: 'http', status: 502 }, TryAgainLaterError],
    ['a body that is no JSON', { kind: 'malformed', body: 'invalid-json' }, TryAgainLaterError],
  ])('of a write: %s, which the client does not retry', async (_name, fault, ErrorClass) => {
    standIn.faults.add({ ...fault, service: 'ssm' });
    const error = await failureOf(aws.putParameter(NAME, 'a'));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^PutParameter: \w+: ./);
    expect(standIn.requests).toHaveLength(1);
  });

  test.each<[string, FaultSpec, ErrorClass]>([
    ['ThrottlingException', { kind: 'throttle' }, ThrottledError],
    ['a response without the parameter', { kind: 'missing', members: ['Parameter'] }, TryAgainLaterError],
    ['an empty body', { kind: 'malformed', body: 'empty' }, TryAgainLaterError],
  ])('of a read: %s', async (_name, fault, ErrorClass) => {
    await aws.putParameter(NAME, 'a');
    standIn.faults.add({ ...fault, service: 'ssm' });
    expect((await failureOf(aws.getParameter(NAME))).constructor).toBe(ErrorClass);
  });

  test('a history has all versions, newest first, however many pages they take', async () => {
    for (let version = 1; version <= 103; version++) { await aws.putParameter(NAME, `v${version}`); }
    const history = await aws.getParameterHistory(NAME);
    expect(history).toHaveLength(100);
    expect([history[0], history[99]]).toEqual([{ Value: 'v103', Version: 103 }, { Value: 'v4', Version: 4 }]);
    expect(standIn.requests).toHaveLength(103 + 2);
    expect(standIn.requests[103].input).toEqual({ Name: NAME, WithDecryption: true, MaxResults: 50 });
  });

  test('a history with a key is read in plain', async () => {
    await aws.putParameter(NAME, 'a', 'alias/history');
    await aws.putParameter(NAME, 'b', 'alias/history');
    await expect(aws.getParameterHistory(NAME)).resolves.toEqual([{ Value: 'b', Version: 2 }, { Value: 'a', Version: 1 }]);
  });

  test('the history of a parameter that does not exist is empty', async () => {
    await expect(aws.getParameterHistory(NAME)).resolves.toEqual([]);
  });

  test.each<[string, FaultSpec, ErrorClass]>([
    ['ThrottlingException', { kind: 'throttle' }, ThrottledError],
    ['InternalServerError', { kind: 'error', error: 'InternalServerError' }, TryAgainLaterError],
    ['AccessDeniedException', { kind: 'error', error: 'AccessDeniedException' }, NotYetPermittedError],
    ['InvalidKeyId', { kind: 'error', error: 'InvalidKeyId' }, RefusedError],
    ['a reset', { kind: 'reset' }, TryAgainLaterError],
    ['a body that is no JSON', { kind: 'malformed', body: 'invalid-json' }, TryAgainLaterError],
  ])('of a history: %s, which the client does not retry', async (_name, fault, ErrorClass) => {
    await aws.putParameter(NAME, 'a');
    standIn.faults.add({ ...fault, service: 'ssm' });
    const error = await failureOf(aws.getParameterHistory(NAME));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^GetParameterHistory: \w+: ./);
    expect(standIn.requests).toHaveLength(2);
  });

  test('a history whose second page fails is not read in part', async () => {
    for (let version = 1; version <= 51; version++) { await aws.putParameter(NAME, `v${version}`); }
    standIn.faults.add({ kind: 'throttle', service: 'ssm', skip: 1 });
    expect((await failureOf(aws.getParameterHistory(NAME))).constructor).toBe(ThrottledError);
  });

  test('a response without the versions is no empty history', async () => {
    await aws.putParameter(NAME, 'a');
    standIn.faults.add({ kind: 'missing', members: ['Parameters'], service: 'ssm' });
    expect((await failureOf(aws.getParameterHistory(NAME))).constructor).toBe(TryAgainLaterError);
  });
});

describe('startExecution', () => {
  const INPUT: ExecutionInput = executionState({ ExistingJob: undefined });
  const start = () => aws.startExecution(STATE_MACHINE_ARN, REQUEST_ID, INPUT);

  test('starts an execution of this name, with the input as JSON', async () => {
    await start();
    expect(states.received).toEqual([{
      target: 'AWSStepFunctions.StartExecution',
      input: { stateMachineArn: STATE_MACHINE_ARN, name: REQUEST_ID, input: JSON.stringify(INPUT) },
    }]);
  });

  test('an existing execution of this name is the same request: nothing to do', async () => {
    states.behaviour = [400, 'ExecutionAlreadyExists'];
    await expect(start()).resolves.toBeUndefined();
    expect(states.received).toHaveLength(1);
  });

  test.each<[string, number, string, ErrorClass, number]>([
    ['AccessDeniedException', 400, 'AccessDeniedException', NotYetPermittedError, 1],
    ['StateMachineDoesNotExist', 400, 'StateMachineDoesNotExist', RefusedError, 1],
    ['InvalidName', 400, 'InvalidName', RefusedError, 1],
    ['InvalidExecutionInput', 400, 'InvalidExecutionInput', RefusedError, 1],
    ['ExecutionLimitExceeded', 400, 'ExecutionLimitExceeded', RefusedError, 1],
    ['ThrottlingException', 400, 'ThrottlingException', ThrottledError, 3],
    ['an InternalFailure', 500, 'InternalFailure', TryAgainLaterError, 3],
  ])('%s', async (_name, status, type, ErrorClass, attempts) => {
    states.behaviour = [status, type];
    const error = await failureOf(start());
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toBe(`StartExecution: ${type}: said by the test`);
    expect(states.received).toHaveLength(attempts);
  });
});

/** Longer than the SDK pauses between two attempts, shorter than it waits for an answer. */
const LONGEST_PAUSE_MS = 2000;

test.each<[string, () => Promise<unknown>, number, number]>([
  ['AWS Backup', () => aws.startBackupJob(WITH_TOKEN), 1, 15],
  ['Step Functions', () => aws.startExecution(STATE_MACHINE_ARN, REQUEST_ID, executionState()), 3, 15],
  ['CloudFormation', () => aws.describeStack(responseAddress().StackId), 1, 15],
  ['Amazon FSx', () => aws.arnOfVolume(VOLUME_ID), 3, 15],
  ['Amazon Redshift Serverless', () => aws.arnOfNamespace('orders'), 3, 15],
])('a silent %s is given up well within the three minutes of the function', async (_service, send, attempts, seconds) => {
  const endpoints = Object.keys(process.env).filter((name) => name.startsWith('AWS_ENDPOINT_URL_')).map((name) => [name, process.env[name]]);
  endpoints.forEach(([name]) => { process.env[name as string] = states.endpoint; });
  states.behaviour = 'silent';
  // The limits and pauses of the SDK pass as fast as the calls arrive, and no faster; the connections are real
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime'] });
  try {
    const start = Date.now();
    const failure = failureOf(send());
    for (let attempt = 1; attempt <= attempts; attempt++) {
      for (let paused = 0; states.received.length < attempt; paused += 10) {
        await nextTurn();
        if (paused < LONGEST_PAUSE_MS) { jest.advanceTimersByTime(10); }
      }
      jest.advanceTimersByTime(seconds * 1000 / attempts);
    }
    expect(await failure).toBeInstanceOf(TryAgainLaterError);
    expect((Date.now() - start) / 1000).toBeLessThan(seconds + 30);
  } finally {
    jest.useRealTimers();
    Object.assign(process.env, Object.fromEntries(endpoints));
  }
});

describe('listRecoveryPoints', () => {
  const SINCE = new Date('2025-11-23T04:00:00Z');
  const VAULT = REQUEST.BackupVaultName;

  test('returns those of the resource in the vault', async () => {
    await aws.startBackupJob({ ...REQUEST, IdempotencyToken: 'one', Lifecycle: { DeleteAfterDays: 30 } });
    await aws.startBackupJob({ ...REQUEST, IdempotencyToken: 'two', ResourceArn: RESOURCE_ARN.replace('fs-0', 'fs-1') });
    const started = standIn.now;
    standIn.advance(7200);
    const points = await aws.listRecoveryPoints(VAULT, RESOURCE_ARN, new Date(0));
    expect(points).toEqual([{
      RecoveryPointArn: expect.stringMatching(/^arn:aws:backup:/),
      BackupVaultArn: expect.stringMatching(`:backup-vault:${VAULT}$`),
      ResourceArn: RESOURCE_ARN,
      ResourceType: 'EFS',
      IamRoleArn: REQUEST.IamRoleArn,
      Status: 'COMPLETED',
      CreationDate: started,
      CompletionDate: expect.any(Date),
      BackupSizeInBytes: expect.any(Number),
      DeleteAt: new Date(started.getTime() + 30 * 24 * 3600_000),
      DeleteAfterDays: 30,
    }]);
  });

  test('asks for those of the resource since that time, in one call', async () => {
    await aws.listRecoveryPoints(VAULT, RESOURCE_ARN, SINCE);
    expect(standIn.requests.map(({ operation, input }) => [operation, input])).toEqual([
      ['ListRecoveryPointsByBackupVault', { BackupVaultName: VAULT, ByResourceArn: RESOURCE_ARN, ByCreatedAfter: SINCE }],
    ]);
  });

  test('returns those of every page', async () => {
    const page = (RecoveryPoints: object[], NextToken?: string): FaultSpec => ({
      kind: 'http', status: 200, operation: 'ListRecoveryPointsByBackupVault', times: 1, contentType: 'application/json', body: JSON.stringify({ RecoveryPoints, NextToken }),
    }) as FaultSpec;
    standIn.faults.add(page([{ RecoveryPointArn: 'a' }], 'more'));
    standIn.faults.add(page([], 'still more'));
    standIn.faults.add(page([{ RecoveryPointArn: 'b' }]));
    expect((await aws.listRecoveryPoints(VAULT, RESOURCE_ARN, SINCE)).map(({ RecoveryPointArn }) => RecoveryPointArn)).toEqual(['a', 'b']);
  });

  test.each<[string, FaultSpec]>([
    ['has none', { kind: 'missing', members: ['RecoveryPoints'] }],
    ['is empty', { kind: 'malformed', body: 'empty' }],
  ])('returns none when the response %s: a job too many does no harm', async (_what, fault) => {
    standIn.faults.add({ ...fault, operation: 'ListRecoveryPointsByBackupVault' });
    await expect(aws.listRecoveryPoints(VAULT, RESOURCE_ARN, SINCE)).resolves.toEqual([]);
  });

  test.each(EACH.filter(([name]) => !['MissingParameterValueException', 'an empty body'].includes(name)))('%s', async (_name, fault, ErrorClass) => {
    standIn.faults.add({ ...fault, operation: 'ListRecoveryPointsByBackupVault' });
    const error = await failureOf(aws.listRecoveryPoints(VAULT, RESOURCE_ARN, SINCE));
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toMatch(/^ListRecoveryPointsByBackupVault: \w+: ./);
  });
});
