import { recordFor } from './fixture';
import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide } from '../../../lambda/cloudformation/decide';
import { decideStep } from '../../../lambda/cloudformation/decide-step';
import { executionInput } from '../../../lambda/cloudformation/execution-input';
import { NOTHING_ASKED } from '../../../lambda/cloudformation/knowledge/knowledge';
import { attributesOfRecord } from '../../../lambda/history/attributes-of-record';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { writeRecord } from '../../../src/request/history/write-record';
import { Environment } from '../../../src/request/names';
import {
  deleteEvent, JOB_ID, jobRecord, OTHER_JOB_ID, properties, requestJson, responseAddress, runningJob, SIGNATURE, updateEvent,
  waitPolicy,
} from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const NOW = Date.parse('2025-11-23T04:00:00.000Z');
const DEADLINE = '2025-11-23T04:58:30.000Z';
const ROLLBACK = 'UPDATE_ROLLBACK_IN_PROGRESS';
const HISTORY = '/cdk-on-demand-backup/orders/OrdersBackup';
const A = properties({ History: HISTORY });
const CHANGED = { ...A, Request: requestJson({ Index: 'DISABLED' }) };
const DESTROY = { ...A, WaitPolicy: JSON.stringify(waitPolicy({ Destroy: true })) };
const FINAL = { ...A, Trigger: 'ON_DELETE' };
const update = (ResourceProperties: CustomResourceProperties, OldResourceProperties = A) =>
  updateEvent({ ResourceProperties, OldResourceProperties });
const UNCHANGED = update({ ...A, ResourceType: 'EFS' });
const CHAIN = update({ ...A, ContinuedJobId: OTHER_JOB_ID });
/** The job of the last deployment, which was not waited for. */
const GOES_ON = recordFor(A, { outcome: '' });
const ENDED = recordFor(A);
const RecordedAttributes = attributesOfRecord(GOES_ON);
const recording = (...records: HistoryRecord[]) => new FakeAws().onHistory(() => records.map(writeRecord));
const ERRORS = [new ThrottledError('Rate exceeded'), new TryAgainLaterError('busy'), new NotYetPermittedError('denied')] as const;

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
});

/** The execution as the function starts it. */
function undecided(event: CloudFormationEvent, more: Partial<ExecutionState> = {}): ExecutionState {
  return JSON.parse(JSON.stringify({ ...executionInput(event, decide(event, NOTHING_ASKED), DEADLINE), ...more })) as ExecutionState;
}

async function step(state: ExecutionState, aws: FakeAws): Promise<ExecutionState> {
  if (state.Undecided === undefined) { throw new Error('it is decided'); }
  return JSON.parse(JSON.stringify(await decideStep(state, state.Undecided, aws.client))) as ExecutionState;
}

const decided = (event: CloudFormationEvent, aws: FakeAws) => step(undecided(event), aws);

