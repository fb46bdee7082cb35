import { IncompleteResponseError, RefusedError, ThrottledError } from '../../../lambda/aws/errors';
import { idempotencyToken } from '../../../lambda/job/idempotency-token';
import { checkStep } from '../../../lambda/steps/check-step';
import { startStep } from '../../../lambda/steps/start-step';
import { responseDeadline } from '../../../lambda/timing/deadline';
import type { ExecutionState, JobRecord } from '../../../src/request/execution/execution-state';
import { TriggerKind } from '../../../src/request/names';
import {
  executionState, JOB_ID, jobRecord, OTHER_JOB_ID, PHYSICAL_ID, RESOURCE_ARN, responseAddress, runningJob, startedJob, waitPolicy,
} from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

captureLogs();
const NOW = Date.parse('2025-11-23T04:00:00.000Z');
beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });

const STACK_ID = responseAddress().StackId;
const OPERATION_START = '2025-11-23T03:58:00.000Z';
const SHARED_KEY = `${STACK_ID}\nOrdersBackup1A2B3C4D\n${OPERATION_START}\nclean-up`;

/** A Delete in the clean-up of an update. */
function attempt(RequestId: string, more: Partial<ExecutionState> = {}): ExecutionState {
  return executionState({
    Trigger: TriggerKind.ON_DELETE,
    StackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    OperationStart: OPERATION_START,
    IdempotencyKey: `${STACK_ID}\n${RequestId}`,
    Deadline: responseDeadline(NOW),
    ResponseAddress: responseAddress({ RequestId, RequestType: 'Delete', PhysicalResourceId: PHYSICAL_ID }),
    ...more,
  });
}

/** When a job was created, so many seconds before the request. */
const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

/** An `AwsClient` whose start returns a job of an earlier attempt. */
class RepeatedStart extends FakeAws {
  constructor(private readonly created: string) { super(); }
  public override async startBackupJob(request: Parameters<FakeAws['startBackupJob']>[0]): Promise<JobRecord> {
    return { ...await super.startBackupJob(request), CreationDate: this.created };
  }
}

test('all attempts of a deletion have one token, so that AWS Backup returns the job of the first', async () => {
  const aws = new FakeAws().onStart(JOB_ID, JOB_ID);
  await startStep(attempt('first'), aws.client);
  const second = await startStep(attempt('second'), aws.client);
  expect(aws.startCalls.map(({ IdempotencyToken }) => IdempotencyToken)).toEqual(Array(2).fill(idempotencyToken(SHARED_KEY, RESOURCE_ARN)));
  expect(second.IdempotencyKey).toBe(SHARED_KEY);
  expect([...aws.stackCalls, ...aws.listCalls]).toEqual([]);
});

test('the same custom resource, deleted again by a later update, has another token: the job of the former one is not its final backup', async () => {
  const aws = new FakeAws().onStart(JOB_ID, OTHER_JOB_ID);
  await startStep(attempt('first'), aws.client);
  await startStep(attempt('second', { OperationStart: '2025-11-24T04:00:00.000Z' }), aws.client);
  const [one, other] = aws.startCalls.map(({ IdempotencyToken }) => IdempotencyToken);
  expect(one).not.toBe(other);
});

test('an attempt in an update whose beginning is not known keeps the token of its request: a backup too many rather than one too few', async () => {
  const aws = new FakeAws().onStart(JOB_ID);
  expect(await startStep(attempt('second', { OperationStart: undefined }), aws.client)).toMatchObject({ IdempotencyKey: `${STACK_ID}\nsecond` });
});

