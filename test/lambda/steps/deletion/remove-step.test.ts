import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../../lambda/aws/errors';
import { recordedTrigger } from '../../../../lambda/history/record-of';
import { removeStep } from '../../../../lambda/steps/deletion/remove-step';
import { NO_DELETIONS } from '../../../../src/request/execution/deletions';
import type { ExecutionHistory, ExecutionState } from '../../../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../../../src/request/history/history-record';
import { executionState, JOB_ID, jobRecord, properties, RECOVERY_POINT_ARN, responseAddress, runningJob, waitPolicy } from '../../../util/events';
import { FakeAws } from '../../../util/fake-aws';
import { captureLogs } from '../../../util/logs';
import { made, RECORD } from '../../history/fixture';

const lines = captureLogs();
const NOW = Date.now();
beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });

const Path = '/cdk-on-demand-backup/orders/OrdersBackup';
const ON_DEPLOY = `${Path}/on-deploy`;
const ADDRESS = responseAddress({ LogicalResourceId: RECORD.logicalId, StackId: RECORD.stackId });
const HISTORY: ExecutionHistory = { Path, Recorded: recordedTrigger(properties(), ADDRESS) };
const STATE = executionState({ IsRemoval: true, WaitedSeconds: 45, WaitSeconds: 15 });
const NOT_YET = { WaitedSeconds: 60, WaitSeconds: 15, Next: 'WAIT' };
const DONE = { Outcome: 'succeeded', Next: 'FINISH' };
const GONE = new NotFoundError('gone');
const OWN = made('own', 1);
const RUNNING = made(JOB_ID, 1, { outcome: '', recoveryPointArn: '', completionDate: '' });

/** The recovery point of a record, as AWS Backup describes it. */
function pointOf({ resourceArn, iamRoleArn, creationDate }: HistoryRecord, Status = 'COMPLETED', StatusMessage = '') {
  return { Status, StatusMessage, ResourceArn: resourceArn, IamRoleArn: iamRoleArn, CreationDate: new Date(creationDate) };
}

/** A fake with a history of one trigger, whose newest good record is somewhere else. */
function withRecords(...records: readonly HistoryRecord[]): FakeAws {
  return new FakeAws().onParameterNames([ON_DEPLOY, `${Path}/latest`]).onHistory(records.map((record) => JSON.stringify(record))).onGetParameter(GONE).onDeleteParameter(undefined);
}

const remove = (aws: FakeAws, state: ExecutionState = STATE) => removeStep(state, HISTORY, aws.client);
const requested = (times: number): ExecutionState => ({ ...STATE, Deletions: { ...NO_DELETIONS, Requests: { [OWN.recoveryPointArn]: times } } });

describe('a job whose end is not recorded', () => {
  test.each(['CREATED', 'PENDING', 'RUNNING', 'NEW_STATE'])('and that goes on is stopped, and waited for: %s', async (State) => {
    const aws = withRecords(RUNNING).onDescribe(runningJob({ State })).onStop(undefined);
    expect(await remove(aws)).toMatchObject(NOT_YET);
    expect([aws.stopCalls, aws.deleteCalls, aws.deleteParameterCalls]).toEqual([[JOB_ID], [], []]);
  });

  test('is waited for while it stops', async () => {
    expect(await remove(withRecords(RUNNING).onDescribe(runningJob({ State: 'ABORTING' })))).toMatchObject(NOT_YET);
  });

  test('is waited for when it cannot be stopped', async () => {
    const aws = withRecords(RUNNING).onDescribe(runningJob()).onStop(new RefusedError('not this type'));
    expect(await remove(aws)).toMatchObject(NOT_YET);
    expect(lines).toEqual([{ level: 'warn', message: 'the job cannot be stopped and goes on', step: 'Remove', jobId: JOB_ID, reason: 'not this type' }]);
  });

  test('names its recovery point when it has ended', async () => {
    const job = jobRecord({ CreationDate: RUNNING.creationDate, CompletionDate: RUNNING.creationDate, ResourceArn: RUNNING.resourceArn });
    const aws = withRecords(RUNNING).onDescribe(job).onDescribePoint(pointOf(RUNNING)).onDelete(undefined);
    expect(await remove(aws)).toMatchObject({ ...NOT_YET, Deletions: { Requests: { [JOB_ID]: 1 } } });
    expect(aws.deleteCalls).toEqual([['vault', RECOVERY_POINT_ARN]]);
  });

  test('may have left none', async () => {
    expect(await remove(withRecords(RUNNING).onDescribe(jobRecord({ State: 'FAILED', RecoveryPointArn: '' })))).toMatchObject(DONE);
  });

  test('and that AWS Backup forgot leaves what nobody can find, and the response says so', async () => {
    const aws = withRecords(RUNNING).onDescribe(GONE);
    expect(await remove(aws)).toMatchObject({ ...DONE, Deletions: { Left: [{ What: JOB_ID, Reason: expect.stringContaining('delete it by hand') }] } });
    expect(aws.deleteParameterCalls).toEqual([]);
  });
});

