import { TryAgainLaterError } from '../../../lambda/aws/errors';
import { toJobRecord } from '../../../lambda/job/job-record';
import { attributesOf } from '../../../lambda/response/response-content';
import { finishStep } from '../../../lambda/steps/finish-step';
import { NO_DELETIONS } from '../../../src/request/execution/deletions';
import type { JobRecord, ExecutionState, Outcome } from '../../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import {
  executionState, FAILED_ID, JOB_ID, jobRecord, OTHER_JOB_ID, PHYSICAL_ID, properties, RECOVERY_POINT_ARN, RESOURCE_ARN, responseAddress,
  runningJob, SIGNATURE, waitPolicy,
} from '../../util/events';
import { captureLogs } from '../../util/logs';
import { responseServer } from '../../util/response-server';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

const lines = captureLogs();
const server = responseServer();
const DONE: Partial<ExecutionState> = { Job: jobRecord(), Outcome: 'succeeded' };
const FAILED: Partial<ExecutionState> = {
  Job: jobRecord({ State: 'FAILED', MessageCategory: 'NEW_ONE', StatusMessage: 'no permission', RecoveryPointArn: '' }), Outcome: 'failed',
};
const STEP_ERROR: Partial<ExecutionState> = { Error: { Error: 'RefusedError', Cause: '{"errorMessage":"StartBackupJob: no"}' } };
const TIME_UP: Partial<ExecutionState> = { Job: runningJob({ RecoveryPointArn: '' }), Outcome: 'timedOut', WaitedSeconds: 600 };
const THROTTLED: Partial<ExecutionState> = { Outcome: 'timedOut', WaitedSeconds: 600 };
const here = (PhysicalResourceId?: string) => responseAddress({ ResponseURL: server.url, PhysicalResourceId });
const JOB = `Backup job ${JOB_ID}`;

/** The last step of an execution that CloudFormation waits for. */
function finish(state: Partial<ExecutionState>, how: Partial<WaitPolicy> = {}, former?: string): ReturnType<typeof finishStep> {
  return finishStep(executionState({ ...state, WaitPolicy: waitPolicy(how), ResponseAddress: here(former) }));
}

describe('a job that succeeded', () => {
  test.each([['create', undefined], ['update', OTHER_JOB_ID]])('is the response to a %s: its id and all attributes', async (_type, former) => {
    const { StackId, RequestId, LogicalResourceId } = here();
    await expect(finish(DONE, {}, former)).resolves.toEqual({ Succeeded: true, Reason: '' });
    expect(server.responses).toStrictEqual([{
      Status: 'SUCCESS',
      Reason: `${JOB}: completed`,
      PhysicalResourceId: former ?? PHYSICAL_ID,
      StackId,
      RequestId,
      LogicalResourceId,
      Data: attributesOf(jobRecord(), 'succeeded'),
    }]);
    expect(lines).toEqual([{
      level: 'info', message: 'done', step: 'Finish', jobId: JOB_ID, resourceArn: RESOURCE_ARN, state: 'COMPLETED', outcome: 'succeeded', reason: '',
    }]);
  });

  test.each([JOB_ID, `${JOB_ID}|${RECOVERY_POINT_ARN}`])('keeps the id %s when it is the same job: it is not replaced', async (former) => {
    await finish(DONE, {}, former);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: former, Data: { RecoveryPointArn: RECOVERY_POINT_ARN } }]);
  });

  test.each([JOB_ID, ''])('that made the recovery point used instead of a new one ("%s") is not called completed', async (BackupJobId) => {
    const Reused = { IamRoleArn: 'role', ExpiryDate: '' };
    const Job = jobRecord({ BackupJobId, StatusMessage: 'No backup job was started' });
    await expect(finish({ Job, Reused, Outcome: 'reused' }, { FailOnIssues: true })).resolves.toEqual({ Succeeded: true, Reason: '' });
    expect(server.responses).toMatchObject([{
      Status: 'SUCCESS',
      Reason: 'No backup job was started',
      Data: attributesOf(Job, 'reused'),
    }]);
  });

  test.each([['VSS_ERROR', 'fell back'], ['VSS_ERROR', ''], ['', 'fell back']])('with issues (category "%s", message "%s") says so', async (MessageCategory, StatusMessage) => {
    const Job = jobRecord({ MessageCategory, StatusMessage });
    await expect(finish({ Job, Outcome: 'succeededWithIssues' })).resolves.toEqual({ Succeeded: true, Reason: '' });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Reason: `${JOB}: completed with issues`, Data: { StatusMessage, Outcome: 'succeededWithIssues' } }]);
    expect(lines).toMatchObject([
      { level: 'info', message: 'done' },
      { level: 'warn', message: 'completed with issues', jobId: JOB_ID, category: MessageCategory, reason: StatusMessage },
    ]);
  });

  test('with issues and a long message still succeeds', async () => {
    await finish({ Job: jobRecord({ MessageCategory: 'VSS_ERROR', StatusMessage: 'x'.repeat(6000) }), Outcome: 'succeededWithIssues' });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Data: { BackupJobId: JOB_ID } }]);
  });
});

