import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { toJobRecord } from '../../../lambda/job/job-record';
import { followJob } from '../../../lambda/steps/follow-job';
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
  const { Settled } = await followJob(executionState({ ResponseAddress: responseAddress() }), EXISTING, new FakeAws().onDescribe(Job).client);
  expect(Settled).not.toBe(true);
});

test.each(JOBS)('a backup that only warns has warned of a job that ended, and not before: it %s', async (_what, Job, Outcome) => {
  for (const how of [{ WarnOnFailure: true }, { WarnOnFailure: true, Accepted: true }]) {
    const state = executionState({ ResponseAddress: responseAddress(), WaitPolicy: waitPolicy(how) });
    const { Settled } = await followJob(state, EXISTING, new FakeAws().onDescribe(Job).client);
    expect(Settled === true).toBe(Outcome !== undefined);
  }
});

test('does not respond when nobody waits', async () => {
  const state = executionState({ ExistingJob: EXISTING, WaitPolicy: waitPolicy({ Accepted: true }) });
  expect(await followJob(state, EXISTING, new FakeAws().onDescribe(jobRecord()).client)).toMatchObject({ Next: 'WAIT' });
});

test.each([
  ['ended well, if it left a recovery point', EXISTING, 'succeeded'],
  ['failed, if it left none', { BackupJobId: JOB_ID, RecoveryPointArn: '' }, 'failed'],
  ['ended, in an unknown way', { BackupJobId: JOB_ID }, undefined],
])('a job that AWS Backup no longer knows %s', async (_what, existing, Outcome) => {
  const aws = new FakeAws().onDescribe(new NotFoundError('gone'));
  const state = executionState({ ExistingJob: existing });
  const after = await followJob(state, existing, aws.client);
  expect(after).toEqual({ ...state, Job: toJobRecord(existing), Outcome, Settled: true, Next: 'FINISH' });
  expect(lines).toEqual([{ level: 'warn', message: 'AWS Backup no longer knows the job', step: 'Start', jobId: JOB_ID }]);
});

test.each([
  new TryAgainLaterError('busy'), new ThrottledError('slow down'), new NotYetPermittedError('not spread'), new RefusedError('no'), new Error('boom'),
])('throws what the call throws, and starts none: %p', async (error) => {
  const aws = new FakeAws().onDescribe(error);
  await expect(followJob(executionState({ ExistingJob: EXISTING }), EXISTING, aws.client)).rejects.toBe(error);
  expect(aws.startCalls).toEqual([]);
});
