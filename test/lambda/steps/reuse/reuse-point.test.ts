import { ago, HISTORY, HOUR, NOW, PATH, point, record, versions } from './fixture';
import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../../lambda/aws/errors';
import { reusePoint } from '../../../../lambda/steps/reuse/reuse-point';
import type { ExecutionState } from '../../../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../../../src/request/history/history-record';
import { writeRecord } from '../../../../src/request/history/write-record';
import { executionState, FULL_REQUEST, JOB_ID, OTHER_JOB_ID, RECOVERY_POINT_ARN, REQUEST, RESOURCE_ARN, responseAddress, waitPolicy } from '../../../util/events';
import { FakeAws } from '../../../util/fake-aws';
import { captureLogs } from '../../../util/logs';

const lines = captureLogs();
const OWN = { MaxAgeSeconds: HOUR };
const VAULT = { MaxAgeSeconds: HOUR, ReuseFrom: 'VAULT' } as const;
const NONE = new NotFoundError('none');
const MINUTE = 60_000;

beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });
afterEach(() => jest.restoreAllMocks());

function stateWith(overrides: Partial<ExecutionState> = {}): ExecutionState {
  const Deadline = new Date(NOW + 55 * MINUTE).toISOString();
  return executionState({ StartPolicy: OWN, History: HISTORY, ResponseAddress: responseAddress(), Deadline, ...overrides });
}

/** A history with records of the trigger, and the newest good one of the backup. */
function historyOf(records: readonly HistoryRecord[], latest?: HistoryRecord): FakeAws {
  return new FakeAws().onHistory(versions(...records)).onGetParameter(latest === undefined ? NONE : writeRecord(latest));
}

const use = (aws: FakeAws, state = stateWith(), request = REQUEST) => reusePoint(state, request, aws.client);

