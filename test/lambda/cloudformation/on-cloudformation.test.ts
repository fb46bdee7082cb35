import { setTimeout as sleep } from 'node:timers/promises';
import { NotFoundError, NotYetPermittedError, RefusedError, TryAgainLaterError } from '../../../lambda/aws/errors';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { onCloudFormation } from '../../../lambda/cloudformation/on-cloudformation';
import { undecidedRequest } from '../../../lambda/cloudformation/undecided-request';
import { toJobRecord } from '../../../lambda/job/job-record';
import { attributesOf } from '../../../lambda/response/response-content';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import {
  createEvent, deleteEvent, FAILED_ID, JOB_ID, OTHER_JOB_ID, PHYSICAL_ID, properties, REQUEST_ID, requestJson, responseAddress,
  SIGNATURE, STATE_MACHINE_ARN, updateEvent, waitPolicy,
} from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';
import { responseServer } from '../../util/response-server';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

const lines = captureLogs();
const server = responseServer();
const NOTHING_DONE = 'The state machine could not be started, so nothing was done.';
const NOW = Date.parse('2025-11-23T04:00:00.000Z');
const pauses = () => jest.mocked(sleep).mock.calls.map(([milliseconds]) => milliseconds);
/** The event, as CloudFormation would send it from this server. */
const from = <T extends object>(event: T): T => ({ ...event, ResponseURL: server.url });

beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });

describe('starts the state machine for', () => {
  const CHANGED = properties({ Request: requestJson({ Index: 'DISABLED' }) });

  const HANDLED: WaitPolicy = { TimeoutSeconds: 600, OnTimeout: 'STOP', WarnOnFailure: true, FailOnIssues: true, Accepted: true, Destroy: true };
  const WaitPolicy = JSON.stringify(HANDLED);
  const History = '/cdk-on-demand-backup/orders/OrdersBackup';
  const DELETED = deleteEvent({ ResourceProperties: properties({ History, WaitPolicy }) });
  const DELETED_LINK = deleteEvent({ ResourceProperties: properties({ History, WaitPolicy: JSON.stringify({ ...HANDLED, OnTimeout: 'HAND_ON' }) }) });

  test.each<[string, CloudFormationEvent, WaitPolicy]>([
    ['a create', createEvent(), waitPolicy()],
    ['a create with a wait policy', createEvent({ ResourceProperties: properties({ WaitPolicy }) }), HANDLED],
    ['a create whose wait policy is invalid', createEvent({ ResourceProperties: properties({ WaitPolicy: '{' }) }), waitPolicy()],
    ['a create of a chain', createEvent({ ResourceProperties: properties({ ContinuedJobId: OTHER_JOB_ID }) }), waitPolicy()],
    ['an update of the backup', updateEvent({ ResourceProperties: CHANGED }), waitPolicy()],
    ['an update of anything else', updateEvent({ ResourceProperties: properties({ ResourceType: 'EFS' }) }), waitPolicy()],
    ['an update with a wait policy', updateEvent({ ResourceProperties: properties({ WaitPolicy }) }), HANDLED],
    ['a delete that destroys: it takes the time it needs', DELETED, waitPolicy({ FailOnIssues: true })],
    ['a delete that destroys the head of a chain: nothing is handed on', DELETED_LINK, waitPolicy({ FailOnIssues: true })],
    ['a delete that is backed up before', deleteEvent({ ResourceProperties: properties({ Trigger: 'ON_DELETE', WaitPolicy }) }), HANDLED],
  ])('%s, and neither responds nor asks for anything', async (_what, event, Handled) => {
    const aws = new FakeAws().onStartExecution(undefined);
    await onCloudFormation(from(event), aws.client);
    const { RequestType, PhysicalResourceId, ResourceProperties } = event;
    const { Request, ResourceType, Trigger } = ResourceProperties;
    expect(aws.executionCalls).toEqual([{
      arn: STATE_MACHINE_ARN,
      name: REQUEST_ID,
      input: {
        Request,
        ...ResourceType && { ResourceType },
        ...Trigger && { Trigger },
        WaitPolicy: Handled,
        ...[DELETED, DELETED_LINK].includes(event) && { IsRemoval: true, History: { Path: History, Recorded: expect.objectContaining({ trigger: 'on-deploy' }) as object } },
        IdempotencyKey: `${event.StackId}\n${REQUEST_ID}`,
        Deadline: '2025-11-23T04:58:30.000Z',
        ...(RequestType !== 'Create' || ResourceProperties.ContinuedJobId) && { Undecided: JSON.parse(JSON.stringify(undecidedRequest(event))) as object },
        ResponseAddress: from(responseAddress({ RequestType, ...PhysicalResourceId && { PhysicalResourceId } })),
      },
    }]);
    expect([...aws.stackCalls, ...aws.historyCalls]).toEqual([]);
    expect(server.received).toEqual([]);
    expect(pauses()).toEqual([]);
  });

  test('a second delivery, with the same name and idempotency key', async () => {
    const aws = new FakeAws().onStartExecution(undefined, undefined);
    await onCloudFormation(from(createEvent()), aws.client);
    await onCloudFormation(from(createEvent()), aws.client);
    expect(aws.executionCalls[1]).toEqual(aws.executionCalls[0]);
  });

  test('a malformed request, which the first step reports', async () => {
    const aws = new FakeAws().onStartExecution(undefined);
    await onCloudFormation(from(createEvent({ ResourceProperties: properties({ Request: '{' }) })), aws.client);
    expect(aws.executionCalls[0].input.Request).toBe('{');
  });
});

