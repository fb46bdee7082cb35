import { TryAgainLaterError } from '../../lambda/errors';
import { finishStep } from '../../lambda/finish-step';
import { notStartedId } from '../../lambda/physical-id';
import { answerServer } from '../util/answer-server';
import { answerAddress, JOB_ID, jobRecord, machineState, OTHER_JOB_ID, REQUEST_ID, RESOURCE_ARN, runningJob, SIGNATURE } from '../util/events';
import { captureLogs } from '../util/logs';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

const lines = captureLogs();
const server = answerServer();
const FAILED = jobRecord({ State: 'FAILED', MessageCategory: 'ACCESS_DENIED', StatusMessage: 'no permission' });
const STEP_ERROR = { Error: 'RefusedError', Cause: '{"errorMessage":"StartBackupJob: no"}' };
const here = (PhysicalResourceId?: string) => answerAddress({ ResponseURL: server.url, PhysicalResourceId });

describe('a job that succeeded', () => {
  test.each([['create', undefined], ['update', OTHER_JOB_ID]])('is the answer to a %s: its id and all attributes', async (_type, former) => {
    const { MessageCategory, PercentDone, ResourceArn, ...Data } = jobRecord();
    const { StackId, RequestId, LogicalResourceId } = here();
    await expect(finishStep(machineState({ Job: jobRecord(), Answer: here(former) }))).resolves.toEqual({ Succeeded: true, Reason: '' });
    expect(server.answers).toStrictEqual([
      { Status: 'SUCCESS', Reason: `Backup job ${JOB_ID} completed`, PhysicalResourceId: JOB_ID, StackId, RequestId, LogicalResourceId, Data },
    ]);
    expect(lines).toEqual([{ level: 'info', message: 'backup succeeded', step: 'Finish', jobId: JOB_ID, resourceArn: RESOURCE_ARN, state: 'COMPLETED' }]);
  });

  test.each([
    ['VSS_ERROR', 'fell back', 'VSS_ERROR: fell back'],
    ['VSS_ERROR', '', 'VSS_ERROR'],
    ['', 'fell back', 'fell back'],
  ])('with issues (category "%s", message "%s") succeeds, and says so', async (MessageCategory, StatusMessage, reason) => {
    const Job = jobRecord({ MessageCategory, StatusMessage });
    await expect(finishStep(machineState({ Job, Answer: here() }))).resolves.toEqual({ Succeeded: true, Reason: '' });
    expect(server.answers).toMatchObject([{ Status: 'SUCCESS', Reason: `Backup job ${JOB_ID} completed with issues`, Data: { StatusMessage } }]);
    expect(lines).toMatchObject([{ level: 'warn', message: 'backup succeeded with issues', jobId: JOB_ID, reason }]);
  });

  test('with issues that take a long text still succeeds', async () => {
    await finishStep(machineState({ Job: jobRecord({ MessageCategory: 'VSS_ERROR', StatusMessage: 'x'.repeat(6000) }), Answer: here() }));
    expect(server.answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: JOB_ID }]);
  });
});

describe('a failure', () => {
  test.each([
    ['of a create, after the start', FAILED, undefined, undefined, JOB_ID],
    ['of a create, before the start', undefined, STEP_ERROR, undefined, notStartedId(REQUEST_ID)],
    ['of an update, after the start', FAILED, undefined, OTHER_JOB_ID, OTHER_JOB_ID],
    ['of an update, before the start', undefined, STEP_ERROR, OTHER_JOB_ID, OTHER_JOB_ID],
    ['of a check', runningJob(), STEP_ERROR, undefined, JOB_ID],
  ])('%s has the right id and no attributes', async (_what, Job, Error, former, PhysicalResourceId) => {
    const { StackId, RequestId, LogicalResourceId } = here();
    const { Succeeded, Reason } = await finishStep(machineState({ Job, Error, Answer: here(former) }));
    expect(Succeeded).toBe(false);
    expect(server.answers).toStrictEqual([{ Status: 'FAILED', Reason, PhysicalResourceId, StackId, RequestId, LogicalResourceId }]);
  });

  test.each([
    ['the job failed', FAILED, undefined, 'no permission'],
    ['it is still running at the deadline', runningJob(), undefined, 'still RUNNING'],
    ['a step failed', undefined, STEP_ERROR, 'StartBackupJob: no'],
    ['a step failed, though the job ended well', jobRecord(), STEP_ERROR, 'StartBackupJob: no'],
    ['the job is PARTIAL', jobRecord({ State: 'PARTIAL' }), undefined, 'PARTIAL'],
  ])('is told with its reason: %s', async (_what, Job, Error, text) => {
    const { Succeeded, Reason } = await finishStep(machineState({ Job, Error, Answer: here() }));
    expect(Succeeded).toBe(false);
    expect(Reason).toContain(text);
    expect(server.answers).toMatchObject([{ Status: 'FAILED', Reason }]);
    expect(lines).toMatchObject([{ level: 'error', message: 'backup failed', step: 'Finish', reason: Reason }]);
  });
});

test.each([['succeeded', jobRecord(), true], ['failed', FAILED, false]])('when nobody waits, a job that %s is told to the machine only', async (_what, Job, Succeeded) => {
  await expect(finishStep(machineState({ Job }))).resolves.toMatchObject({ Succeeded });
  expect(server.received).toEqual([]);
  expect(lines).toHaveLength(1);
});

test('an answer that is not taken fails the step, so that the machine tries again', async () => {
  server.behaviours = new Array(5).fill(500);
  await expect(finishStep(machineState({ Job: jobRecord(), Answer: here() }))).rejects.toBeInstanceOf(TryAgainLaterError);
  await finishStep(machineState({ Job: jobRecord(), Answer: here() }));
  expect(server.answers).toHaveLength(6);
});

test('no message holds the signature', async () => {
  await finishStep(machineState({ Job: jobRecord(), Answer: here() }));
  await finishStep(machineState({ Error: STEP_ERROR, Answer: here() }));
  expect(JSON.stringify(lines)).not.toContain(SIGNATURE);
});
