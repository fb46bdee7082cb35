import { NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../../lambda/aws/errors';
import { recordedTrigger } from '../../../../lambda/history/record-of';
import { recordStep } from '../../../../lambda/steps/record/record-step';
import type { ExecutionHistory, ExecutionState } from '../../../../src/request/execution/execution-state';
import { readRecord } from '../../../../src/request/history/read-record';
import { writeRecord } from '../../../../src/request/history/write-record';
import { RECORD } from '../../../request/history/fixture';
import { executionState, JOB_ID, jobRecord, properties, responseAddress, runningJob, SIGNATURE } from '../../../util/events';
import { FakeAws } from '../../../util/fake-aws';
import { captureLogs } from '../../../util/logs';

const PATH = '/cdk-on-demand-backup/orders/OrdersBackup';
const TRIGGER = `${PATH}/on-deploy`;
const LATEST = `${PATH}/latest`;
const HISTORY: ExecutionHistory = { Path: PATH, Recorded: recordedTrigger(properties({ Revision: '1.4' }), responseAddress()) };
const Deadline = new Date(Date.now() + 3420_000).toISOString();
const lines = captureLogs();

function stateWith(members: Partial<ExecutionState> = {}): ExecutionState {
  return executionState({ Deadline, History: HISTORY, ResponseAddress: responseAddress(), Job: jobRecord(), Outcome: 'succeeded', Next: 'FINISH', ...members });
}

const FAILED = { Job: jobRecord({ State: 'FAILED', RecoveryPointArn: '' }), Outcome: 'failed' } as const;
const names = (aws: FakeAws) => aws.putCalls.map(({ name }) => name);

test('a good execution is written to its trigger, and to the newest good one', async () => {
  const aws = new FakeAws().onPutParameter(1, 1).onGetParameter(writeRecord({ ...RECORD, creationDate: '2020-01-01T00:00:00.000Z' }));
  await expect(recordStep(stateWith(), aws.client)).resolves.toEqual(stateWith());
  expect(names(aws)).toEqual([TRIGGER, LATEST]);
  const [first, second] = aws.putCalls;
  expect(readRecord(first.value)).toMatchObject({ outcome: 'succeeded', backupJobId: JOB_ID, revision: '1.4', trigger: 'on-deploy' });
  expect([first.keyId, second.value]).toEqual([undefined, first.value]);
  expect(lines).toEqual([{ level: 'info', message: 'recorded', step: 'Record', jobId: JOB_ID, outcome: 'succeeded', parameter: TRIGGER }]);
  expect(JSON.stringify(aws.putCalls)).not.toContain(SIGNATURE);
});

test.each<[string, Partial<ExecutionState>]>([
  ['a job that failed', FAILED],
  ['a job that goes on', { Job: runningJob(), Outcome: undefined, Next: 'RESPOND' }],
  ['a job that goes on at the timeout', { Job: runningJob(), Outcome: 'timedOut' }],
  ['no job', { Job: undefined, Outcome: 'skipped', Skipped: 'There is nothing to back up yet' }],
  ['a start that failed', { Job: undefined, Outcome: undefined, Error: { Error: 'RefusedError', Cause: '' }, Next: undefined }],
  ['issues that fail it', { Outcome: 'succeededWithIssues', WaitPolicy: { TimeoutSeconds: 600, FailOnIssues: true } }],
])('%s is written to its trigger only', async (_what, members) => {
  const aws = new FakeAws().onPutParameter(1);
  const state = stateWith(members);
  await expect(recordStep(state, aws.client)).resolves.toEqual({ ...state, Next: members.Next ?? 'FINISH' });
  expect(names(aws)).toEqual([TRIGGER]);
});

test.each<[string, Partial<ExecutionState>]>([
  ['without a history', { History: undefined }],
  ['that needs no job', { Response: { Status: 'SUCCESS', Reason: 'nothing to do' } }],
  ['that follows a job whose end was reported before', { Settled: true }],
  ['that removes a job', { IsRemoval: true }],
])('nothing is written of an execution %s', async (_what, members) => {
  await expect(recordStep(stateWith(members), new FakeAws().client)).resolves.toEqual(stateWith(members));
});

test('a key encrypts both', async () => {
  const aws = new FakeAws().onPutParameter(1, 1).onGetParameter(writeRecord(RECORD));
  await recordStep(stateWith({ History: { ...HISTORY, KeyId: 'key' } }), aws.client);
  expect(aws.putCalls.map(({ keyId }) => keyId)).toEqual(['key', 'key']);
});

describe('a write that has to wait', () => {
  const THROTTLED = new ThrottledError('PutParameter: ThrottlingException: Rate exceeded');

  test('goes on where it was, and then where the execution was', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const aws = new FakeAws().onPutParameter(THROTTLED, 1, THROTTLED, 1).onGetParameter(() => writeRecord(RECORD));
    const first = await recordStep(stateWith({ Next: 'RESPOND', WaitSeconds: 15 }), aws.client);
    expect(first).toMatchObject({ Next: 'RECORD', WaitSeconds: 15, Recording: { Next: 'RESPOND', Attempt: 1, Seconds: 3, WaitSeconds: 3, IsWritten: false } });
    const second = await recordStep(first, aws.client);
    expect(second).toMatchObject({ Next: 'RECORD', Recording: { Next: 'RESPOND', Attempt: 2, Seconds: 8, WaitSeconds: 5, IsWritten: true } });
    await expect(recordStep(second, aws.client)).resolves.toEqual(stateWith({ Next: 'RESPOND', WaitSeconds: 15 }));
    expect(names(aws)).toEqual([TRIGGER, TRIGGER, LATEST, LATEST]);
    jest.restoreAllMocks();
  });

  test('begins anew after the response', async () => {
    const aws = new FakeAws().onPutParameter(THROTTLED);
    const stale = { Next: 'RESPOND', Attempt: 7, Seconds: 500, WaitSeconds: 3, IsWritten: true };
    const { Recording } = await recordStep(stateWith({ ...FAILED, Recording: stale }), aws.client);
    expect(Recording).toMatchObject({ Next: 'FINISH', Attempt: 1, IsWritten: false });
  });

  test('of a step that failed ends with the execution', async () => {
    const aws = new FakeAws().onPutParameter(THROTTLED, 1);
    const first = await recordStep(stateWith({ Job: undefined, Outcome: undefined, Error: { Error: 'x' }, Next: 'WAIT' }), aws.client);
    expect(first).toMatchObject({ Next: 'RECORD', Recording: { Next: 'FINISH' } });
    await expect(recordStep(first, aws.client)).resolves.toMatchObject({ Next: 'FINISH' });
  });
});

