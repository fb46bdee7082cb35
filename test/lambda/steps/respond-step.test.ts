import { TryAgainLaterError } from '../../../lambda/aws/errors';
import { attributesOf } from '../../../lambda/response/response-content';
import { respondStep } from '../../../lambda/steps/respond-step';
import type { Outcome } from '../../../src/request/execution/execution-state';
import { responseAddress, waitPolicy, JOB_ID, jobRecord, executionState, PHYSICAL_ID, RESOURCE_ARN, runningJob, SIGNATURE, startedJob } from '../../util/events';
import { captureLogs } from '../../util/logs';
import { responseServer } from '../../util/response-server';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

const lines = captureLogs();
const server = responseServer();
const here = () => responseAddress({ ResponseURL: server.url });

test.each<[string, ReturnType<typeof jobRecord>, Outcome | undefined]>([
  ['started', startedJob(), undefined],
  ['goes on', runningJob({ RecoveryPointArn: '' }), 'timedOut'],
  ['failed after its start', jobRecord({ State: 'FAILED', RecoveryPointArn: '' }), 'failed'],
])('responds with what is known of a job that %s, and drops the address and the outcome', async (_what, Job, Outcome) => {
  const state = executionState({ Job, Next: 'RESPOND', WaitSeconds: 5, WaitedSeconds: 10, WaitPolicy: waitPolicy({ Accepted: true }) });
  expect(await respondStep({ ...state, ResponseAddress: here(), Outcome })).toStrictEqual(state);
  const { StackId, RequestId, LogicalResourceId } = here();
  expect(server.responses).toStrictEqual([{
    Status: 'SUCCESS',
    Reason: `Backup job ${JOB_ID}: the deployment does not wait for its end`,
    PhysicalResourceId: PHYSICAL_ID,
    StackId,
    RequestId,
    LogicalResourceId,
    Data: attributesOf(Job, Outcome),
  }]);
  expect(lines).toEqual([{ level: 'info', message: 'responded; the job is still watched', step: 'Respond', jobId: JOB_ID, resourceArn: RESOURCE_ARN }]);
  expect(JSON.stringify(lines)).not.toContain(SIGNATURE);
});

test('sends no response when nobody waits', async () => {
  const state = executionState({ Job: startedJob() });
  expect(await respondStep(state)).toStrictEqual(state);
  expect(server.received).toEqual([]);
  expect(lines).toEqual([]);
});

test('a response that is not accepted fails the step, so that the state machine retries', async () => {
  server.behaviours = new Array(5).fill(500);
  await expect(respondStep(executionState({ Job: startedJob(), ResponseAddress: here() }))).rejects.toBeInstanceOf(TryAgainLaterError);
});

test('says that the history lacks the execution, and drops what is left of the attempts', async () => {
  const Recording = { Next: 'RESPOND', Attempt: 1, Seconds: 3, WaitSeconds: 3, IsWritten: false };
  const after = await respondStep(executionState({ Job: startedJob(), ResponseAddress: here(), Unrecorded: '/x/on-deploy: no', Recording }));
  expect(server.responses[0].Reason).toBe(`Backup job ${JOB_ID}: the deployment does not wait for its end. The history of the backup lacks this execution: /x/on-deploy: no`);
  expect(after.Recording).toBeUndefined();
});
