import { NotReadyError, ThrottledError } from '../../../lambda/aws/errors';
import { idempotencyToken } from '../../../lambda/job/idempotency-token';
import { checkStep } from '../../../lambda/steps/check-step';
import { finishStep } from '../../../lambda/steps/finish-step';
import { startStep } from '../../../lambda/steps/start-step';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import { executionState, JOB_ID, jobRecord, OTHER_JOB_ID, requestJson, RESOURCE_ARN, responseAddress, startedJob, waitPolicy } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';
import { captureLogs } from '../../util/logs';

const lines = captureLogs();
const NOT_READY = jobRecord({ State: 'FAILED', MessageCategory: 'INVALID_STATE', StatusMessage: 'Instance is not in state available', RecoveryPointArn: '' });
const NOT_PERMITTED = jobRecord({ State: 'FAILED', MessageCategory: 'ACCESS_DENIED', StatusMessage: 'denied', RecoveryPointArn: '' });
const REFUSED = new NotReadyError('StartBackupJob: InvalidRequestException: Instance is not in state available');

/** An execution whose job ended, for which CloudFormation waits. */
function waiting(more: Partial<ExecutionState> = {}): ExecutionState {
  return executionState({ Job: startedJob(), WaitedSeconds: 5, WaitSeconds: 10, ResponseAddress: responseAddress(), ...more });
}

/** One that nobody waits for. */
const unattended = (more: Partial<ExecutionState> = {}) => waiting({ ResponseAddress: undefined, Deadline: undefined, ...more });
const ended = (job = NOT_READY) => new FakeAws().onDescribe(job);

describe.each([['somebody waits', waiting], ['nobody waits', unattended]])('when %s', (_who, execution) => {
  test.each([[undefined, 30, 1], [1, 90, 2], [2, 180, 3], [3, 300, 4]])('a job whose resource was not ready is planned again: after %p times in %i seconds', async (Retries, WaitSeconds, next) => {
    const state = execution({ Retries });
    const aws = ended();
    const after = await checkStep(state, aws.client);
    expect(after).toEqual({
      ...state, Job: NOT_READY, StartAgain: true, Retries: next, IdempotencyKey: `${state.IdempotencyKey}\nafter ${JOB_ID}`, Next: 'WAIT', WaitSeconds, WaitedSeconds: 15,
    });
    expect(aws.startCalls).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ level: 'warn', message: expect.stringContaining('not ready'), jobId: JOB_ID, reason: NOT_READY.StatusMessage, waitSeconds: WaitSeconds });
  });

  test('five jobs are enough', async () => {
    expect(await checkStep(execution({ Retries: 4 }), ended().client)).toMatchObject({ Next: 'FINISH', Outcome: 'failed', Job: NOT_READY });
  });

  test('a job whose role was not permitted yet is planned again, within two minutes', async () => {
    expect(await checkStep(execution(), ended(NOT_PERMITTED).client)).toMatchObject({ Next: 'WAIT', StartAgain: true, Retries: 1, WaitSeconds: 10 });
    expect(await checkStep(execution({ WaitedSeconds: 105 }), ended(NOT_PERMITTED).client)).toMatchObject({ Next: 'FINISH', Outcome: 'failed' });
  });

  test('a start that is refused for that is planned again, with the same token: it has no job', async () => {
    const state = execution({ Job: undefined });
    const after = await checkStep(state, new FakeAws().onStart(REFUSED).client);
    expect(after).toEqual({ ...state, Retries: 1, Next: 'WAIT', WaitSeconds: 30, WaitedSeconds: 15 });
    const aws = new FakeAws().onStart(JOB_ID);
    expect(await checkStep(after, aws.client)).toMatchObject({ Job: startedJob(), Next: 'WAIT' });
    expect(aws.startCalls[0].IdempotencyToken).toBe(idempotencyToken(state.IdempotencyKey, RESOURCE_ARN));
  });

  test('a start that is refused for that for the fifth time ends the execution', async () => {
    await expect(checkStep(execution({ Job: undefined, Retries: 4 }), new FakeAws().onStart(REFUSED).client)).rejects.toBe(REFUSED);
  });

  test.each<[string, Partial<ExecutionState>]>([
    ['the token is the user\'s, which would bring the same job back', { Request: requestJson({ IdempotencyToken: 'mine' }) }],
    ['it was followed', { ExistingJob: { BackupJobId: JOB_ID } }],
    ['the timeout comes first', { WaitPolicy: waitPolicy({ TimeoutSeconds: 45 }) }],
  ])('none is planned when %s', async (_what, more) => {
    expect(await checkStep(execution(more), ended().client)).toMatchObject({ Next: 'FINISH', Outcome: 'failed', Job: NOT_READY });
  });
});