test.each<[string, Error[], string]>([
  ['that stays', [new RefusedError('PutParameter: ParameterLimitExceeded: too many')], `${TRIGGER}: PutParameter: ParameterLimitExceeded: too many`],
  ['that is no error of AWS', [new TypeError('x')], `${TRIGGER}: x`],
  ['that is long', [new RefusedError('x'.repeat(5000))], `${TRIGGER}: ${'x'.repeat(5000)}`.slice(0, 400)],
])('after an error %s the execution goes on without a record', async (_what, errors, Unrecorded) => {
  const aws = new FakeAws().onPutParameter(...errors);
  await expect(recordStep(stateWith(), aws.client)).resolves.toEqual(stateWith({ Unrecorded }));
  expect(lines).toMatchObject([{ level: 'error', message: 'the execution is not recorded', step: 'Record', jobId: JOB_ID, parameter: TRIGGER, reason: errors[0].message }]);
});

test('only the newest good one may be missing', async () => {
  const aws = new FakeAws().onPutParameter(1).onGetParameter(new RefusedError('GetParameter: no'));
  await expect(recordStep(stateWith(), aws.client)).resolves.toMatchObject({ Unrecorded: `${LATEST}: GetParameter: no`, Next: 'FINISH' });
});

test('a record makes up for one that is missing', async () => {
  const aws = new FakeAws().onPutParameter(1);
  await expect(recordStep(stateWith({ ...FAILED, Unrecorded: 'x', RecordError: { Error: 'x' } }), aws.client)).resolves.toEqual(stateWith(FAILED));
});

test('state without the members of a trigger is no reason to fail', async () => {
  const History = { Path: PATH, Recorded: {} } as unknown as ExecutionHistory;
  await expect(recordStep(stateWith({ History }), new FakeAws().client)).resolves.toMatchObject({ Next: 'FINISH', Unrecorded: expect.any(String) });
});

describe('an execution that follows a job', () => {
  const START = { ...RECORD, outcome: '', fingerprint: 'of the start', revision: '1.3', requestId: 'of the start' };
  const following = (members: Partial<ExecutionState> = {}) => stateWith({ ExistingJob: { BackupJobId: JOB_ID }, ...members });

  test('adds the facts of its start, each time', async () => {
    const aws = new FakeAws().onPutParameter(2, new ThrottledError('x'), 2).onGetParameter(writeRecord(START), writeRecord(START), writeRecord(RECORD), writeRecord(START));
    const first = await recordStep(following(), aws.client);
    await recordStep(first, aws.client);
    expect(names(aws)).toEqual([TRIGGER, LATEST, LATEST]);
    aws.putCalls.slice(0, 2).forEach(({ value }) => expect(readRecord(value)).toMatchObject({ outcome: 'succeeded', fingerprint: 'of the start', revision: '1.3' }));
  });

  test('writes nothing when the end of the job is recorded', async () => {
    const aws = new FakeAws().onGetParameter(writeRecord(RECORD));
    await expect(recordStep(following(), aws.client)).resolves.toEqual(following());
    expect([aws.getParameterCalls, aws.putCalls]).toEqual([[TRIGGER], []]);
  });

  test.each<[string, string | Error]>([
    ['is of another job', writeRecord({ ...RECORD, backupJobId: 'other' })],
    ['is no record', 'by hand'],
    ['may not be read', new NotYetPermittedError('GetParameter: denied')],
    ['cannot be read', new RefusedError('GetParameter: no')],
  ])('writes what it knows when the record %s', async (_what, reply) => {
    const aws = new FakeAws().onPutParameter(1).onGetParameter(reply);
    await recordStep(following(FAILED), aws.client);
    expect(aws.putCalls.map(({ value }) => readRecord(value))).toMatchObject([{ outcome: 'failed', revision: '1.4' }]);
  });

  test('waits when the record cannot be read for now', async () => {
    const aws = new FakeAws().onGetParameter(new TryAgainLaterError('busy'));
    await expect(recordStep(following(FAILED), aws.client)).resolves.toMatchObject({ Next: 'RECORD', Recording: { IsWritten: false } });
  });
});