describe('once the status is known', () => {
  test.each<[string, CloudFormationEvent, Partial<ExecutionState>]>([
    ['an update of the backup starts a job', update(CHANGED), { WaitPolicy: waitPolicy() }],
    ['an update of anything else follows the job, and does not fail for it', UNCHANGED, { ExistingJob: { BackupJobId: JOB_ID }, RecordedAttributes, WaitPolicy: waitPolicy({ WarnOnFailure: true }) }],
    ['an update of a chain follows the job of the previous one', CHAIN, { ExistingJob: { BackupJobId: OTHER_JOB_ID }, WaitPolicy: waitPolicy() }],
    ['a delete that destroys removes', deleteEvent({ ResourceProperties: DESTROY }), { IsRemoval: true, WaitPolicy: waitPolicy() }],
    ['a delete starts a final backup', deleteEvent({ ResourceProperties: FINAL }), { WaitPolicy: waitPolicy() }],
  ])('%s', async (_what, event, expected) => {
    const aws = recording(GOES_ON).onDescribe(runningJob());
    const { Undecided, ...input } = undecided(event);
    expect(await decided(event, aws)).toEqual({ ...input, ...expected, StackStatus: 'UPDATE_IN_PROGRESS', Next: 'WAIT', WaitSeconds: 0 });
    expect(aws.stackCalls).toEqual([responseAddress().StackId]);
    expect([aws.startCalls, aws.deleteCalls]).toEqual([[], []]);
  });

  test('the deadline stays that of the request, whenever it is decided', async () => {
    const Deadline = new Date(NOW + 1000_000).toISOString();
    expect(await step(undecided(update(CHANGED), { Deadline }), recording(GOES_ON))).toMatchObject({ Deadline });
  });

  test('the decision is logged, without the address of the response', async () => {
    await decided(update(CHANGED), recording(GOES_ON));
    expect(lines).toMatchObject([{ level: 'info', message: 'decided: start', step: 'Start', requestType: 'Update', reason: 'the backup changed' }]);
    expect(JSON.stringify(lines)).not.toContain(SIGNATURE);
  });

  test.each([['the same', ['a'], ['a'], 'follow'], ['changed', ['hush'], ['secret'], 'start'], ['added', undefined, [], 'start'], ['removed', 'hush', undefined, 'start']])(
    'deploy-time values that are %s decide, and do not get into the state', async (_what, before, now, action) => {
      const [OldResourceProperties, ResourceProperties] = [before, now].map((DeployTimeValues) => ({ ...A, DeployTimeValues }));
      const event = update({ ...ResourceProperties, ResourceType: 'EFS' }, OldResourceProperties);
      expect(JSON.stringify(undecided(event))).not.toMatch(/hush|secret/);
      const record = recordFor(OldResourceProperties, { outcome: '' });
      expect((await decided(event, recording(record).onDescribe(runningJob()))).ExistingJob).toEqual(action === 'follow' ? { BackupJobId: JOB_ID } : undefined);
    });
});

describe('while the stack is rolled back', () => {
  test.each([ROLLBACK, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'])(
    'an update follows the job that exists, and neither waits nor fails for it: %s', async (status) => {
      const ResourceProperties = { ...A, WaitPolicy: JSON.stringify(waitPolicy({ OnTimeout: 'STOP' })) };
      expect(await decided(update(ResourceProperties, CHANGED), recording(GOES_ON).onStack(status))).toMatchObject({
        ExistingJob: { BackupJobId: JOB_ID }, WaitPolicy: { ...waitPolicy({ OnTimeout: 'STOP' }), Accepted: true, WarnOnFailure: true }, Next: 'WAIT',
      });
    });

  test('an update of a chain does the same', async () => {
    expect(await decided(CHAIN, recording(GOES_ON).onStack(ROLLBACK).onDescribe(runningJob())))
      .toMatchObject({ ExistingJob: { BackupJobId: OTHER_JOB_ID }, WaitPolicy: { Accepted: true, WarnOnFailure: true } });
  });

  test.each<[string, CloudFormationEvent, string, string]>([
    ['an update starts none, without a record', update(CHANGED, { ...A, Revision: 'none' }), ROLLBACK, 'the stack is being rolled back, and the history names no backup for it: the attributes are empty'],
    ['a delete destroys nothing', deleteEvent({ ResourceProperties: DESTROY }), ROLLBACK, 'the update is being rolled back: nothing is deleted'],
    ['a delete makes no final backup', deleteEvent({ ResourceProperties: FINAL }), 'ROLLBACK_IN_PROGRESS', 'the stack is being rolled back: the failed operation created what is deleted'],
  ])('%s, and the response says so', async (_what, event, status, Reason) => {
    const state = await decided(event, recording(GOES_ON).onStack(status));
    expect(state).toMatchObject({ Next: 'FINISH', Response: { Status: 'SUCCESS', Reason, Data: { BackupJobId: '', StatusMessage: Reason } } });
    expect([state.Undecided, state.IsRemoval, state.ExistingJob]).toEqual([undefined, undefined, undefined]);
  });

  test.each(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS'])('which it is not when it is "%s"', async (status) => {
    expect((await decided(update(CHANGED), recording(GOES_ON).onStack(status))).ExistingJob).toBeUndefined();
  });
});

