import { recordFor } from './fixture';
import { RefusedError } from '../../../lambda/aws/errors';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decideStep } from '../../../lambda/cloudformation/decide-step';
import { onCloudFormation } from '../../../lambda/cloudformation/on-cloudformation';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import { writeRecord } from '../../../src/request/history/write-record';
import {
  createEvent, deleteEvent, JOB_ID, jobRecord, PHYSICAL_ID, properties, REQUEST, requestJson, RESOURCE_ARN, updateEvent,
  waitPolicy,
} from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';
import { responseServer } from '../../util/response-server';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

captureLogs();
const server = responseServer();
/** The event, as CloudFormation would send it from this server. */
const from = <T extends object>(event: T): T => ({ ...event, ResponseURL: server.url });

const RESOURCE = { StackName: 'orders', LogicalResourceIds: ['Nested', 'Table'], Type: 'AWS::DynamoDB::Table' };
const BEFORE = properties({ History: '/cdk-on-demand-backup/orders/Backup', Trigger: 'BEFORE_CHANGE', Resource: JSON.stringify(RESOURCE), Revision: '2', DeployTimeValues: [{ a: ['b'] }] });
const FINAL = properties({ Trigger: 'ON_DELETE', WaitPolicy: JSON.stringify(waitPolicy({ OnTimeout: 'HAND_ON' })) });

/** The state with which the execution acts: its input, or what the first step decided. */
async function inputOf(event: CloudFormationEvent, aws = new FakeAws()): Promise<ExecutionState> {
  await onCloudFormation(from(event), aws.onStartExecution(undefined).client);
  expect(server.responses).toEqual([]);
  const { input } = aws.executionCalls[0];
  const state = input.Undecided ? await decideStep(input, input.Undecided, aws.client) : input;
  return JSON.parse(JSON.stringify(state)) as ExecutionState;
}

test('before a change: where the resource is', async () => {
  const input = await inputOf(createEvent({ ResourceProperties: BEFORE }));
  expect(input).toMatchObject({ Trigger: 'BEFORE_CHANGE', Resource: RESOURCE });
  expect(input).not.toHaveProperty('DeployTimeValues');
  expect(await inputOf(createEvent({ ResourceProperties: { ...BEFORE, Resource: undefined } }))).not.toHaveProperty('Resource');
});

test('before a change, when a job goes on: that job, and no location', async () => {
  const event = updateEvent({ ResourceProperties: { ...BEFORE, WaitPolicy: '{}' }, OldResourceProperties: BEFORE });
  const accepted = recordFor(BEFORE, { outcome: '' });
  const input = await inputOf(event, new FakeAws().onHistory([writeRecord(accepted)]).onDescribe(jobRecord()));
  expect(input).toMatchObject({ Trigger: 'BEFORE_CHANGE', ExistingJob: { BackupJobId: JOB_ID }, WaitPolicy: waitPolicy({ WarnOnFailure: true }) });
  expect(input).not.toHaveProperty('Resource');
});

test('before a change, when the resource moves: where it was, too', async () => {
  const renamed = { ...RESOURCE, LogicalResourceIds: ['Nested', 'Renamed'] };
  const event = updateEvent({ ResourceProperties: { ...BEFORE, Resource: JSON.stringify(renamed) }, OldResourceProperties: BEFORE });
  expect(await inputOf(event)).toMatchObject({ Resource: renamed, FormerResource: RESOURCE });
  expect(await inputOf({ ...event, ResourceProperties: { ...BEFORE, Revision: '3' } })).not.toHaveProperty('FormerResource');
});

test('before a change: a location that cannot be read fails, and nothing was changed', async () => {
  const aws = new FakeAws();
  await onCloudFormation(from(createEvent({ ResourceProperties: { ...BEFORE, Resource: '{}' } })), aws.client);
  expect(aws.executionCalls).toEqual([]);
  expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: expect.stringMatching(/nothing was changed.*Resource does not name a resource/) }]);
});

test.each([
  ['on delete', 'DELETE_IN_PROGRESS', FINAL, {}],
  ['on delete, in an update', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', FINAL, {}],
  ['on delete, of the next in a chain', 'DELETE_IN_PROGRESS', { ...FINAL, Continued: 'true' }, { Continued: true }],
  ['on delete, of one that is no chain', 'DELETE_IN_PROGRESS', { ...FINAL, Continued: 'false' }, {}],
])('%s: the status of the stack, and whether to take up a job', async (_what, StackStatus, ResourceProperties, more) => {
  const input = await inputOf(deleteEvent({ ResourceProperties, PhysicalResourceId: PHYSICAL_ID }), new FakeAws().onStack(StackStatus));
  const { Continued } = more as Partial<ExecutionState>;
  expect(input).toMatchObject({ Trigger: 'ON_DELETE', StackStatus, WaitPolicy: waitPolicy({ OnTimeout: 'HAND_ON' }), ResponseAddress: { RequestType: 'Delete' } });
  expect(input.Continued).toBe(Continued);
  expect(input).not.toHaveProperty('ExistingJob');
});

test('a delete of any other trigger takes up nothing', async () => {
  const WaitPolicy = JSON.stringify(waitPolicy({ Destroy: true }));
  expect(await inputOf(deleteEvent({ ResourceProperties: properties({ Continued: 'true', WaitPolicy, History: '/cdk-on-demand-backup/orders/OrdersBackup' }) }))).not.toHaveProperty('Continued');
  expect(await inputOf(createEvent({ ResourceProperties: properties({ Continued: 'true' }) }))).not.toHaveProperty('Continued');
});

test('on delete, when the status of the stack is not known: a job is started', async () => {
  const input = await inputOf(deleteEvent({ ResourceProperties: FINAL }), new FakeAws().onStack(new RefusedError('which stack?')));
  expect(input).toMatchObject({ Trigger: 'ON_DELETE' });
  expect(input).not.toHaveProperty('StackStatus');
});

test('on delete: the response to a create comes at once', async () => {
  const aws = new FakeAws();
  await onCloudFormation(from(createEvent({ ResourceProperties: FINAL })), aws.client);
  expect(aws.executionCalls).toEqual([]);
  const Data = { BackupJobId: '', StatusMessage: expect.stringContaining('before the resource is deleted') as string };
  expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data }]);
});

