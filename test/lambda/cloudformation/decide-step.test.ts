import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { NOT_ASKED } from '../../../lambda/aws/stack-status';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide } from '../../../lambda/cloudformation/decide';
import { decideStep } from '../../../lambda/cloudformation/decide-step';
import { executionInput } from '../../../lambda/cloudformation/execution-input';
import { notStartedId } from '../../../lambda/job/physical-id';
import type { ExecutionState } from '../../../src/request/execution-state';
import { Environment } from '../../../src/request/names';
import {
  deleteEvent, JOB_ID, jobRecord, OTHER_JOB_ID, properties, RECOVERY_POINT_ARN, requestJson, responseAddress, runningJob, SIGNATURE, updateEvent,
  waitPolicy,
} from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const NOW = Date.parse('2025-11-23T04:00:00.000Z');
const DEADLINE = '2025-11-23T04:58:30.000Z';
const ROLLBACK = 'UPDATE_ROLLBACK_IN_PROGRESS';
const CHANGED = properties({ Request: requestJson({ Index: 'DISABLED' }) });
const DESTROY = properties({ History: '/cdk-on-demand-backup/orders/OrdersBackup', WaitPolicy: JSON.stringify(waitPolicy({ Destroy: true })) });
const FINAL = properties({ Trigger: 'ON_DELETE' });
const WHOLE_ID = `${JOB_ID}|${RECOVERY_POINT_ARN}`;
const WHOLE_JOB = { BackupJobId: JOB_ID, RecoveryPointArn: RECOVERY_POINT_ARN };
const CHAIN = updateEvent({ ResourceProperties: properties({ ContinuedJobId: OTHER_JOB_ID }) });
const ERRORS = [new ThrottledError('Rate exceeded'), new TryAgainLaterError('busy'), new NotYetPermittedError('denied')] as const;

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
});

/** The execution as the function starts it. */
function undecided(event: CloudFormationEvent, more: Partial<ExecutionState> = {}): ExecutionState {
  return JSON.parse(JSON.stringify({ ...executionInput(event, decide(event, NOT_ASKED), DEADLINE), ...more })) as ExecutionState;
}

async function step(state: ExecutionState, aws: FakeAws): Promise<ExecutionState> {
  if (state.Undecided === undefined) { throw new Error('it is decided'); }
  return JSON.parse(JSON.stringify(await decideStep(state, state.Undecided, aws.client))) as ExecutionState;
}

const decided = (event: CloudFormationEvent, aws: FakeAws) => step(undecided(event), aws);

describe('once the status is known', () => {
  test.each<[string, CloudFormationEvent, Partial<ExecutionState>]>([
    ['an update of the backup starts a job', updateEvent({ ResourceProperties: CHANGED }), { WaitPolicy: waitPolicy() }],
    ['an update of anything else follows the job, and does not fail for it', updateEvent(), { ExistingJob: { BackupJobId: JOB_ID }, WaitPolicy: waitPolicy({ WarnOnFailure: true }) }],
    ['it knows the recovery point', updateEvent({ PhysicalResourceId: WHOLE_ID }), { ExistingJob: WHOLE_JOB, WaitPolicy: waitPolicy({ WarnOnFailure: true }) }],
    ['an update of a chain follows the job of the previous one', CHAIN, { ExistingJob: { BackupJobId: OTHER_JOB_ID }, WaitPolicy: waitPolicy() }],
    ['a delete that destroys removes', deleteEvent({ PhysicalResourceId: WHOLE_ID, ResourceProperties: DESTROY }), { IsRemoval: true, WaitPolicy: waitPolicy() }],
    ['a delete starts a final backup', deleteEvent({ ResourceProperties: FINAL }), { WaitPolicy: waitPolicy() }],
  ])('%s', async (_what, event, expected) => {
    const aws = new FakeAws().onDescribe(runningJob());
    const { Undecided, ...input } = undecided(event);
    expect(await decided(event, aws)).toEqual({ ...input, ...expected, StackStatus: 'UPDATE_IN_PROGRESS', Next: 'WAIT', WaitSeconds: 0 });
    expect(aws.stackCalls).toEqual([responseAddress().StackId]);
    expect([aws.startCalls, aws.deleteCalls]).toEqual([[], []]);
  });

  test('the deadline stays that of the request, whenever it is decided', async () => {
    const Deadline = new Date(NOW + 1000_000).toISOString();
    expect(await step(undecided(updateEvent({ ResourceProperties: CHANGED }), { Deadline }), new FakeAws())).toMatchObject({ Deadline });
  });

  test('the decision is logged, without the address of the response', async () => {
    await decided(updateEvent({ ResourceProperties: CHANGED }), new FakeAws());
    expect(lines).toMatchObject([{ level: 'info', message: 'decided: start', step: 'Start', requestType: 'Update', reason: 'the backup changed' }]);
    expect(JSON.stringify(lines)).not.toContain(SIGNATURE);
  });

  test.each([['the same', ['a'], ['a'], 'follow'], ['changed', ['hush'], ['secret'], 'start'], ['added', undefined, [], 'start'], ['removed', 'hush', undefined, 'start']])(
    'deploy-time values that are %s decide, and do not get into the state', async (_what, before, now, action) => {
      const [OldResourceProperties, ResourceProperties] = [before, now].map((DeployTimeValues) => properties({ DeployTimeValues }));
      const event = updateEvent({ OldResourceProperties, ResourceProperties });
      expect(JSON.stringify(undecided(event))).not.toMatch(/hush|secret/);
      expect((await decided(event, new FakeAws().onDescribe(runningJob()))).ExistingJob).toEqual(action === 'follow' ? { BackupJobId: JOB_ID } : undefined);
    });
});

