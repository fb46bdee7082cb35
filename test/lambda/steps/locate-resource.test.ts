import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { locateResource } from '../../../lambda/steps/locate-resource';
import type { BackupRequest } from '../../../src/request/backup-request';
import type { ExecutionState, ResourceInStack } from '../../../src/request/execution/execution-state';
import { responseAddress, executionState, REQUEST, requestJson } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const { ResourceArn, ...WITHOUT_ARN } = { ...REQUEST, RecoveryPointTags: { a: 'b' }, StartWindowMinutes: 60 };
const NESTED_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders-Nested-1A2B3C/61af3dc0-da77-11e4-872e-1234567db123';
const DEEP_ID = NESTED_ID.replace('orders-Nested-1A2B3C', 'orders-Nested-1A2B3C-Deep-4D5E6F');

function seeking(...LogicalResourceIds: readonly string[]): ExecutionState {
  const Resource: ResourceInStack = { StackName: 'orders', LogicalResourceIds, Type: 'AWS::DynamoDB::Table' };
  return executionState({ Request: JSON.stringify(WITHOUT_ARN), Resource, ResponseAddress: responseAddress() });
}

function arnIn(state: ExecutionState): string {
  return (JSON.parse(state.Request) as BackupRequest).ResourceArn;
}

test('is found in its stack: the ARN joins the request, which keeps all members', async () => {
  const aws = new FakeAws().onStackResource('orders-Table-1A2B3C');
  const state = seeking('Table');
  const after = await locateResource(state, aws.client);
  expect(JSON.parse(after.Request)).toEqual({ ...WITHOUT_ARN, ResourceArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders-Table-1A2B3C' });
  expect({ ...after, Request: state.Request }).toEqual(state);
  expect(aws.stackResourceCalls).toEqual([['orders', 'Table']]);
});

test('is found through nested stacks, each by its name', async () => {
  const aws = new FakeAws().onStackResource(NESTED_ID, DEEP_ID, 'deep-Table-1A2B3C');
  expect(arnIn(await locateResource(seeking('Nested', 'Deep', 'Table'), aws.client))).toBe('arn:aws:dynamodb:eu-west-1:111122223333:table/deep-Table-1A2B3C');
  expect(aws.stackResourceCalls).toEqual([['orders', 'Nested'], ['orders-Nested-1A2B3C', 'Deep'], ['orders-Nested-1A2B3C-Deep-4D5E6F', 'Table']]);
});

test.each(['CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE', 'UPDATE_FAILED', 'DELETE_IN_PROGRESS', 'DELETE_FAILED', 'IMPORT_COMPLETE', 'ROLLBACK_COMPLETE', 'NEW'])(
  'exists when it is %s', async (ResourceStatus) => {
    const aws = new FakeAws().onStackResource({ PhysicalResourceId: 'orders', ResourceStatus });
    expect(arnIn(await locateResource(seeking('Table'), aws.client))).toMatch(/table\/orders$/);
  });

describe('is skipped', () => {
  const MISSING: readonly (readonly [string, Parameters<FakeAws['onStackResource']>[0], string])[] = [
    ['CloudFormation does not know it', new NotFoundError('does not exist'), 'stack STACK has no ID'],
    ['it has no id', { PhysicalResourceId: '', ResourceStatus: 'CREATE_COMPLETE' }, 'ID of stack STACK has no physical id'],
    ...['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_COMPLETE', 'DELETE_SKIPPED'].map((ResourceStatus) =>
      [`it is ${ResourceStatus}`, { PhysicalResourceId: NESTED_ID, ResourceStatus }, `ID of stack STACK is ${ResourceStatus}`] as const),
  ];

  test.each(MISSING)('when %s', async (_when, reply, text) => {
    const state = seeking('Table');
    const Skipped = `There is nothing to back up yet: ${text.replace('STACK', 'orders').replace('ID', 'Table')}`;
    expect(await locateResource(state, new FakeAws().onStackResource(reply).client)).toEqual({ ...state, Skipped, Outcome: 'skipped', Next: 'FINISH' });
    expect(lines).toEqual([{ level: 'info', message: 'skipped', step: 'Start', reason: Skipped }]);
  });

  test.each(MISSING)('when on the path to it %s', async (_when, reply, text) => {
    const aws = new FakeAws().onStackResource(NESTED_ID, reply);
    const { Skipped } = await locateResource(seeking('Nested', 'Deep', 'Table'), aws.client);
    expect(Skipped).toContain(text.replace('STACK', 'orders-Nested-1A2B3C').replace('ID', 'Deep'));
    expect(aws.stackResourceCalls).toHaveLength(2);
  });
});

test.each<[string, Partial<ExecutionState>]>([
  ['the state has no location', { Resource: undefined }],
  ['the ARN is known', { Request: requestJson() }],
  ['the request is not JSON, which the rules report', { Request: '{' }],
])('nothing is called when %s', async (_when, more) => {
  const state = { ...seeking('Table'), ...more };
  expect(await locateResource(state, new FakeAws().client)).toBe(state);
});

test.each<[string, Partial<ExecutionState>]>([
  ['its type', { Resource: { StackName: 'orders', LogicalResourceIds: ['Queue'], Type: 'AWS::SQS::Queue' } }],
  ['the id of its stack', { ResponseAddress: undefined }],
])('is refused when %s does not show the ARN', async (_what, more) => {
  const state = { ...seeking('Table'), ...more };
  await expect(locateResource(state, new FakeAws().onStackResource('orders-Queue-1A2B3C').client)).rejects.toThrow(RefusedError);
});

describe('by its service', () => {
  const VOLUME: ResourceInStack = { StackName: 'orders', LogicalResourceIds: ['Volume'], Type: 'AWS::FSx::Volume' };
  const VOLUME_ID = 'fsvol-0123456789abcdef0';
  const VOLUME_ARN = `arn:aws:fsx:eu-west-1:111122223333:volume/fs-0123456789abcdef0/${VOLUME_ID}`;
  const state = { ...seeking(), Resource: VOLUME };

  test('it is found when its physical id does not show the ARN', async () => {
    const aws = new FakeAws().onStackResource(VOLUME_ID).onArn(VOLUME_ARN);
    const after = await locateResource(state, aws.client);
    expect(JSON.parse(after.Request)).toEqual({ ...WITHOUT_ARN, ResourceArn: VOLUME_ARN });
    expect(aws.arnCalls).toEqual([['arnOfVolume', VOLUME_ID]]);
  });

  test('it is skipped when the service does not know it', async () => {
    const aws = new FakeAws().onStackResource(VOLUME_ID).onArn(new NotFoundError('DescribeVolumes: VolumeNotFound: none'));
    const Skipped = `There is nothing to back up yet: AWS::FSx::Volume ${VOLUME_ID} does not exist`;
    expect(await locateResource(state, aws.client)).toEqual({ ...state, Skipped, Outcome: 'skipped', Next: 'FINISH' });
  });

  test.each([new TryAgainLaterError('busy'), new ThrottledError('slow'), new NotYetPermittedError('no'), new RefusedError('no')])(
    'nothing is skipped when the call fails: %p', async (error) => {
      const aws = new FakeAws().onStackResource(VOLUME_ID).onArn(error);
      await expect(locateResource(state, aws.client)).rejects.toBe(error);
    });
});

describe('that moves', () => {
  const FormerResource: ResourceInStack = { StackName: 'orders', LogicalResourceIds: ['Nested', 'Former'], Type: 'AWS::DynamoDB::Table' };
  const state = { ...seeking('Table'), ResourceType: 'DynamoDB', FormerResource };
  const NONE = new NotFoundError('does not exist');

  test('is the new one when that exists, without a call for the former', async () => {
    const aws = new FakeAws().onStackResource('new');
    expect(arnIn(await locateResource(state, aws.client))).toMatch(/table\/new$/);
    expect(aws.stackResourceCalls).toEqual([['orders', 'Table']]);
  });

  test('is the former one when the new one does not exist', async () => {
    const aws = new FakeAws().onStackResource(NONE, NESTED_ID, 'former');
    const after = await locateResource(state, aws.client);
    expect(JSON.parse(after.Request)).toEqual({ ...WITHOUT_ARN, ResourceArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/former' });
    expect(after).toEqual({ ...state, Request: after.Request });
    expect(aws.stackResourceCalls).toEqual([['orders', 'Table'], ['orders', 'Nested'], ['orders-Nested-1A2B3C', 'Former']]);
  });

  test('has the ARN of its own type, and not the type name of the new one', async () => {
    const aws = new FakeAws().onStackResource(NONE, 'former');
    const ofBucket = { ...FormerResource, LogicalResourceIds: ['Bucket'], Type: 'AWS::S3::Bucket' };
    const after = await locateResource({ ...state, FormerResource: ofBucket }, aws.client);
    expect(arnIn(after)).toBe('arn:aws:s3:::former');
    expect(after.ResourceType).toBeUndefined();
  });

  test('is skipped only when neither exists, and both are named', async () => {
    const aws = new FakeAws().onStackResource(NONE, NESTED_ID, { PhysicalResourceId: 'former', ResourceStatus: 'DELETE_COMPLETE' });
    expect(await locateResource(state, aws.client)).toMatchObject({
      Outcome: 'skipped',
      Skipped: 'There is nothing to back up yet: stack orders has no Table, and Former of stack orders-Nested-1A2B3C is DELETE_COMPLETE',
    });
  });

  test('is not skipped when the call for the former one fails', async () => {
    const error = new TryAgainLaterError('busy');
    await expect(locateResource(state, new FakeAws().onStackResource(NONE, error).client)).rejects.toBe(error);
  });
});