describe('of the backup itself', () => {
  test('a recovery point of the trigger is used, and ends the execution', async () => {
    const aws = historyOf([record()]).onListPoints([point({ DeleteAt: undefined })]);
    const state = stateWith();
    expect(await use(aws, state)).toEqual({
      ...state,
      Job: {
        BackupJobId: JOB_ID,
        RecoveryPointArn: RECOVERY_POINT_ARN,
        CreationDate: ago(HOUR / 2).toISOString(),
        CompletionDate: ago(HOUR / 3).toISOString(),
        State: 'COMPLETED',
        StatusMessage: `No backup job was started: recovery point ${RECOVERY_POINT_ARN} of ${ago(HOUR / 2).toISOString()} is younger than \`maxAge\``,
        MessageCategory: '',
        PercentDone: '',
        ResourceArn: RESOURCE_ARN,
        ResourceType: 'EFS',
        BackupVaultArn: point().BackupVaultArn,
        BackupSizeInBytes: '1024',
      },
      Reused: { IamRoleArn: point().IamRoleArn, ExpiryDate: '' },
      Outcome: 'reused',
      Next: 'FINISH',
    });
    expect(aws.historyCalls).toEqual([`${PATH}/on-deploy`]);
    expect(aws.getParameterCalls).toEqual([`${PATH}/latest`]);
    expect(aws.listPointCalls).toEqual([['vault', RESOURCE_ARN, ago(HOUR + 60).toISOString()]]);
    expect(lines).toEqual([expect.objectContaining({ level: 'info', message: 'a recovery point is used instead of a new job', recoveryPointArn: RECOVERY_POINT_ARN })]);
  });

  test('a recovery point of another trigger is used when it is the newest', async () => {
    const latest = record({ trigger: 'on-schedule-1a2b3c4d', backupJobId: OTHER_JOB_ID });
    const after = await use(historyOf([], latest).onListPoints([point()]));
    expect(after?.Job?.BackupJobId).toBe(OTHER_JOB_ID);
  });

  test('an older one of the trigger is used when the newest is gone', async () => {
    const gone = record({ recoveryPointArn: `${RECOVERY_POINT_ARN}9`, backupJobId: OTHER_JOB_ID, creationDate: ago(60).toISOString() });
    const after = await use(historyOf([gone, record()], gone).onListPoints([point()]));
    expect(after?.Job).toMatchObject({ BackupJobId: JOB_ID, RecoveryPointArn: RECOVERY_POINT_ARN });
  });

  test('a record from before the end of the job and one from its end are one', async () => {
    const started = record({ outcome: '', recoveryPointArn: '' });
    const after = await use(historyOf([record({ stackId: '', logicalId: '' }), started]).onListPoints([point()]));
    expect(after?.Outcome).toBe('reused');
  });

  test('when its recovery point expires is known', async () => {
    const DeleteAt = ago(-30 * 24 * HOUR);
    const request = { ...REQUEST, Lifecycle: { DeleteAfterDays: 30 } };
    const after = await use(historyOf([record()]).onListPoints([point({ DeleteAt })]), stateWith(), request);
    expect(after?.Reused?.ExpiryDate).toBe(DeleteAt.toISOString());
  });

  test.each<[string, Partial<HistoryRecord>]>([
    ['of a former stack of the same name', { stackId: `${HISTORY.Recorded.stackId}2` }],
    ['of an unknown stack', { stackId: '' }],
    ['that was used itself', { origin: 'reused', outcome: 'reused' }],
    ['of a newer schema', { schema: '2' }],
    ['of a failed job', { outcome: 'failed' }],
    ['of a partial job', { outcome: 'partial' }],
    ['of a job that has not ended', { outcome: '' }],
    ['without a recovery point', { recoveryPointArn: '' }],
    ['that is older', { creationDate: ago(2 * HOUR).toISOString() }],
    ['of an unknown date', { creationDate: '' }],
  ])('a record %s leads to a job, and nothing is listed for it', async (_what, members) => {
    // Written by hand, because writeRecord() writes its own schema
    const value = JSON.stringify(record(members));
    const aws = new FakeAws().onHistory([value]).onGetParameter(value);
    expect(await use(aws)).toBeUndefined();
    expect(aws.listPointCalls).toEqual([]);
  });

  test('no record leads to a job', async () => {
    expect(await use(historyOf([]))).toBeUndefined();
  });

  test('a recovery point of somebody else leads to a job', async () => {
    expect(await use(historyOf([record()]).onListPoints([point({ RecoveryPointArn: `${RECOVERY_POINT_ARN}1` })]))).toBeUndefined();
  });

  test('a recovery point that is gone, or is not usable, leads to a job', async () => {
    expect(await use(historyOf([record()]).onListPoints([]))).toBeUndefined();
    expect(await use(historyOf([record()]).onListPoints([point({ Status: 'EXPIRED' })]))).toBeUndefined();
  });

  test('without a history nothing is read', async () => {
    expect(await use(new FakeAws(), stateWith({ History: undefined }))).toBeUndefined();
  });

  test.each([[undefined, 'reused'], [true, undefined]])('with failOnIssues %s a job with issues is %s', async (FailOnIssues, outcome) => {
    const aws = historyOf([record({ outcome: 'succeededWithIssues' })]).onListPoints([point()]);
    expect((await use(aws, stateWith({ WaitPolicy: waitPolicy({ FailOnIssues }) })))?.Outcome).toBe(outcome);
  });
});