describe('while the stack is rolled back', () => {
  test.each([ROLLBACK, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'])(
    'an update follows the job that exists, and neither waits nor fails for it: %s', async (status) => {
      const ResourceProperties = { ...CHANGED, WaitPolicy: JSON.stringify(waitPolicy({ OnTimeout: 'STOP' })) };
      expect(await decided(updateEvent({ ResourceProperties }), new FakeAws().onStack(status))).toMatchObject({
        ExistingJob: { BackupJobId: JOB_ID }, WaitPolicy: { ...waitPolicy({ OnTimeout: 'STOP' }), Accepted: true, WarnOnFailure: true }, Next: 'WAIT',
      });
    });

  test('an update of a chain does the same', async () => {
    expect(await decided(CHAIN, new FakeAws().onStack(ROLLBACK).onDescribe(runningJob())))
      .toMatchObject({ ExistingJob: { BackupJobId: OTHER_JOB_ID }, WaitPolicy: { Accepted: true, WarnOnFailure: true } });
  });

  test.each<[string, CloudFormationEvent, string, string]>([
    ['an update of a job never started starts none', updateEvent({ PhysicalResourceId: notStartedId('former') }), ROLLBACK, 'the stack is being rolled back, and no job was started'],
    ['a delete destroys nothing', deleteEvent({ ResourceProperties: DESTROY }), ROLLBACK, 'the update is being rolled back: nothing is deleted'],
    ['a delete makes no final backup', deleteEvent({ ResourceProperties: FINAL }), 'ROLLBACK_IN_PROGRESS', 'the stack is being rolled back: the failed operation created what is deleted'],
  ])('%s, and the response says so', async (_what, event, status, Reason) => {
    const state = await decided(event, new FakeAws().onStack(status));
    expect(state).toMatchObject({ Next: 'FINISH', Response: { Status: 'SUCCESS', Reason, Data: { BackupJobId: '', StatusMessage: Reason } } });
    expect([state.Undecided, state.IsRemoval, state.ExistingJob]).toEqual([undefined, undefined, undefined]);
  });

  test.each(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS'])('which it is not when it is "%s"', async (status) => {
    expect((await decided(updateEvent({ ResourceProperties: CHANGED }), new FakeAws().onStack(status))).ExistingJob).toBeUndefined();
  });
});