describe('an execution that had nothing to back up', () => {
  const Skipped = 'There is nothing to back up yet: stack orders has no Table';

  test.each([
    ['create', undefined, PHYSICAL_ID],
    ['update', OTHER_JOB_ID, OTHER_JOB_ID],
    ['update that never had a job', PHYSICAL_ID, PHYSICAL_ID],
  ])('succeeds and says why: %s', async (_type, former, PhysicalResourceId) => {
    for (const how of [{}, { WarnOnFailure: true }, { FailOnIssues: true }, { OnTimeout: 'HAND_ON' as const }]) {
      server.reset();
      await expect(finish({ Skipped, Outcome: 'skipped', Trigger: 'BEFORE_CHANGE' }, how, former)).resolves.toEqual({ Succeeded: true, Reason: '' });
      const { StackId, RequestId, LogicalResourceId } = here();
      const Data = attributesOf(toJobRecord({ StatusMessage: Skipped }), 'skipped');
      expect(server.responses).toStrictEqual([{ Status: 'SUCCESS', Reason: Skipped, PhysicalResourceId, StackId, RequestId, LogicalResourceId, Data }]);
    }
  });
});

describe('a request that needed no job, once the status of the stack was known', () => {
  const Data = attributesOf(toJobRecord({ StatusMessage: 'nothing to do' }), undefined);

  test.each([['keeps its id', 'not-started-former', 'not-started-former'], ['has no job', undefined, PHYSICAL_ID]])(
    'gets its response as it would have at once, and %s', async (_what, former, PhysicalResourceId) => {
      const { StackId, RequestId, LogicalResourceId } = here();
      await expect(finish({ Response: { Status: 'SUCCESS', Reason: 'nothing to do', Data } }, {}, former)).resolves.toEqual({ Succeeded: true, Reason: '' });
      expect(server.responses).toStrictEqual([{ Status: 'SUCCESS', Reason: 'nothing to do', PhysicalResourceId, StackId, RequestId, LogicalResourceId, Data }]);
    });

  test.each([{}, { WarnOnFailure: true }, { Accepted: true }])('fails when it is refused, whatever the wait policy: %p', async (how) => {
    const Reason = 'It is not known whether the stack is being rolled back';
    await expect(finish({ Response: { Status: 'FAILED', Reason } }, how, JOB_ID)).resolves.toEqual({ Succeeded: false, Reason });
    expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason, PhysicalResourceId: JOB_ID }]);
  });
});

test('a removal that failed before it was decided is a failure', async () => {
  await finish({ ...STEP_ERROR, Undecided: { ResourceProperties: properties() }, IsRemoval: true }, {}, JOB_ID);
  expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('could not be deleted'), PhysicalResourceId: JOB_ID }]);
});

describe('what a failure means', () => {
  const meaning = async (state: Partial<ExecutionState>, how: Partial<WaitPolicy> = {}): Promise<string> => {
    server.reset();
    const { Reason } = await finish({ ...FAILED, ...state }, how, OTHER_JOB_ID);
    expect(server.responses[0].Reason).toBe(Reason);
    return Reason;
  };

  test('is part of the reason when the deployment fails for it', async () => {
    expect(await meaning({ Trigger: 'BEFORE_CHANGE' })).toMatch(/nothing was changed\. Backup job .* ended FAILED/);
    expect(await meaning({ Trigger: 'ON_DELETE' })).toMatch(/nothing was deleted\. Backup job .* ended FAILED.*To go on/);
    expect(await meaning({ Trigger: 'ON_DELETE', ...THROTTLED, Job: undefined })).toMatch(/nothing was deleted\. No backup job was started.*To go on/);
    expect(await meaning({ Trigger: 'ON_DEPLOY' })).toMatch(/^Backup job/);
    expect(await meaning({})).toMatch(/^Backup job/);
  });

  test.each(['BEFORE_CHANGE', 'ON_DELETE'])('is not part of the reason when the deployment goes on: %s', async (Trigger) => {
    expect(await meaning({ Trigger }, { WarnOnFailure: true })).toMatch(/^Backup job/);
    const { Reason } = await finishStep(executionState({ ...FAILED, Trigger }));
    expect(Reason).toMatch(/^Backup job/);
  });

  test('is not part of the reason of a removal', async () => {
    expect(await meaning({ Trigger: 'BEFORE_CHANGE', Job: undefined, Outcome: 'timedOut', IsRemoval: true })).toMatch(/^What this backup left was not gone/);
  });
});