test.each([['create', createEvent(), PHYSICAL_ID], ['update', updateEvent(), PHYSICAL_ID]])(
  'a %s of a chain whose first resource started no job succeeds at once, and says so', async (_type, event, PhysicalResourceId) => {
    await onCloudFormation(from({ ...event, ResourceProperties: properties({ ContinuedJobId: '' }) }), new FakeAws().client);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId, Data: { BackupJobId: '', StatusMessage: 'the previous custom resource of the chain started no job' } }]);
  });

test.each([
  ['of a job', JOB_ID],
  ['of the custom resource', PHYSICAL_ID],
  ['made up by CloudFormation', 'stack-Backup-1A2B3C'],
])('a delete with an id %s succeeds at once, and keeps the id', async (_what, PhysicalResourceId) => {
  await onCloudFormation(from(deleteEvent({ PhysicalResourceId })), new FakeAws().client);
  const { StackId, RequestId, LogicalResourceId } = responseAddress();
  expect(server.responses).toStrictEqual([
    {
      Status: 'SUCCESS',
      Reason: 'recovery points are retained',
      PhysicalResourceId,
      StackId,
      RequestId,
      LogicalResourceId,
      Data: attributesOf(toJobRecord({ StatusMessage: 'recovery points are retained' }), undefined),
    },
  ]);
});

test('what the first custom resource of a chain reported is handed on to the last', async () => {
  const ResourceProperties = properties({ ContinuedJobId: '', ContinuedOutcome: 'failed', ContinuedStatusMessage: 'no permission' });
  await onCloudFormation(from(createEvent({ ResourceProperties })), new FakeAws().client);
  expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Data: { BackupJobId: '', Outcome: 'failed', StatusMessage: 'no permission' } }]);
});

describe('a start that is denied or throttled', () => {
  const DENIED = new NotYetPermittedError('StartExecution: AccessDeniedException: not yet');
  const BUSY = new TryAgainLaterError('StartExecution: ThrottlingException: slow down');

  test.each([
    ['once', [DENIED], [2]],
    ['twice, for two reasons', [DENIED, BUSY], [2, 4]],
    ['for a minute', [BUSY, DENIED, DENIED, DENIED, DENIED], [2, 4, 8, 16, 30]],
  ])('%s is retried, without a response', async (_what, errors, seconds) => {
    const aws = new FakeAws().onStartExecution(...errors, undefined);
    await onCloudFormation(from(createEvent()), aws.client);
    expect(aws.executionCalls).toHaveLength(errors.length + 1);
    expect(new Set(aws.executionCalls.map((call) => JSON.stringify(call))).size).toBe(1);
    expect(pauses()).toEqual(seconds.map((each) => each * 1000));
    expect(server.received).toEqual([]);
  });

  test.each([['denied', DENIED], ['throttled', BUSY]])('for good (%s) is a failure response, after six attempts', async (_what, error) => {
    const aws = new FakeAws().onStartExecution(() => error);
    await onCloudFormation(from(createEvent()), aws.client);
    expect(aws.executionCalls).toHaveLength(6);
    expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: `${NOTHING_DONE} ${error.message}` }]);
  });
});

describe('a start that is refused', () => {
  test.each([
    ['a create', createEvent(), FAILED_ID],
    ['an update', updateEvent({ OldResourceProperties: properties({ Revision: '0' }) }), PHYSICAL_ID],
    ['an update of one whose id CloudFormation made up', updateEvent({ PhysicalResourceId: 'stack-Backup-1A2B3C' }), 'stack-Backup-1A2B3C'],
  ])('of %s is a failure response at once', async (_what, event, PhysicalResourceId) => {
    const aws = new FakeAws().onStartExecution(new RefusedError('StartExecution: StateMachineDoesNotExist: gone'));
    await onCloudFormation(from(event), aws.client);
    const { StackId, RequestId, LogicalResourceId } = responseAddress();
    expect(server.responses).toStrictEqual([{
      Status: 'FAILED',
      Reason: `${NOTHING_DONE} StartExecution: StateMachineDoesNotExist: gone`,
      PhysicalResourceId,
      StackId,
      RequestId,
      LogicalResourceId,
    }]);
    expect(pauses()).toEqual([]);
  });

  test.each([['an error of another kind', new NotFoundError('odd')], ['a mistake of ours', new TypeError('x is undefined')]])('by %s gets a failure response too', async (_what, error) => {
    await onCloudFormation(from(createEvent()), new FakeAws().onStartExecution(error).client);
    expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: `${NOTHING_DONE} ${error.message}` }]);
  });

  test('is logged as an error', async () => {
    await onCloudFormation(from(createEvent()), new FakeAws().onStartExecution(new RefusedError('no')).client);
    expect(lines).toMatchObject([{ level: 'info' }, { level: 'error', message: 'the state machine could not be started', reason: 'no' }]);
  });
});

test('a response that is not accepted fails the invocation, so that Lambda delivers the event again', async () => {
  server.behaviours = new Array(5).fill(503);
  await expect(onCloudFormation(from(deleteEvent()), new FakeAws().client)).rejects.toBeInstanceOf(TryAgainLaterError);
});

test('the decision is logged with the keys of the resource, never with the signature', async () => {
  await onCloudFormation(from(createEvent()), new FakeAws().onStartExecution(new RefusedError('no')).client);
  await onCloudFormation(from(deleteEvent()), new FakeAws().client);
  const { StackId, LogicalResourceId } = responseAddress();
  expect(lines[0]).toEqual({
    level: 'info',
    message: 'decided: start',
    requestType: 'Create',
    stackId: StackId,
    logicalId: LogicalResourceId,
    reason: 'the backup is new',
  });
  expect(lines[2]).toMatchObject({ message: 'decided: respond', requestType: 'Delete', reason: 'recovery points are retained' });
  expect(JSON.stringify(lines)).not.toContain(SIGNATURE);
});