describe('a recovery point', () => {
  test('is deleted, and waited for', async () => {
    const aws = withRecords(OWN).onDescribePoint(pointOf(OWN)).onDelete(undefined);
    expect(await remove(aws)).toMatchObject({ ...NOT_YET, Deletions: { Gone: [], Requests: { [OWN.recoveryPointArn]: 1 } } });
    expect([aws.describePointCalls, aws.deleteCalls]).toEqual([[['vault', OWN.recoveryPointArn]], [['vault', OWN.recoveryPointArn]]]);
    expect([aws.describeCalls, aws.deleteParameterCalls]).toEqual([[], []]);
    expect(lines).toEqual([{ level: 'info', message: 'the recovery point is being deleted', step: 'Remove', recoveryPointArn: OWN.recoveryPointArn }]);
  });

  test('that is being deleted is waited for', async () => {
    expect(await remove(withRecords(OWN).onDescribePoint(pointOf(OWN, 'DELETING')), requested(1))).toMatchObject({ ...NOT_YET, Deletions: requested(1).Deletions });
  });

  test.each([STATE, requested(1)])('that is gone is the end, and its parameter goes', async (state) => {
    const aws = withRecords(OWN).onDescribePoint(GONE);
    expect(await remove(aws, state)).toMatchObject({ ...DONE, Deletions: { Gone: [OWN.recoveryPointArn], Left: [], Requests: {} } });
    expect([aws.deleteCalls, aws.deleteParameterCalls]).toEqual([[], [ON_DEPLOY]]);
  });

  test.each([[0, 1], [1, 2]])('that is EXPIRED is deleted again: a permission may have been added (%i)', async (before, after) => {
    const aws = withRecords(OWN).onDescribePoint(pointOf(OWN, 'EXPIRED')).onDelete(undefined);
    expect(await remove(aws, requested(before))).toMatchObject({ ...NOT_YET, Deletions: { Requests: { [OWN.recoveryPointArn]: after } } });
  });

  test.each([['no permission', 'no permission'], ['', 'the role that made it, or the function, may not have the permission']])('that stays EXPIRED could not be deleted ("%s")', async (message, text) => {
    const aws = withRecords(OWN).onDescribePoint(pointOf(OWN, 'EXPIRED', message));
    await expect(remove(aws, requested(2))).rejects.toThrow(`AWS Backup could not delete ${OWN.recoveryPointArn}: ${text}`);
    expect(aws.deleteCalls).toEqual([]);
  });

  test.each<[string, Partial<ReturnType<typeof pointOf>>]>([
    ['resource', { ResourceArn: `${OWN.resourceArn}0` }],
    ['role', { IamRoleArn: `${OWN.iamRoleArn}0` }],
    ['date', { CreationDate: new Date(0) }],
  ])('of another %s than in the record stays', async (_what, edited) => {
    const aws = withRecords(OWN).onDescribePoint({ ...pointOf(OWN), ...edited });
    expect(await remove(aws)).toMatchObject({ ...DONE, Deletions: { Gone: [], Left: [{ What: OWN.recoveryPointArn, Reason: expect.stringContaining('is not the one in its record') }] } });
    expect([aws.deleteCalls, aws.deleteParameterCalls]).toEqual([[], []]);
    expect(lines).toMatchObject([{ level: 'warn', message: 'not deleted', step: 'Remove', what: OWN.recoveryPointArn }]);
  });

  test('whose record names no vault stays', async () => {
    expect(await remove(withRecords({ ...OWN, backupVaultName: '' }))).toMatchObject({ ...DONE, Deletions: { Left: [{ What: OWN.recoveryPointArn }] } });
  });

  test.each<[string, Partial<HistoryRecord>]>([
    ['was reused', { origin: 'reused' }],
    ['is of a former stack', { stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/00000000' }],
    ['is of another trigger', { trigger: 'on-delete' }],
    ['is of another custom resource', { logicalId: 'Renamed' }],
    ['is in a record of a newer schema', { schema: '2' }],
  ])('that %s stays, with its parameter', async (_what, more) => {
    const aws = withRecords({ ...OWN, ...more });
    expect(await remove(aws)).toMatchObject({ ...DONE, Deletions: NO_DELETIONS });
    if (!('origin' in more || 'trigger' in more)) { expect(aws.deleteParameterCalls).toEqual([]); }
  });

  test.each<[string, Partial<HistoryRecord>]>([
    ['a job of another custom resource that runs', { logicalId: 'Renamed', outcome: '' }],
    ['a job of a former stack that was not waited for', { stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/00000000', outcome: 'timedOut' }],
  ])('goes without its parameter, which names %s', async (_what, more) => {
    const other = made('other', 0, { recoveryPointArn: '', completionDate: '', ...more });
    const aws = withRecords(other, OWN).onDescribePoint(GONE);
    expect(await remove(aws, requested(1))).toMatchObject({ ...DONE, Deletions: { Gone: [OWN.recoveryPointArn] } });
    expect(aws.deleteParameterCalls).toEqual([]);
  });

  test('that a record of another trigger names, too, stays', async () => {
    const other = made('other', 0, { trigger: 'before-change', recoveryPointArn: OWN.recoveryPointArn, origin: 'reused' });
    const aws = new FakeAws().onParameterNames([ON_DEPLOY, `${Path}/before-change`]).onHistory([JSON.stringify(OWN)], [JSON.stringify(other)]).onGetParameter(GONE).onDeleteParameter(undefined);
    expect(await remove(aws)).toMatchObject({ ...DONE, Deletions: NO_DELETIONS });
    expect(aws.deleteCalls).toEqual([]);
  });

  test('that must not be deleted fails the step, and is named', async () => {
    const aws = withRecords(OWN).onDescribePoint(pointOf(OWN)).onDelete(new RefusedError('locked'));
    await expect(remove(aws)).rejects.toThrow(`locked (${OWN.recoveryPointArn})`);
  });
});

describe('an error', () => {
  const callsBefore = (error: Error): FakeAws[] => [
    new FakeAws().onParameterNames(error),
    new FakeAws().onParameterNames([ON_DEPLOY]).onHistory(error),
    withRecords(RUNNING).onDescribe(error),
    withRecords(RUNNING).onDescribe(runningJob()).onStop(error),
    withRecords(OWN).onDescribePoint(error),
    withRecords(OWN).onDescribePoint(pointOf(OWN)).onDelete(error),
  ];

  test.each([new TryAgainLaterError('busy'), new ThrottledError('slow down')])('that may pass means "not yet": %p', async (error) => {
    for (const aws of [...callsBefore(error), withRecords().onGetParameter(error), withRecords(OWN).onDescribePoint(GONE).onDeleteParameter(error)]) {
      expect(await remove(aws)).toMatchObject(NOT_YET);
    }
    expect(lines[0]).toMatchObject({ level: 'warn', message: 'not removed yet', reason: error.message });
  });

  test.each([new NotYetPermittedError('denied'), new TypeError('x is undefined')])('that does not pass fails the step: %p', async (error) => {
    for (const aws of callsBefore(error)) { await expect(remove(aws)).rejects.toBe(error); }
  });

  test.each([new NotYetPermittedError('denied'), new RefusedError('no')])('with the parameters fails nothing, and is named: %p', async (error) => {
    expect(await remove(withRecords(OWN).onDescribePoint(GONE).onDeleteParameter(error)))
      .toMatchObject({ ...DONE, Deletions: { Gone: [OWN.recoveryPointArn], Left: [{ What: ON_DEPLOY, Reason: error.message }] } });
    expect(await remove(withRecords(OWN).onDescribePoint(GONE).onGetParameter(error))).toMatchObject({ ...DONE, Deletions: { Left: [{ What: `${Path}/latest` }] } });
  });
});

describe('the newest good record', () => {
  const OTHER = made('other', 2, { trigger: 'on-schedule-1a2b3c4d', logicalId: '' });
  const OLDER = made('older', 3, { trigger: 'on-schedule-1a2b3c4d', logicalId: '' });
  const latestIs = (latest: HistoryRecord, ...points: Parameters<FakeAws['onDescribePoint']>) => new FakeAws()
    .onParameterNames([ON_DEPLOY, `${Path}/on-schedule-1a2b3c4d`])
    .onHistory([JSON.stringify(OWN)], [OTHER, OLDER].map((record) => JSON.stringify(record)))
    .onGetParameter({ Value: JSON.stringify(latest), Version: 7 }).onDescribePoint(GONE, ...points)
    .onDeleteParameter(() => undefined).onPutParameter(8);
  const written = ({ putCalls }: FakeAws) => putCalls.map(({ name, value }) => [name, (JSON.parse(value) as HistoryRecord).backupJobId]);

  test('that is removed makes way for the newest that remains', async () => {
    const aws = latestIs(OWN, pointOf(OTHER));
    expect(await remove(aws)).toMatchObject(DONE);
    expect(written(aws)).toEqual([[`${Path}/latest`, 'other']]);
    expect(aws.deleteParameterCalls).toEqual([ON_DEPLOY]);
  });

  test('makes way for the newest that exists', async () => {
    const aws = latestIs(OWN, GONE, pointOf(OLDER));
    await remove(aws);
    expect(written(aws)).toEqual([[`${Path}/latest`, 'older']]);
  });

  test('goes when none remains', async () => {
    const aws = latestIs(OWN, GONE, GONE);
    await remove(aws);
    expect([written(aws), aws.deleteParameterCalls]).toEqual([[], [`${Path}/latest`, ON_DEPLOY]]);
  });

  test('of another trigger stays', async () => {
    const aws = latestIs(OTHER);
    await remove(aws);
    expect([written(aws), aws.deleteParameterCalls]).toEqual([[], [ON_DEPLOY]]);
  });
});

test('what is settled is not looked at again', async () => {
  const other = made('other', 2);
  const aws = withRecords(OWN, other).onDescribePoint(pointOf(other, 'DELETING'));
  const state = await remove(aws, { ...STATE, Deletions: { ...NO_DELETIONS, Gone: [OWN.recoveryPointArn] } });
  expect(aws.describePointCalls).toEqual([['vault', other.recoveryPointArn]]);
  expect(state).toMatchObject({ ...NOT_YET, Deletions: { Gone: [OWN.recoveryPointArn] } });
});

describe('the time', () => {
  const left = (seconds: number) => ({ ...STATE, Deadline: new Date(NOW + seconds * 1000 + 500).toISOString() });
  const going = () => withRecords(OWN).onDescribePoint(pointOf(OWN, 'DELETING'));

  test('is never waited past', async () => {
    expect(await remove(going(), left(7))).toMatchObject({ Next: 'WAIT', WaitSeconds: 7 });
  });

  test.each([0, -100])('ends the wait when %i seconds are left', async (seconds) => {
    expect(await remove(going(), left(seconds))).toMatchObject({ Outcome: 'timedOut', Next: 'FINISH' });
    expect(await remove(new FakeAws().onParameterNames(new TryAgainLaterError('busy')), left(seconds))).toMatchObject({ Outcome: 'timedOut', Next: 'FINISH' });
  });

  test('ends with the timeout too', async () => {
    expect(await remove(going(), { ...STATE, WaitPolicy: waitPolicy({ TimeoutSeconds: 60 }) })).toMatchObject({ Outcome: 'timedOut' });
    expect(await remove(going(), { ...STATE, WaitPolicy: waitPolicy({ TimeoutSeconds: 61 }) })).toMatchObject({ Next: 'WAIT', WaitSeconds: 1 });
  });

  test('does not undo a removal that is done', async () => {
    expect(await remove(withRecords(OWN).onDescribePoint(GONE), left(0))).toMatchObject(DONE);
  });
});