test('on delete: after an update the history says whether the backup of a former resource failed', async () => {
  const { Response } = await inputOf(updateEvent({ ResourceProperties: FINAL }));
  expect(Response).toMatchObject({ Status: 'SUCCESS', Reason: 'the backup is made before the resource is deleted' });
  expect(server.responses).toEqual([]);
});

test.each(['ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'])('on delete: a rollback starts nothing: %s', async (status) => {
  const state = await inputOf(deleteEvent({ ResourceProperties: FINAL, PhysicalResourceId: PHYSICAL_ID }), new FakeAws().onStack(status));
  expect(state).toMatchObject({ Next: 'FINISH', Response: { Status: 'SUCCESS', Reason: expect.stringContaining('rolled back'), Data: { BackupJobId: '' } } });
});

test('on delete: a state machine that cannot be started fails the delete, and says that nothing was deleted', async () => {
  const aws = new FakeAws().onStartExecution(new RefusedError('no machine'));
  await onCloudFormation(from(deleteEvent({ ResourceProperties: FINAL })), aws.client);
  expect(server.responses).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: PHYSICAL_ID, Reason: expect.stringMatching(/nothing was deleted\. The state machine.*no machine.*To go on/) }]);
});

describe('on delete, an update that replaces the resource', () => {
  const FORMER = RESOURCE_ARN.replace('fs-0', 'fs-f');
  const PhysicalResourceId = PHYSICAL_ID;
  const OldResourceProperties = { ...FINAL, Request: requestJson({ ResourceArn: FORMER, BackupVaultName: 'old-vault' }), ResourceType: 'EFS', WaitPolicy: '{}' };
  const update = (now: Partial<typeof FINAL> = {}) => updateEvent({
    PhysicalResourceId, ResourceProperties: { ...FINAL, Request: requestJson({ Lifecycle: { DeleteAfterDays: 30 } }), ResourceType: 'Other', ...now }, OldResourceProperties,
  });

  test('starts a job of the former one, with the new wait policy', async () => {
    const { Request, ...input } = await inputOf(update());
    expect(JSON.parse(Request)).toEqual({ ...REQUEST, ResourceArn: FORMER, Lifecycle: { DeleteAfterDays: 30 } });
    expect(input).toMatchObject({ Trigger: 'ON_DELETE', ResourceType: 'EFS', StackStatus: 'UPDATE_IN_PROGRESS', ResponseAddress: { RequestType: 'Update', PhysicalResourceId } });
    expect(input).not.toHaveProperty('Continued');
  });

  test.each([
    ['the first of a chain does not hand on: nobody would take up its job', { OnTimeout: 'HAND_ON' }, { }],
    ['the first of a chain goes on when its time is up, if it may go on without a backup', { OnTimeout: 'HAND_ON', WarnOnFailure: true }, { WarnOnFailure: true, OnTimeout: 'CONTINUE' }],
    ['the only one does what it says', { WarnOnFailure: true, OnTimeout: 'CONTINUE', TimeoutSeconds: 60, FailOnIssues: true }, { WarnOnFailure: true, OnTimeout: 'CONTINUE', TimeoutSeconds: 60, FailOnIssues: true }],
    ['the only one fails by default', { TimeoutSeconds: 60 }, { TimeoutSeconds: 60 }],
  ] as const)('%s', async (_what, how, expected) => {
    expect((await inputOf(update({ WaitPolicy: JSON.stringify(waitPolicy(how)) }))).WaitPolicy).toEqual(waitPolicy(expected));
  });

  test('keeps a request that cannot be read, for the first step to report', async () => {
    expect((await inputOf(update({ Request: '{' }))).Request).toBe('{');
  });

  test('starts nothing in a rollback', async () => {
    expect(await inputOf(update(), new FakeAws().onStack('UPDATE_ROLLBACK_IN_PROGRESS'))).toMatchObject({
      Next: 'FINISH', Response: { Status: 'SUCCESS', Reason: expect.stringContaining('the failed update created what is replaced') },
    });
  });

  test('of the next in a chain gets its response at once', async () => {
    const aws = new FakeAws();
    await onCloudFormation(from(update({ Continued: 'true' })), aws.client);
    expect(aws.executionCalls).toEqual([]);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId }]);
  });

  test('a state machine that cannot be started fails the update', async () => {
    await onCloudFormation(from(update()), new FakeAws().onStartExecution(new RefusedError('no machine')).client);
    expect(server.responses).toMatchObject([{ Status: 'FAILED', PhysicalResourceId, Reason: expect.stringMatching(/nothing was deleted, and the update fails.*no machine/) }]);
  });
});