describe('a nested stack', () => {
  const RootId = responseAddress().StackId.replace('orders', 'shop');
  const deleting = { StackStatus: 'DELETE_IN_PROGRESS', RootId };

  test.each([
    ['ROLLBACK_IN_PROGRESS', 'respond'], ['UPDATE_ROLLBACK_IN_PROGRESS', 'respond'], ['CREATE_IN_PROGRESS', 'respond'],
    ['DELETE_IN_PROGRESS', 'start'], ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'start'], ['UPDATE_COMPLETE', 'start'],
  ])('that is deleted asks for its outermost stack, whose status counts: %s, %s', async (RootStatus, action) => {
    const aws = recording(GOES_ON).onStack(deleting, RootStatus);
    const state = await decided(deleteEvent({ ResourceProperties: FINAL }), aws);
    expect(aws.stackCalls).toEqual([responseAddress().StackId, RootId]);
    expect([state.Next, state.StackStatus]).toEqual([action === 'start' ? 'WAIT' : 'FINISH', RootStatus]);
  });

  test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', ROLLBACK])('that is %s knows enough', async (StackStatus) => {
    const aws = recording(GOES_ON).onStack({ StackStatus, RootId });
    await decided(deleteEvent({ ResourceProperties: FINAL }), aws);
    expect(aws.stackCalls).toHaveLength(1);
  });

  test.each([['it is the outermost itself', { ...deleting, RootId: responseAddress().StackId }], ['none is known', { StackStatus: 'DELETE_IN_PROGRESS' }]])(
    'asks for no other stack when %s', async (_when, stack) => {
      const aws = recording(GOES_ON).onStack(stack);
      expect((await decided(deleteEvent({ ResourceProperties: FINAL }), aws)).Next).toBe('WAIT');
      expect(aws.stackCalls).toHaveLength(1);
    });

  test.each(ERRORS)('waits for its outermost stack too: %p', async (error) => {
    const waiting = await decided(deleteEvent({ ResourceProperties: FINAL }), recording(GOES_ON).onStack(deleting, error));
    expect(waiting).toMatchObject({ Asking: { Attempt: 1 }, Undecided: expect.anything(), Next: 'WAIT' });
    expect((await step(waiting, recording(GOES_ON).onStack(deleting, 'ROLLBACK_IN_PROGRESS'))).Response).toMatchObject({ Status: 'SUCCESS' });
  });

  test.each([[FINAL, {}], [DESTROY, { IsRemoval: true }]])('whose outermost stack cannot be known is deleted by intent', async (ResourceProperties, expected) => {
    const aws = recording(GOES_ON).onStack(deleting, new RefusedError('which stack?'));
    const state = await decided(deleteEvent({ ResourceProperties }), aws);
    expect(state).toMatchObject({ ...expected, Next: 'WAIT', StackStatus: 'DELETE_IN_PROGRESS' });
    expect([state.Response, state.Asking]).toEqual([undefined, undefined]);
  });
});