describe('a nested stack', () => {
  const RootId = responseAddress().StackId.replace('orders', 'shop');
  const deleting = { StackStatus: 'DELETE_IN_PROGRESS', RootId };

  test.each([
    ['ROLLBACK_IN_PROGRESS', 'respond'], ['UPDATE_ROLLBACK_IN_PROGRESS', 'respond'], ['CREATE_IN_PROGRESS', 'respond'],
    ['DELETE_IN_PROGRESS', 'start'], ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'start'], ['UPDATE_COMPLETE', 'start'],
  ])('that is deleted asks for its outermost stack, whose status counts: %s, %s', async (RootStatus, action) => {
    const aws = new FakeAws().onStack(deleting, RootStatus);
    const state = await decided(deleteEvent({ ResourceProperties: FINAL }), aws);
    expect(aws.stackCalls).toEqual([responseAddress().StackId, RootId]);
    expect([state.Next, state.StackStatus]).toEqual([action === 'start' ? 'WAIT' : 'FINISH', RootStatus]);
  });

  test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', ROLLBACK])('that is %s knows enough', async (StackStatus) => {
    const aws = new FakeAws().onStack({ StackStatus, RootId });
    await decided(deleteEvent({ ResourceProperties: FINAL }), aws);
    expect(aws.stackCalls).toHaveLength(1);
  });

  test.each([['it is the outermost itself', { ...deleting, RootId: responseAddress().StackId }], ['none is known', { StackStatus: 'DELETE_IN_PROGRESS' }]])(
    'asks for no other stack when %s', async (_when, stack) => {
      const aws = new FakeAws().onStack(stack);
      expect((await decided(deleteEvent({ ResourceProperties: FINAL }), aws)).Next).toBe('WAIT');
      expect(aws.stackCalls).toHaveLength(1);
    });

  test.each(ERRORS)('waits for its outermost stack too: %p', async (error) => {
    const waiting = await decided(deleteEvent({ ResourceProperties: FINAL }), new FakeAws().onStack(deleting, error));
    expect(waiting).toMatchObject({ Asking: { Attempt: 1 }, Undecided: expect.anything(), Next: 'WAIT' });
    expect((await step(waiting, new FakeAws().onStack(deleting, 'ROLLBACK_IN_PROGRESS'))).Response).toMatchObject({ Status: 'SUCCESS' });
  });

  test.each([[FINAL, {}], [DESTROY, { IsRemoval: true }]])('whose outermost stack cannot be known is deleted by intent', async (ResourceProperties, expected) => {
    const aws = new FakeAws().onStack(deleting, new RefusedError('which stack?'));
    const state = await decided(deleteEvent({ ResourceProperties }), aws);
    expect(state).toMatchObject({ ...expected, Next: 'WAIT', StackStatus: 'DELETE_IN_PROGRESS' });
    expect([state.Response, state.Asking]).toEqual([undefined, undefined]);
  });
});