describe('of anyone in the vault', () => {
  test('the newest recovery point is used, whatever the history is, and its job is not known', async () => {
    const aws = new FakeAws().onListPoints([point({ RecoveryPointArn: `${RECOVERY_POINT_ARN}1`, CreationDate: ago(3000) }), point()]);
    const after = await use(aws, stateWith({ StartPolicy: VAULT }));
    expect(after?.Job).toMatchObject({ BackupJobId: '', RecoveryPointArn: RECOVERY_POINT_ARN });
    expect([aws.getParameterCalls, aws.historyCalls]).toEqual([[], []]);
  });

  test('also without a history', async () => {
    expect((await use(new FakeAws().onListPoints([point()]), stateWith({ StartPolicy: VAULT, History: undefined })))?.Outcome).toBe('reused');
  });

  test('the vault is the air-gapped one where one is asked for', async () => {
    const aws = new FakeAws().onListPoints([point()]);
    const { LogicallyAirGappedBackupVaultArn } = FULL_REQUEST;
    expect(await use(aws, stateWith({ StartPolicy: VAULT }), { ...REQUEST, LogicallyAirGappedBackupVaultArn })).toBeUndefined();
    expect(aws.listPointCalls[0][0]).toBe('air-gapped');
  });

  test('no usable one leads to a job', async () => {
    expect(await use(new FakeAws().onListPoints([point({ Status: 'PARTIAL' })]), stateWith({ StartPolicy: VAULT }))).toBeUndefined();
  });
});

describe('looks once', () => {
  test.each<[string, Partial<ExecutionState>]>([
    ['without a greatest age', { StartPolicy: { NoProvenanceTags: true } }],
    ['without a start policy', { StartPolicy: undefined }],
    ['after a throttled start', { Attempt: 1 }],
    ['after a start that was not ready', { Retries: 1 }],
    ['after a job that gave way', { StartAgain: true }],
  ])('not %s', async (_when, overrides) => {
    const aws = historyOf([record()]).onListPoints([point()]);
    expect(await use(aws, stateWith(overrides))).toBeUndefined();
    expect([aws.historyCalls, aws.listPointCalls]).toEqual([[], []]);
  });
});

describe('when a call fails', () => {
  const CALLS: [string, (error: Error) => FakeAws][] = [
    ['the history', (error) => new FakeAws().onHistory(error)],
    ['the newest record', (error) => new FakeAws().onHistory([]).onGetParameter(error)],
    ['the vault', (error) => historyOf([record()]).onListPoints(error)],
  ];
  const PASSING = [new ThrottledError('slow'), new TryAgainLaterError('fault'), new NotYetPermittedError('new')];
  const cases = <T>(values: readonly T[]) =>
    CALLS.flatMap(([name, aws]) => values.map((value): [string, T, (error: Error) => FakeAws] => [name, value, aws]));

  test.each(cases(PASSING))('%s is asked again after %p', async (_name, error, aws) => {
    await expect(use(aws(error))).rejects.toThrow(new ThrottledError(error.message));
    await expect(use(aws(error))).rejects.toBeInstanceOf(ThrottledError);
  });

  test.each(cases([new RefusedError('forbidden'), new NotFoundError('no such vault'), new Error('boom')]))('%s leads to a job after %p, and the log says so', async (name, error, aws) => {
    // A missing parameter is none
    expect(await use(aws(error))).toBeUndefined();
    const isMissing = error instanceof NotFoundError && name === 'the newest record';
    expect(lines.filter(({ message }) => message === 'could not look for a recovery point to use, so a job is started')).toHaveLength(isMissing ? 0 : 1);
  });

  test.each(PASSING)('a job is started when there is no more time to ask after %p', async (error) => {
    expect(await use(historyOf([record()]).onListPoints(error), stateWith({ Deadline: new Date(NOW + 10 * MINUTE).toISOString() }))).toBeUndefined();
  });

  test.each<[Error, number, boolean]>([
    [new ThrottledError('slow'), 899, true],
    [new ThrottledError('slow'), 900, false],
    [new TryAgainLaterError('fault'), 599, true],
    [new TryAgainLaterError('fault'), 600, false],
    [new NotYetPermittedError('new'), 1, true],
    [new NotYetPermittedError('new'), 600, false],
  ])('%p is waited for after %d seconds: %s, also without a deadline', async (error, Seconds, isAskedAgain) => {
    const state = stateWith({ Deadline: undefined, ResponseAddress: undefined, Asking: { Attempt: 3, Seconds } });
    const asked = use(historyOf([record()]).onListPoints(error), state);
    await (isAskedAgain ? expect(asked).rejects.toBeInstanceOf(ThrottledError) : expect(asked).resolves.toBeUndefined());
  });
});