test.each(['Delete', 'Update'])('a final backup that succeeded or only warns keeps the id, on %s', async (RequestType) => {
  for (const [state, how] of [[DONE, {}], [FAILED, { WarnOnFailure: true }], [TIME_UP, { OnTimeout: 'HAND_ON' }]] as const) {
    server.reset();
    await finishStep(executionState({ ...state, Trigger: 'ON_DELETE', WaitPolicy: waitPolicy(how), ResponseAddress: { ...here(PHYSICAL_ID), RequestType } }));
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID, Data: { BackupJobId: JOB_ID } }]);
  }
});

/** Each outcome, with the response and whether the execution succeeds, by the wait policy. */
describe.each<[string, Partial<ExecutionState>, ReadonlyArray<[Partial<WaitPolicy>, 'SUCCESS' | 'FAILED', boolean]>]>([
  ['succeeded', DONE, [
    [{}, 'SUCCESS', true], [{ WarnOnFailure: true }, 'SUCCESS', true], [{ FailOnIssues: true }, 'SUCCESS', true], [{ OnTimeout: 'STOP' }, 'SUCCESS', true],
  ]],
  ['succeeded with issues', { Job: jobRecord({ MessageCategory: 'VSS_ERROR' }), Outcome: 'succeededWithIssues' }, [
    [{}, 'SUCCESS', true],
    [{ FailOnIssues: false }, 'SUCCESS', true],
    [{ WarnOnFailure: true }, 'SUCCESS', true],
    [{ FailOnIssues: true }, 'FAILED', false],
    [{ FailOnIssues: true, WarnOnFailure: true }, 'SUCCESS', false],
  ]],
  ...(['partial', 'failed', 'expired', 'aborted'] as const).map((Outcome): [string, Partial<ExecutionState>, [Partial<WaitPolicy>, 'SUCCESS' | 'FAILED', boolean][]] => [
    Outcome, { Job: jobRecord({ State: Outcome.toUpperCase() }), Outcome }, [
      [{}, 'FAILED', false],
      [{ WarnOnFailure: false }, 'FAILED', false],
      [{ WarnOnFailure: true }, 'SUCCESS', false],
      [{ OnTimeout: 'HAND_ON' }, 'FAILED', false],
      [{ OnTimeout: 'CONTINUE' }, 'FAILED', false],
      [{ Accepted: true }, 'FAILED', false],
      [{ FailOnIssues: true, WarnOnFailure: true }, 'SUCCESS', false],
    ],
  ]),
  ['not over in time', TIME_UP, [
    [{}, 'FAILED', false],
    [{ OnTimeout: 'STOP' }, 'FAILED', false],
    [{ OnTimeout: 'CONTINUE' }, 'FAILED', false], // its response was sent before
    [{ OnTimeout: 'HAND_ON' }, 'SUCCESS', true],
    [{ WarnOnFailure: true }, 'FAILED', false], // `onTimeout` decides that
    [{ OnTimeout: 'HAND_ON', WarnOnFailure: true }, 'SUCCESS', true],
  ]],
  ['still throttled when the time was up', THROTTLED, [
    [{}, 'FAILED', false],
    [{ OnTimeout: 'HAND_ON' }, 'FAILED', false], // no job to hand on
    [{ OnTimeout: 'CONTINUE' }, 'FAILED', false],
    [{ WarnOnFailure: true }, 'SUCCESS', false],
  ]],
  ['never started', STEP_ERROR, [[{}, 'FAILED', false], [{ OnTimeout: 'HAND_ON' }, 'FAILED', false], [{ WarnOnFailure: true }, 'SUCCESS', false]]],
  ['lost on the way', { Job: runningJob(), ...STEP_ERROR }, [[{}, 'FAILED', false], [{ WarnOnFailure: true }, 'SUCCESS', false]]],
  ['lost on the way, though it ended well', { ...DONE, ...STEP_ERROR }, [[{}, 'FAILED', false], [{ WarnOnFailure: true }, 'SUCCESS', false]]],
])('a job that is %s', (_what, state, cases) => {
  test.each(cases)('under %p gets the response %s, and the execution succeeds: %s', async (how, Status, Succeeded) => {
    const finished = await finish(state, how);
    expect(finished).toEqual({ Succeeded, Reason: Succeeded ? '' : expect.stringMatching(/./) });
    expect(server.responses).toMatchObject([{ Status }]);
    if (!Succeeded) {
      expect(server.responses[0].Reason).toBe(finished.Reason);
      expect(lines).toMatchObject([{ level: 'error', message: 'failed', step: 'Finish', reason: finished.Reason }]);
    }
  });
});