describe('while CloudFormation does not answer', () => {
  afterEach(() => { delete process.env[Environment.BACKUPS]; });
  const EVENT = updateEvent({ ResourceProperties: CHANGED });

  test.each([[ERRORS[0], 121, 31], [ERRORS[1], 121, 31], [ERRORS[2], 3, 5]])('it waits and asks again, with nothing decided: %p', async (error, first, second) => {
    process.env[Environment.BACKUPS] = '400';
    const state = undecided(EVENT);
    const once = await step(state, new FakeAws().onStack(error));
    expect(once).toEqual({ ...state, Asking: { Attempt: 1, Seconds: first }, Next: 'WAIT', WaitSeconds: first });
    const twice = await step(once, new FakeAws().onStack(error));
    expect(twice).toEqual({ ...state, Asking: { Attempt: 2, Seconds: first + second }, Next: 'WAIT', WaitSeconds: second });
    const { Asking, WaitedSeconds, Undecided, ExistingJob } = await step(twice, new FakeAws().onStack(ROLLBACK));
    expect([Asking, WaitedSeconds, Undecided, ExistingJob]).toEqual([undefined, undefined, undefined, { BackupJobId: JOB_ID }]);
    expect(lines[0]).toMatchObject({ level: 'warn', message: 'could not get the status of the stack', step: 'Start', reason: error.message });
  });

  /** When the status counts as unknown, with the state of the moment. */
  const GIVEN_UP: readonly (readonly [string, Error, Partial<ExecutionState>])[] = [
    ['a call that is refused', new RefusedError('no such stack'), {}],
    ['a throttled call, shortly before the deadline', ERRORS[0], { Deadline: new Date(NOW + 900_000).toISOString(), Asking: { Attempt: 50, Seconds: 2600 } }],
    ['a service with faults, after ten minutes', ERRORS[1], { Asking: { Attempt: 30, Seconds: 600 } }],
    ['a denied call, after IAM had its time', ERRORS[2], { Asking: { Attempt: 20, Seconds: 150 } }],
  ];

  describe.each(GIVEN_UP)('it gives up: %s', (_what, error, moment) => {
    const unknown = (event: CloudFormationEvent) => step(undecided(event, moment), new FakeAws().onStack(error).onDescribe(runningJob()));

    test('an update of the backup starts a job: one too many is better than one too few', async () => {
      const state = await unknown(EVENT);
      expect(state).toMatchObject({ WaitPolicy: waitPolicy(), Next: 'WAIT' });
      expect([state.ExistingJob, state.StackStatus, state.Asking]).toEqual([undefined, undefined, undefined]);
      expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', message: 'could not get the status of the stack', reason: error.message }));
    });

    test('an update of anything else follows the job', async () => {
      expect(await unknown(updateEvent())).toMatchObject({ ExistingJob: { BackupJobId: JOB_ID }, WaitPolicy: waitPolicy({ WarnOnFailure: true }) });
    });

    test('a final backup is made', async () => {
      expect(await unknown(deleteEvent({ ResourceProperties: FINAL }))).toMatchObject({ Trigger: 'ON_DELETE', Next: 'WAIT' });
    });

    test('a delete that destroys fails, and nothing is deleted', async () => {
      const state = await unknown(deleteEvent({ ResourceProperties: DESTROY }));
      expect(state).toMatchObject({ Next: 'FINISH', Response: { Status: 'FAILED', Reason: expect.stringContaining('nothing was deleted') } });
      expect(state.IsRemoval).toBeUndefined();
    });
  });

  test.each([
    ['throttled for half an hour', ERRORS[0], { Asking: { Attempt: 99, Seconds: 1800 } }],
    ['faulty for nearly ten minutes', ERRORS[1], { Asking: { Attempt: 29, Seconds: 599 } }],
    ['denied for two minutes', ERRORS[2], { Asking: { Attempt: 19, Seconds: 149 } }],
  ])('it does not give up: %s', async (_what, error, moment) => {
    expect(await step(undecided(EVENT, moment), new FakeAws().onStack(error))).toMatchObject({ Undecided: expect.anything(), Next: 'WAIT' });
  });
});

describe('an update that follows a job', () => {
  const ended = (State: string) => new FakeAws().onDescribe(jobRecord({ State })).onStack(new RefusedError('asked'));

  test.each([
    ['ended well', updateEvent(), ended('COMPLETED')],
    ['failed, which is no failure of an update', updateEvent(), ended('FAILED')],
    ['is forgotten', updateEvent(), new FakeAws().onDescribe(new NotFoundError('which?'))],
    ['ended well, in a chain', CHAIN, ended('COMPLETED')],
  ])('does not ask when the job %s: a rollback reports the same', async (_what, event, aws) => {
    expect(await decided(event, aws)).toMatchObject({ ExistingJob: expect.anything(), Next: 'WAIT' });
    expect(aws.stackCalls).toEqual([]);
  });

  test.each([
    ['goes on', updateEvent(), new FakeAws().onDescribe(runningJob())],
    ['failed, in a chain, which is a failure of an update only', CHAIN, new FakeAws().onDescribe(jobRecord({ State: 'FAILED' }))],
    ['cannot be described', updateEvent(), new FakeAws().onDescribe(new TryAgainLaterError('busy'))],
  ])('asks when the job %s', async (_what, event, aws) => {
    expect(await decided(event, aws.onStack(ROLLBACK))).toMatchObject({ WaitPolicy: { Accepted: true, WarnOnFailure: true } });
    expect(aws.stackCalls).toHaveLength(1);
  });

  test('looks at the job once, however often it asks', async () => {
    const aws = new FakeAws().onDescribe(runningJob()).onStack(ERRORS[0], ERRORS[0], ROLLBACK);
    await step(await step(await decided(updateEvent(), aws), aws), aws);
    expect(aws.describeCalls).toHaveLength(1);
  });
});
