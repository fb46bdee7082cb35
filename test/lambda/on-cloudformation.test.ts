import { setTimeout as sleep } from 'node:timers/promises';
import { JobNotFoundError, NotYetPermittedError, RefusedError, TryAgainLaterError } from '../../lambda/errors';
import { onCloudFormation } from '../../lambda/on-cloudformation';
import { notStartedId } from '../../lambda/physical-id';
import { answerServer } from '../util/answer-server';
import {
  answerAddress, createEvent, deleteEvent, JOB_ID, MACHINE_ARN, properties, REQUEST_ID, requestText, SIGNATURE, updateEvent,
} from '../util/events';
import { FakeAws } from '../util/fake-aws';
import { captureLogs } from '../util/logs';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

const lines = captureLogs();
const server = answerServer();
const NOW = Date.parse('2025-11-23T04:00:00.000Z');
const pauses = () => jest.mocked(sleep).mock.calls.map(([milliseconds]) => milliseconds);
/** The event, as CloudFormation would send it from this server. */
const from = <T extends object>(event: T): T => ({ ...event, ResponseURL: server.url });

beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });

describe('hands over to the machine', () => {
  const CHANGED = properties({ Request: requestText({ Index: 'DISABLED' }) });

  test.each([
    ['a create', createEvent(), undefined],
    ['an update of the definition', updateEvent({ ResourceProperties: CHANGED }), undefined],
    ['an update of anything else', updateEvent({ ResourceProperties: properties({ ResourceType: 'EFS' }) }), JOB_ID],
  ])('%s, and does not answer', async (_what, event, ExistingJobId) => {
    const aws = new FakeAws().onStartMachine(undefined);
    await onCloudFormation(from(event), aws.client);
    const { Request, ResourceType } = event.ResourceProperties;
    expect(aws.machineCalls).toEqual([{
      arn: MACHINE_ARN,
      name: REQUEST_ID,
      input: {
        Request,
        ...ResourceType && { ResourceType },
        ...ExistingJobId && { ExistingJobId },
        Occasion: `${event.StackId}\n${REQUEST_ID}`,
        Deadline: '2025-11-23T04:57:00.000Z',
        Answer: from(answerAddress(event.PhysicalResourceId ? { PhysicalResourceId: event.PhysicalResourceId } : {})),
      },
    }]);
    expect(server.received).toEqual([]);
    expect(pauses()).toEqual([]);
  });

  test('a second delivery in the same words: the same name and occasion', async () => {
    const aws = new FakeAws().onStartMachine(undefined, undefined);
    await onCloudFormation(from(createEvent()), aws.client);
    await onCloudFormation(from(createEvent()), aws.client);
    expect(aws.machineCalls[1]).toEqual(aws.machineCalls[0]);
  });

  test('a request that is malformed, which the machine will tell', async () => {
    const aws = new FakeAws().onStartMachine(undefined);
    await onCloudFormation(from(createEvent({ ResourceProperties: properties({ Request: '{' }) })), aws.client);
    expect(aws.machineCalls[0].input.Request).toBe('{');
  });
});

test.each([
  ['of a job', JOB_ID],
  ['of a job never started', notStartedId('former')],
  ['made up by CloudFormation', 'stack-Backup-1A2B3C'],
])('a delete with an id %s succeeds at once, and keeps the id', async (_what, PhysicalResourceId) => {
  await onCloudFormation(from(deleteEvent({ PhysicalResourceId })), new FakeAws().client);
  const { StackId, RequestId, LogicalResourceId } = answerAddress();
  expect(server.answers).toStrictEqual([
    { Status: 'SUCCESS', Reason: 'recovery points are retained', PhysicalResourceId, StackId, RequestId, LogicalResourceId },
  ]);
});