describe('a job for which an earlier execution responded', () => {
  test.each<[string, Partial<ExecutionState>, string, string]>([
    ['ended badly, as was said then', FAILED, 'nothing new', 'failed'],
    ['is forgotten, and ended well', DONE, 'completed', 'succeeded'],
    ['is forgotten, with an unknown end', { Job: toJobRecord({ BackupJobId: JOB_ID }) }, 'nothing new', ''],
  ])('is no failure of this one, when it %s', async (_what, state, how, Outcome) => {
    await expect(finish({ ...state, Settled: true }, {}, JOB_ID)).resolves.toEqual({ Succeeded: true, Reason: '' });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Reason: `${JOB}: ${how}`, PhysicalResourceId: JOB_ID, Data: { BackupJobId: JOB_ID, Outcome } }]);
  });

  test('is one when a step failed', async () => {
    await expect(finish({ ...DONE, ...STEP_ERROR, Settled: true })).resolves.toMatchObject({ Succeeded: false });
  });
});

test('the response for a job handed on has all that is known', async () => {
  await finish(TIME_UP, { OnTimeout: 'HAND_ON' });
  expect(server.responses).toMatchObject([{
    Reason: `${JOB}: handed on to the next custom resource`, PhysicalResourceId: PHYSICAL_ID, Data: { BackupJobId: JOB_ID, State: 'RUNNING', Outcome: 'timedOut' },
  }]);
});

describe('a failure', () => {
  test.each<[string, Partial<ExecutionState>, string | undefined, string]>([
    ['of a create, after the start', FAILED, undefined, FAILED_ID],
    ['of a create, before the start', STEP_ERROR, undefined, FAILED_ID],
    ['of an update, after the start', FAILED, OTHER_JOB_ID, OTHER_JOB_ID],
    ['of an update, before the start', STEP_ERROR, OTHER_JOB_ID, OTHER_JOB_ID],
    ['of a check', { Job: runningJob({ RecoveryPointArn: '' }), ...STEP_ERROR }, undefined, FAILED_ID],
  ])('%s has the right id and no attributes', async (_what, state, former, PhysicalResourceId) => {
    const { StackId, RequestId, LogicalResourceId } = here();
    const { Reason } = await finish(state, {}, former);
    expect(server.responses).toStrictEqual([{ Status: 'FAILED', Reason, PhysicalResourceId, StackId, RequestId, LogicalResourceId }]);
  });

  test.each<[string, Partial<ExecutionState>, string]>([
    ['the job failed', FAILED, 'no permission'],
    ['its time was up', TIME_UP, 'still RUNNING'],
    ['a step failed', STEP_ERROR, 'StartBackupJob: no'],
    ['a step failed, though the job ended well', { ...DONE, ...STEP_ERROR }, 'StartBackupJob: no'],
    ['issues fail it', { Job: jobRecord({ MessageCategory: 'VSS_ERROR', StatusMessage: 'fell back' }), Outcome: 'succeededWithIssues' }, 'fell back'],
  ])('has its reason in the response: %s', async (_what, state, text) => {
    expect((await finish(state, { FailOnIssues: true })).Reason).toContain(text);
  });
});

describe('a failure that is only a warning', () => {
  test.each<[string, Partial<ExecutionState>, string | undefined, string, Partial<JobRecord>, Outcome]>([
    ['of a job', FAILED, undefined, PHYSICAL_ID, FAILED.Job as JobRecord, 'failed'],
    ['of a job, after another one', FAILED, OTHER_JOB_ID, OTHER_JOB_ID, FAILED.Job as JobRecord, 'failed'],
    ['of a job that was lost', { Job: runningJob(), ...STEP_ERROR }, undefined, PHYSICAL_ID, runningJob(), 'failed'],
    ['without a job', STEP_ERROR, undefined, PHYSICAL_ID, { StatusMessage: expect.stringContaining('StartBackupJob: no') as string }, 'failed'],
    ['without a job, after another one', STEP_ERROR, OTHER_JOB_ID, OTHER_JOB_ID, { StatusMessage: expect.stringContaining('StartBackupJob: no') as string }, 'failed'],
    ['of a followed job', { ExistingJob: { BackupJobId: JOB_ID }, ...STEP_ERROR }, JOB_ID, JOB_ID, { BackupJobId: JOB_ID, StatusMessage: expect.stringContaining('no') as string }, 'failed'],
    ['of a start that was throttled', THROTTLED, undefined, PHYSICAL_ID, { StatusMessage: expect.stringContaining('throttled') as string }, 'timedOut'],
  ])('%s has what happened in the response', async (_what, state, former, PhysicalResourceId, job, outcome) => {
    const { Reason } = await finish(state, { WarnOnFailure: true }, former);
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Reason, PhysicalResourceId }]);
    expect(server.responses[0].Data).toEqual(attributesOf({ ...toJobRecord({}), ...job }, outcome));
  });

  test('however long the reason', async () => {
    await finish({ Error: { Cause: '"'.repeat(50_000) } }, { WarnOnFailure: true });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID }]);
  });
});

