import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { toJobRecord } from '../../../lambda/job/job-record';
import { attributesOf } from '../../../lambda/response/response-content';
import { followJob } from '../../../lambda/steps/follow-job';
import type { JobRecord } from '../../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import { responseAddress, waitPolicy, JOB_ID, jobRecord, executionState, RECOVERY_POINT_ARN, runningJob } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const EXISTING = { BackupJobId: JOB_ID, RecoveryPointArn: RECOVERY_POINT_ARN };
const JOBS = [['goes on', runningJob(), undefined], ['ended well', jobRecord(), 'succeeded'], ['failed', jobRecord({ State: 'FAILED' }), 'failed']] as const;

test.each(JOBS)('takes up a job that %s: the first poll is at once', async (_what, Job) => {
  const aws = new FakeAws().onDescribe(Job);
  const state = executionState({ ExistingJob: EXISTING, ResponseAddress: responseAddress() });
  expect(await followJob(state, EXISTING, aws.client)).toEqual({ ...state, Job, Next: 'WAIT', WaitSeconds: 0 });
  expect(aws.describeCalls).toEqual([JOB_ID]);
});

test.each(JOBS)('responds at once when the deployment does not wait for the end, also for a job that %s', async (_what, Job, Outcome) => {
  const state = executionState({ ExistingJob: EXISTING, ResponseAddress: responseAddress(), WaitPolicy: waitPolicy({ Accepted: true }) });
  expect(await followJob(state, EXISTING, new FakeAws().onDescribe(Job).client)).toEqual({
    ...state, Job, Outcome, Next: 'RESPOND', WaitSeconds: 0,
  });
});

test.each(JOBS)('a backup that fails for its job fails for it again: a job that %s is not settled', async (_what, Job) => {
  const after = await followJob(executionState({ ResponseAddress: responseAddress() }), EXISTING, new FakeAws().onDescribe(Job).client);
  expect(after?.Settled).not.toBe(true);
});

test.each(JOBS)('a backup that only warns has warned of a job that ended, and not before: it %s', async (_what, Job, Outcome) => {
  for (const how of [{ WarnOnFailure: true }, { WarnOnFailure: true, Accepted: true }]) {
    const state = executionState({ ResponseAddress: responseAddress(), WaitPolicy: waitPolicy(how) });
    const after = await followJob(state, EXISTING, new FakeAws().onDescribe(Job).client);
    expect(after?.Settled === true).toBe(Outcome !== undefined);
  }
});

test('does not respond when nobody waits', async () => {
  const state = executionState({ ExistingJob: EXISTING, WaitPolicy: waitPolicy({ Accepted: true }) });
  expect(await followJob(state, EXISTING, new FakeAws().onDescribe(jobRecord()).client)).toMatchObject({ Next: 'WAIT' });
});

describe('a job that AWS Backup no longer knows', () => {
  const Reason = `Backup job ${JOB_ID}: AWS Backup no longer knows it`;

  test.each([
    ['as far as the history knows it', attributesOf(jobRecord(), 'succeeded'), attributesOf(jobRecord(), 'succeeded')],
    ['by its id, when the history does not know it', undefined, attributesOf(toJobRecord({ BackupJobId: JOB_ID }), undefined)],
  ])('is described %s, and is no failure', async (_what, RecordedAttributes, Data) => {
    const state = executionState({ ExistingJob: { BackupJobId: JOB_ID }, RecordedAttributes });
    const after = await followJob(state, { BackupJobId: JOB_ID }, new FakeAws().onDescribe(new NotFoundError('gone')).client);
    expect(after).toEqual({ ...state, Response: { Status: 'SUCCESS', Reason, Data }, Next: 'FINISH' });
    expect(lines).toEqual([{ level: 'warn', message: 'AWS Backup no longer knows the job', step: 'Start', jobId: JOB_ID }]);
  });
});

describe('when a deployment that failed is tried again', () => {
  const retry = (reply: JobRecord | Error, how: Partial<WaitPolicy> = {}) => {
    const state = executionState({ ExistingJob: EXISTING, IsRetry: true, ResponseAddress: responseAddress(), WaitPolicy: waitPolicy(how) });
    return followJob(state, EXISTING, new FakeAws().onDescribe(reply).client);
  };

  test.each([['goes on', runningJob()], ['ended well', jobRecord()], ['ended with issues', jobRecord({ MessageCategory: 'VSS_ERROR' })]])('a job that %s is taken up', async (_what, job) => {
    expect(await retry(job)).toMatchObject({ Job: job, Next: 'WAIT' });
  });

  test.each<[string, JobRecord | Error, Partial<WaitPolicy>]>([
    ['failed', jobRecord({ State: 'FAILED' }), {}],
    ['was stopped', jobRecord({ State: 'ABORTED' }), {}],
    ['is partial', jobRecord({ State: 'PARTIAL' }), {}],
    ['ended with issues, which count as a failure', jobRecord({ MessageCategory: 'VSS_ERROR' }), { FailOnIssues: true }],
    ['AWS Backup no longer knows', new NotFoundError('gone'), {}],
  ])('a job that %s is made again', async (_what, reply, how) => {
    expect(await retry(reply, how)).toBeUndefined();
  });
});

test.each([
  new TryAgainLaterError('busy'), new ThrottledError('slow down'), new NotYetPermittedError('not spread'), new RefusedError('no'), new Error('boom'),
])('throws what the call throws, and starts none: %p', async (error) => {
  const aws = new FakeAws().onDescribe(error);
  await expect(followJob(executionState({ ExistingJob: EXISTING }), EXISTING, aws.client)).rejects.toBe(error);
  expect(aws.startCalls).toEqual([]);
});