describe('a start that is denied or throttled', () => {
  const DENIED = new NotYetPermittedError('StartExecution: AccessDeniedException: not yet');
  const BUSY = new TryAgainLaterError('StartExecution: ThrottlingException: slow down');

  test.each([
    ['once', [DENIED], [2]],
    ['twice, for two reasons', [DENIED, BUSY], [2, 4]],
    ['for a minute', [BUSY, DENIED, DENIED, DENIED, DENIED], [2, 4, 8, 16, 30]],
  ])('%s is tried again, and nothing is answered', async (_what, errors, seconds) => {
    const aws = new FakeAws().onStartMachine(...errors, undefined);
    await onCloudFormation(from(createEvent()), aws.client);
    expect(aws.machineCalls).toHaveLength(errors.length + 1);
    expect(new Set(aws.machineCalls.map((call) => JSON.stringify(call))).size).toBe(1);
    expect(pauses()).toEqual(seconds.map((each) => each * 1000));
    expect(server.received).toEqual([]);
  });

  test.each([['denied', DENIED], ['throttled', BUSY]])('for good (%s) is answered as a failure, after six tries', async (_what, error) => {
    const aws = new FakeAws().onStartMachine(() => error);
    await onCloudFormation(from(createEvent()), aws.client);
    expect(aws.machineCalls).toHaveLength(6);
    expect(server.answers).toMatchObject([{ Status: 'FAILED', Reason: `No backup job was started. ${error.message}` }]);
  });
});

describe('a start that is refused', () => {
  test.each([
    ['a create', createEvent(), notStartedId(REQUEST_ID)],
    ['an update', updateEvent({ OldResourceProperties: properties({ Revision: '0' }) }), JOB_ID],
    ['an update of a job never started', updateEvent({ PhysicalResourceId: notStartedId('former') }), notStartedId('former')],
  ])('of %s is answered at once as a failure', async (_what, event, PhysicalResourceId) => {
    const aws = new FakeAws().onStartMachine(new RefusedError('StartExecution: StateMachineDoesNotExist: gone'));
    await onCloudFormation(from(event), aws.client);
    const { StackId, RequestId, LogicalResourceId } = answerAddress();
    expect(server.answers).toStrictEqual([{
      Status: 'FAILED',
      Reason: 'No backup job was started. StartExecution: StateMachineDoesNotExist: gone',
      PhysicalResourceId,
      StackId,
      RequestId,
      LogicalResourceId,
    }]);
    expect(pauses()).toEqual([]);
  });

  test.each([['an error of another kind', new JobNotFoundError('odd')], ['a mistake of ours', new TypeError('x is undefined')]])('by %s is answered too', async (_what, error) => {
    await onCloudFormation(from(createEvent()), new FakeAws().onStartMachine(error).client);
    expect(server.answers).toMatchObject([{ Status: 'FAILED', Reason: `No backup job was started. ${error.message}` }]);
  });

  test('is logged as an error', async () => {
    await onCloudFormation(from(createEvent()), new FakeAws().onStartMachine(new RefusedError('no')).client);
    expect(lines).toMatchObject([{ level: 'info' }, { level: 'error', message: 'the machine could not be started', reason: 'no' }]);
  });
});

test('an answer that is not taken fails the invocation, so that Lambda delivers the event again', async () => {
  server.behaviours = new Array(5).fill(503);
  await expect(onCloudFormation(from(deleteEvent()), new FakeAws().client)).rejects.toBeInstanceOf(TryAgainLaterError);
});

test('the decision is logged with the keys of the resource, never with the signature', async () => {
  await onCloudFormation(from(createEvent()), new FakeAws().onStartMachine(new RefusedError('no')).client);
  await onCloudFormation(from(deleteEvent()), new FakeAws().client);
  const { StackId, LogicalResourceId } = answerAddress();
  expect(lines[0]).toEqual({
    level: 'info',
    message: 'decided: start',
    requestType: 'Create',
    stackId: StackId,
    logicalId: LogicalResourceId,
    reason: 'the definition is new',
  });
  expect(lines[2]).toMatchObject({ message: 'decided: answer', requestType: 'Delete', reason: 'recovery points are retained' });
  expect(JSON.stringify(lines)).not.toContain(SIGNATURE);
});