describe('a removal', () => {
  const FORMER = `${JOB_ID}|${RECOVERY_POINT_ARN}`;
  const Deletions = { ...NO_DELETIONS, Gone: [RECOVERY_POINT_ARN] };

  test('that is done keeps the id', async () => {
    await expect(finish({ IsRemoval: true, Deletions, Outcome: 'succeeded' }, {}, FORMER)).resolves.toEqual({ Succeeded: true, Reason: '' });
    expect(server.responses).toMatchObject([{ Status: 'SUCCESS', Reason: 'Removed: 1 recovery point is gone', PhysicalResourceId: FORMER }]);
  });

  test.each<[string, Partial<ExecutionState>, string]>([
    ['is not done in time', { Outcome: 'timedOut' }, 'not gone'], ['failed', { Error: { Cause: 'locked' } }, 'locked'],
  ])('that %s fails, whatever the wait policy says about its job', async (_what, state, text) => {
    for (const how of [{}, { WarnOnFailure: true }, { OnTimeout: 'HAND_ON' }, { OnTimeout: 'CONTINUE' }] as const) {
      server.reset();
      const { Succeeded, Reason } = await finish({ IsRemoval: true, ...state }, how, FORMER);
      expect(Succeeded).toBe(false);
      expect(Reason).toContain(text);
      expect(server.responses).toMatchObject([{ Status: 'FAILED', Reason, PhysicalResourceId: FORMER }]);
    }
  });
});

test.each<[string, Partial<ExecutionState>, boolean]>([['succeeded', DONE, true], ['failed', FAILED, false]])(
  'when nobody waits, only the state machine gets the result of a job that %s', async (_what, state, Succeeded) => {
    for (const how of [{}, { Accepted: true }, { OnTimeout: 'CONTINUE' }, { WarnOnFailure: true }] as const) {
      await expect(finishStep(executionState({ ...state, WaitPolicy: waitPolicy(how) }))).resolves.toMatchObject({ Succeeded });
    }
    expect(server.received).toEqual([]);
    expect(lines).toHaveLength(4);
  });

test('a response that is not accepted fails the step, so that the state machine retries', async () => {
  server.behaviours = new Array(5).fill(500);
  await expect(finish(DONE)).rejects.toBeInstanceOf(TryAgainLaterError);
  await finish(DONE);
  expect(server.responses).toHaveLength(6);
});

test('no message contains the signature', async () => {
  for (const state of [DONE, STEP_ERROR, TIME_UP]) { await finish(state); }
  expect(JSON.stringify(lines)).not.toContain(SIGNATURE);
});

describe('an execution that is not recorded', () => {
  const Unrecorded = '/x/on-deploy: no';
  const NOTE = `. The history of the backup lacks this execution: ${Unrecorded}`;

  test.each<[string, Partial<ExecutionState>, Partial<WaitPolicy>]>([
    ['succeeded', DONE, {}], ['failed', FAILED, {}], ['failed, which only warns', FAILED, { WarnOnFailure: true }], ['timed out', TIME_UP, {}], ['did not start', STEP_ERROR, {}],
  ])('%s: the response says so after its reason, and is the same otherwise', async (_what, state, how) => {
    const before = await finish(state, how);
    const after = await finish({ ...state, Unrecorded }, how);
    const [plain, noted] = server.responses;
    expect(noted.Reason).toBe(`${plain.Reason.replace(/\.$/, '')}${NOTE}`);
    expect([noted.Status, noted.PhysicalResourceId, noted.Data?.Outcome]).toEqual([plain.Status, plain.PhysicalResourceId, plain.Data?.Outcome]);
    expect(after.Succeeded).toBe(before.Succeeded);
  });
});