test.each<[string, Partial<ExecutionState>]>([
  ['the deletion of the stack', { StackStatus: 'DELETE_IN_PROGRESS' }],
  ['a deletion of unknown occasion', { StackStatus: undefined }],
  ['a replacement', { StackStatus: 'UPDATE_IN_PROGRESS' }],
  ['the clean-up of a rollback', { StackStatus: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' }],
  ['a backup during the deployment', { Trigger: TriggerKind.ON_DEPLOY }],
  ['an Update', { ResponseAddress: responseAddress({ RequestId: 'second', RequestType: 'Update' }) }],
])('%s keeps the token of its request, and an old job does not shorten its time', async (_what, more) => {
  const aws = new RepeatedStart(before(3000)).onStart(JOB_ID);
  const after = await startStep(attempt('second', more), aws.client);
  expect(after).toMatchObject({ IdempotencyKey: `${STACK_ID}\nsecond`, WaitSeconds: 5 });
  expect([after.WaitedSeconds, after.IsOfEarlierAttempt]).toEqual([undefined, undefined]);
});

test('the time since the first job counts as waited, and its state is asked for at once', async () => {
  const after = await startStep(attempt('second'), new RepeatedStart(before(600)).onStart(JOB_ID).client);
  expect(after).toMatchObject({ IsOfEarlierAttempt: true, WaitedSeconds: 600, WaitSeconds: 0, Next: 'WAIT' });
  expect(await checkStep(after, new FakeAws().onDescribe(runningJob({ CreationDate: before(600) })).client)).toMatchObject({ Next: 'WAIT', WaitSeconds: 60 });
});

test.each([[0], [1], [undefined]])('a job of this very attempt is none of an earlier one: created %p seconds before', async (seconds) => {
  const aws = new RepeatedStart(seconds === undefined ? '' : before(seconds)).onStart(JOB_ID);
  const after = await startStep(attempt('first'), aws.client);
  expect(after).toMatchObject({ WaitSeconds: 5 });
  expect(after.IsOfEarlierAttempt).toBeUndefined();
});

describe('the job of an earlier attempt', () => {
  const taken = (seconds: number, how = {}) => startStep(attempt('second', { WaitPolicy: waitPolicy(how) }), new RepeatedStart(before(seconds)).onStart(JOB_ID).client);

  test('that is COMPLETED by now is the final backup, also when the time is up', async () => {
    const aws = new FakeAws().onDescribe(jobRecord({ CreationDate: before(4000) }));
    expect(await checkStep(await taken(4000), aws.client)).toMatchObject({ Outcome: 'succeeded', Next: 'FINISH' });
  });

  test('that still runs when the time is up fails the attempt at once', async () => {
    const aws = new FakeAws().onDescribe(runningJob({ CreationDate: before(4000) }));
    expect(await checkStep(await taken(4000), aws.client)).toMatchObject({ Outcome: 'timedOut', Next: 'FINISH', WaitedSeconds: 4000 });
    expect(aws.startCalls).toEqual([]);
  });

  test.each(['FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'])('that is %s is followed by another one, with a token that the third attempt finds too', async (State) => {
    const aws = new FakeAws().onDescribe(jobRecord({ State, CreationDate: before(600) })).onStart(OTHER_JOB_ID);
    const after = await checkStep(await taken(600), aws.client);
    expect(after).toMatchObject({ Job: { BackupJobId: OTHER_JOB_ID }, Next: 'WAIT', WaitedSeconds: 600, IdempotencyKey: `${SHARED_KEY}\nafter ${JOB_ID}` });
    expect(after.IsOfEarlierAttempt).toBeUndefined();
  });

  test('that failed is not followed by another one when the time is up', async () => {
    const Job = jobRecord({ State: 'FAILED', CreationDate: before(4000) });
    const aws = new FakeAws().onDescribe(Job);
    expect(await checkStep(await taken(4000), aws.client)).toMatchObject({ Job, Outcome: 'failed', Next: 'FINISH', IsOfEarlierAttempt: true });
    expect(aws.startCalls).toEqual([]);
  });

  test('that has issues counts when the wait policy accepts them, and else does not', async () => {
    const Job = jobRecord({ MessageCategory: 'TAG_COPY_ERROR', CreationDate: before(600) });
    expect(await checkStep(await taken(600), new FakeAws().onDescribe(Job).client)).toMatchObject({ Outcome: 'succeededWithIssues', Next: 'FINISH' });
    const strict = new FakeAws().onDescribe(Job).onStart(OTHER_JOB_ID);
    expect(await checkStep(await taken(600, { FailOnIssues: true }), strict.client)).toMatchObject({ Job: { BackupJobId: OTHER_JOB_ID } });
  });

  test('of this attempt fails it, and no more jobs are started', async () => {
    const aws = new FakeAws().onDescribe(jobRecord({ State: 'FAILED', CreationDate: before(0) }));
    const state = { ...attempt('second', { IdempotencyKey: SHARED_KEY }), Job: startedJob() };
    expect(await checkStep(state, aws.client)).toMatchObject({ Outcome: 'failed', Next: 'FINISH' });
  });
});

test.each<[string, number, Partial<ExecutionState>]>([
  ['counts only its own time', 3800, { WaitedSeconds: 380, IsOfEarlierAttempt: true }],
  ['takes up the job of the one before in the same attempt, which took a little longer than its timeout', 3500, { WaitedSeconds: undefined, IsOfEarlierAttempt: undefined }],
])('the next custom resource of a chain %s', async (_what, age, expected) => {
  const job = runningJob({ CreationDate: before(age) });
  const listed = { job, vaultName: 'vault', roleArn: 'arn:aws:iam::111122223333:role/backup', isPlanned: false };
  const aws = new FakeAws().onStack({ StackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', LastUpdatedTime: new Date(NOW - 4_000_000) }).onList([listed]);
  const state = attempt('second', { Continued: true, WaitPolicy: waitPolicy({ EarlierSeconds: 3420 }) });
  const after = await startStep(state, aws.client);
  expect(after).toMatchObject({ Job: job, ExistingJob: { BackupJobId: JOB_ID } });
  expect({ WaitedSeconds: after.WaitedSeconds, IsOfEarlierAttempt: after.IsOfEarlierAttempt }).toEqual(expected);
});

describe('should AWS Backup not name the job of a token that it knows', () => {
  const NO_ID = new IncompleteResponseError('StartBackupJob: IncompleteResponse');
  const since = { StackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', LastUpdatedTime: new Date(NOW - 4_000_000) };
  const listed = (job: JobRecord) => ({ job, vaultName: 'vault', roleArn: 'arn:aws:iam::111122223333:role/backup', isPlanned: false });

  test('the list of jobs has it', async () => {
    const aws = new FakeAws().onStart(NO_ID).onStack(since).onList([listed(runningJob({ CreationDate: before(600) }))]);
    expect(await startStep(attempt('second'), aws.client)).toMatchObject({ ExistingJob: { BackupJobId: JOB_ID }, WaitedSeconds: 600 });
  });

  test('and the list have none that is good, the attempt starts its own', async () => {
    const aws = new FakeAws().onStart(NO_ID, OTHER_JOB_ID).onStack(since).onList([listed(jobRecord({ State: 'FAILED', CreationDate: before(600) }))]);
    expect(await startStep(attempt('second'), aws.client)).toMatchObject({ Job: { BackupJobId: OTHER_JOB_ID }, IdempotencyKey: `${STACK_ID}\nsecond` });
  });

  test('a start by the own token is no reason to look further', async () => {
    const aws = new FakeAws().onStart(NO_ID, NO_ID).onStack(since).onList([]);
    await expect(startStep(attempt('second'), aws.client)).rejects.toBe(NO_ID);
  });

  test('a stack deletion has nowhere to look', async () => {
    await expect(startStep(attempt('second', { StackStatus: 'DELETE_IN_PROGRESS' }), new FakeAws().onStart(NO_ID).client)).rejects.toBe(NO_ID);
  });
});

test.each([[new ThrottledError('slow down')], [new RefusedError('no')]])('a start that goes wrong is as anywhere else: %p', async (error) => {
  const after = expect(startStep(attempt('second'), new FakeAws().onStart(error).client));
  await (error instanceof ThrottledError ? after.resolves.toMatchObject({ Attempt: 1, IdempotencyKey: SHARED_KEY }) : after.rejects.toBe(error));
});