describe('while CloudFormation does not answer', () => {
  afterEach(() => { delete process.env[Environment.BACKUPS]; });
  const EVENT = update(CHANGED);
  const BACK = update(A, CHANGED);

  test.each([[ERRORS[0], 121, 31], [ERRORS[1], 121, 31], [ERRORS[2], 3, 5]])('it waits and asks again, with nothing decided: %p', async (error, first, second) => {
    process.env[Environment.BACKUPS] = '400';
    const state = undecided(BACK);
    const once = await step(state, recording(GOES_ON).onStack(error));
    expect(once).toEqual({ ...state, Asking: { Attempt: 1, Seconds: first }, Next: 'WAIT', WaitSeconds: first });
    const twice = await step(once, recording(GOES_ON).onStack(error));
    expect(twice).toEqual({ ...state, Asking: { Attempt: 2, Seconds: first + second }, Next: 'WAIT', WaitSeconds: second });
    const { Asking, WaitedSeconds, Undecided, ExistingJob } = await step(twice, recording(GOES_ON).onStack(ROLLBACK));
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
    const unknown = (event: CloudFormationEvent) => step(undecided(event, moment), recording(GOES_ON).onStack(error).onDescribe(runningJob()));

    test('an update of the backup starts a job: one too many is better than one too few', async () => {
      const state = await unknown(EVENT);
      expect(state).toMatchObject({ WaitPolicy: waitPolicy(), Next: 'WAIT' });
      expect([state.ExistingJob, state.StackStatus, state.Asking]).toEqual([undefined, undefined, undefined]);
      expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', message: 'could not get the status of the stack', reason: error.message }));
    });

    test('an update of anything else follows the job', async () => {
      expect(await unknown(UNCHANGED)).toMatchObject({ ExistingJob: { BackupJobId: JOB_ID }, WaitPolicy: waitPolicy({ WarnOnFailure: true }) });
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
    expect(await step(undecided(EVENT, moment), recording(GOES_ON).onStack(error))).toMatchObject({ Undecided: expect.anything(), Next: 'WAIT' });
  });
});

describe('an update that follows a job', () => {
  const ended = (State: string) => recording(GOES_ON).onDescribe(jobRecord({ State })).onStack(new RefusedError('asked'));

  test.each([
    ['ended well', UNCHANGED, ended('COMPLETED')],
    ['failed, which is no failure of an update', UNCHANGED, ended('FAILED')],
    ['is forgotten', UNCHANGED, recording(GOES_ON).onDescribe(new NotFoundError('which?'))],
    ['ended well, in a chain', CHAIN, ended('COMPLETED')],
  ])('does not ask when the job %s: a rollback reports the same', async (_what, event, aws) => {
    expect(await decided(event, aws)).toMatchObject({ ExistingJob: expect.anything(), Next: 'WAIT' });
    expect(aws.stackCalls).toEqual([]);
  });

  test.each([
    ['goes on', UNCHANGED, recording(GOES_ON).onDescribe(runningJob())],
    ['failed, in a chain, which is a failure of an update only', CHAIN, recording(GOES_ON).onDescribe(jobRecord({ State: 'FAILED' }))],
    ['cannot be described', UNCHANGED, recording(GOES_ON).onDescribe(new TryAgainLaterError('busy'))],
  ])('asks when the job %s', async (_what, event, aws) => {
    expect(await decided(event, aws.onStack(ROLLBACK))).toMatchObject({ WaitPolicy: { Accepted: true, WarnOnFailure: true } });
    expect(aws.stackCalls).toHaveLength(1);
  });

  test('looks at the job once, however often it asks', async () => {
    const aws = recording(GOES_ON).onDescribe(runningJob()).onStack(ERRORS[0], ERRORS[0], ROLLBACK);
    await step(await step(await decided(UNCHANGED, aws), aws), aws);
    expect(aws.describeCalls).toHaveLength(1);
  });
});

describe('the history of the trigger', () => {
  const NAME = `${HISTORY}/on-deploy`;

  test.each([[undefined, 'on-deploy'], ['ON_FIRST_DEPLOY', 'on-deploy'], ['BEFORE_CHANGE', 'before-change']])('is read by its name: %s', async (Trigger, name) => {
    const aws = recording(recordFor({ ...A, Trigger }));
    await decided(update({ ...A, Trigger, ResourceType: 'EFS' }, { ...A, Trigger }), aws);
    expect([aws.historyCalls, aws.stackCalls]).toEqual([[`${HISTORY}/${name}`], []]);
  });

  test('is all that a response needs: the job is not described', async () => {
    const state = await decided(UNCHANGED, recording(ENDED));
    expect(state).toMatchObject({ Next: 'FINISH', Response: { Status: 'SUCCESS', Data: JSON.parse(JSON.stringify(attributesOfRecord(ENDED))) as object } });
    expect(state.Response?.Reason).toBe(`Backup job ${JOB_ID}: neither the backup nor the revision changed`);
  });

  test('of another stack with the same name does not count', async () => {
    const former = { ...ENDED, stackId: ENDED.stackId.replace('51af3dc0', '00000000') };
    expect((await decided(UNCHANGED, recording(former))).Response).toBeUndefined();
    expect((await decided(UNCHANGED, recording(former, ENDED))).Response).toBeDefined();
  });

  test.each(['', undefined, {} as string])('without a name cannot be read: %p', async (History) => {
    const aws = new FakeAws();
    expect((await decided(update({ ...A, History, ResourceType: 'EFS' }, { ...A, History }), aws)).Response).toBeUndefined();
    expect(aws.historyCalls).toEqual([]);
  });

  test.each(ERRORS)('is asked for again: %p', async (error) => {
    const state = undecided(UNCHANGED);
    const waiting = await step(state, new FakeAws().onHistory(error));
    expect(waiting).toMatchObject({ Undecided: state.Undecided, Asking: { Attempt: 1 }, Next: 'WAIT' });
    expect(lines[0]).toMatchObject({ level: 'warn', message: 'could not read the history', step: 'Start', reason: error.message });
    expect((await step(waiting, recording(ENDED))).Response).toMatchObject({ Status: 'SUCCESS' });
  });

  test.each<[string, Error, Partial<ExecutionState>]>([
    ['a call that is refused', new RefusedError('InvalidKeyId'), {}],
    ['a call that a policy forbids', new NotYetPermittedError('AccessDeniedException: with an explicit deny in a service control policy'), {}],
    ['a throttled call, shortly before the deadline', ERRORS[0], { Deadline: new Date(NOW + 900_000).toISOString() }],
    ['a service with faults, after ten minutes', ERRORS[1], { Asking: { Attempt: 30, Seconds: 600 } }],
    ['a denied call, after IAM had its time', ERRORS[2], { Asking: { Attempt: 20, Seconds: 150 } }],
  ])('is given up, for a backup too many rather than one too few: %s', async (_what, error, moment) => {
    const unread = (event: CloudFormationEvent, status: string) =>
      step(undecided(event, moment), new FakeAws().onHistory(() => error).onStack(status));
    expect((await unread(UNCHANGED, 'UPDATE_IN_PROGRESS')).Response).toBeUndefined();
    const Reason = expect.stringContaining('the history cannot be read: the attributes are empty') as string;
    expect((await unread(UNCHANGED, ROLLBACK)).Response).toMatchObject({ Status: 'SUCCESS', Reason, Data: { BackupJobId: '' } });
    const before = { ...A, Trigger: 'BEFORE_CHANGE' };
    expect((await unread(update({ ...before, WaitPolicy: '{}' }, before), 'UPDATE_IN_PROGRESS')).Response).toMatchObject({ Status: 'SUCCESS', Reason });
  });

  test('is not asked for by a final backup', async () => {
    const aws = new FakeAws();
    await decided(deleteEvent({ ResourceProperties: FINAL }), aws);
    expect([aws.historyCalls, aws.stackCalls.length]).toEqual([[], 1]);
  });

  test('names what a chain makes again, with the fingerprint and revision of its first custom resource', async () => {
    const failed = { ...ENDED, backupJobId: OTHER_JOB_ID, outcome: 'failed', fingerprint: 'of the first', revision: '1.4' };
    const state = await decided(CHAIN, recording(failed));
    expect(state).toMatchObject({ Next: 'WAIT', History: { Path: HISTORY, Recorded: { trigger: 'on-deploy', fingerprint: 'of the first', revision: '1.4' } } });
    expect(state.ExistingJob).toBeUndefined();
    expect(NAME).toBe(`${state.History?.Path}/${state.History?.Recorded.trigger}`);
  });
});

describe('when the operation of the stack began', () => {
  const last = deleteEvent({ ResourceProperties: FINAL });
  const [UPDATED, DELETED] = ['2025-11-23T03:00:00.000Z', '2025-11-23T03:30:00.000Z'];
  const times = { LastUpdatedTime: new Date(UPDATED), DeletionTime: new Date(DELETED) };
  const RootId = responseAddress().StackId.replace('orders', 'shop');

  test.each([
    ['of the update, in its clean-up', [{ StackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', ...times }], UPDATED],
    ['of the deletion', [{ StackStatus: 'DELETE_IN_PROGRESS', ...times }], DELETED],
    ['of the update of the outermost stack', [{ StackStatus: 'DELETE_IN_PROGRESS', RootId, DeletionTime: new Date(DELETED) }, { StackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', ...times }], UPDATED],
    ['not at all, when the stack does not say', [{ StackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' }], undefined],
  ])('is known: that %s', async (_what, stacks, expected) => {
    expect((await decided(last, new FakeAws().onStack(...stacks))).OperationStart).toBe(expected);
  });
});