describe('the planned start', () => {
  const planned = () => checkStep(waiting(), ended().client);

  test('starts a job with another token, the same whenever the step is repeated', async () => {
    const state = await planned();
    const aws = new FakeAws().onStart(OTHER_JOB_ID, OTHER_JOB_ID);
    const after = await checkStep(state, aws.client);
    await checkStep(state, aws.client);
    expect(after).toMatchObject({ Job: startedJob({ BackupJobId: OTHER_JOB_ID }), Next: 'WAIT', Retries: 1, WaitedSeconds: 45, WaitSeconds: 15 });
    expect(after.StartAgain).toBeUndefined();
    expect(aws.startCalls[0].IdempotencyToken).toBe(idempotencyToken(`${waiting().IdempotencyKey}\nafter ${JOB_ID}`, RESOURCE_ARN));
    expect(aws.startCalls[1]).toEqual(aws.startCalls[0]);
    expect(aws.describeCalls).toEqual([]);
  });

  test('is made again when it is throttled', async () => {
    const aws = new FakeAws().onStart(new ThrottledError('slow down'), OTHER_JOB_ID);
    const throttled = await checkStep(await planned(), aws.client);
    expect(throttled).toMatchObject({ StartAgain: true, Attempt: 1, Next: 'WAIT' });
    expect(await checkStep(throttled, aws.client)).toMatchObject({ Job: { BackupJobId: OTHER_JOB_ID } });
    expect(aws.startCalls[1]).toEqual(aws.startCalls[0]);
  });

  test('may be refused for the same reason, which counts', async () => {
    const state = await planned();
    expect(await checkStep(state, new FakeAws().onStart(REFUSED).client)).toMatchObject({
      StartAgain: true, Retries: 2, WaitSeconds: 90, IdempotencyKey: state.IdempotencyKey, Job: NOT_READY,
    });
  });

  test('that nobody has time for any more ends with the job that failed', async () => {
    const late = { ...await planned(), WaitedSeconds: 5000 };
    const aws = new FakeAws();
    expect(await checkStep(late, aws.client)).toMatchObject({ Next: 'FINISH', Outcome: 'failed', Job: NOT_READY });
    expect(aws.startCalls).toEqual([]);
  });

  test('of a deployment that waits for the start only comes before the response', async () => {
    const state = executionState({ ResponseAddress: responseAddress(), WaitPolicy: waitPolicy({ Accepted: true }) });
    const after = await startStep(state, new FakeAws().onStart(REFUSED).client);
    expect(after).toMatchObject({ Next: 'WAIT', WaitSeconds: 30 });
    expect(await checkStep(after, new FakeAws().onStart(JOB_ID).client)).toMatchObject({ Next: 'RESPOND' });
  });
});

test('the reason says how often it was tried', async () => {
  const state = { ...waiting({ ResponseAddress: undefined }), Job: NOT_READY, Outcome: 'failed' as const, Retries: 4 };
  expect((await finishStep(state)).Reason).toContain(`Backup job ${JOB_ID} of ${RESOURCE_ARN} ended FAILED (INVALID_STATE) in the last of 5 attempts. AWS Backup says: Instance`);
  const refused = { ...state, Job: undefined, Outcome: undefined, Error: { Error: 'NotReadyError', Cause: JSON.stringify({ errorMessage: REFUSED.message }) } };
  expect((await finishStep(refused)).Reason).toContain(`No backup job was started for ${RESOURCE_ARN} in 5 attempts. ${REFUSED.message}`);
  const both = { ...refused, Job: NOT_READY, StartAgain: true };
  expect((await finishStep(both)).Reason).toMatch(/^Backup job \S+ of \S+ ended FAILED \(INVALID_STATE\) in the last of 5 attempts\. .*It could not be started again\. StartBackupJob: Invalid/);
});

test.each<[string, boolean, object]>([
  ['keeps its recovery point', false, { StartAgain: true, Next: 'WAIT' }],
  ['destroys it, so that nobody would find the next one', true, { Next: 'FINISH', Outcome: 'failed' }],
])('after the response a job is planned again when the backup %s', async (_what, Destroy, expected) => {
  const Deadline = new Date(Date.now() + 3_000_000).toISOString();
  const state = waiting({ ResponseAddress: undefined, Deadline, WaitPolicy: waitPolicy({ Destroy }) });
  expect(await checkStep(state, ended().client)).toMatchObject(expected);
});
