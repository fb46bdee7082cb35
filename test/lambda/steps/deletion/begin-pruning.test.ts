import { recordedTrigger } from '../../../../lambda/history/record-of';
import { withPruning } from '../../../../lambda/steps/deletion/begin-pruning';
import type { ExecutionResult } from '../../../../src/request/execution/execution-result';
import type { ExecutionHistory, ExecutionState } from '../../../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../../../src/request/execution/wait-policy';
import { executionState, JOB_ID, jobRecord, properties, RECOVERY_POINT_ARN, RESOURCE_ARN, responseAddress, waitPolicy } from '../../../util/events';

const RESULT: ExecutionResult = { Succeeded: true, Reason: '' };
const HISTORY: ExecutionHistory = { Path: '/cdk-on-demand-backup/orders/OrdersBackup', Recorded: recordedTrigger(properties(), responseAddress()) };
const KEPT: Partial<WaitPolicy> = { KeepLast: 3 };

function pruningOf(state: Partial<ExecutionState>, policy: Partial<WaitPolicy> = KEPT, result = RESULT) {
  return withPruning(result, executionState({ History: HISTORY, Job: jobRecord(), Outcome: 'succeeded', WaitPolicy: waitPolicy(policy), ...state })).Pruning;
}


test('after a good execution: what to keep, and of what', () => {
  expect(pruningOf({}, { KeepLast: 3, KeepAtLeastSeconds: 60, FailOnIssues: true })).toEqual({
    Path: HISTORY.Path,
    StackId: responseAddress().StackId,
    ResourceArn: RESOURCE_ARN,
    BackupJobId: JOB_ID,
    RecoveryPointArn: RECOVERY_POINT_ARN,
    KeepLast: 3,
    KeepAtLeastSeconds: 60,
    FailOnIssues: true,
    IsDeployment: true,
    WaitSeconds: expect.any(Number),
    WaitedSeconds: 0,
    DeletingSeconds: 0,
  });
});

test('without a deployment, at once', () => {
  expect(pruningOf({ Deadline: undefined })).toMatchObject({ WaitSeconds: 0 });
  expect(pruningOf({ Deadline: undefined })?.IsDeployment).toBeUndefined();
});

test('what is destroyed with its backup: all that is older, of the same trigger', () => {
  expect(pruningOf({}, { Supersedes: true })).toMatchObject({ KeepLast: 1, Trigger: 'on-deploy' });
  expect(pruningOf({}, { Supersedes: true, KeepLast: 5 })).toMatchObject({ KeepLast: 5 });
  expect(pruningOf({}, { Supersedes: true, KeepLast: 5 })?.Trigger).toBeUndefined();
});

test('with issues, if the backup counts as good', () => {
  expect(pruningOf({ Outcome: 'succeededWithIssues' })).toBeDefined();
  expect(pruningOf({ Outcome: 'succeededWithIssues' }, { ...KEPT, FailOnIssues: true })).toBeUndefined();
});

test.each<Partial<WaitPolicy>>([{}, { Destroy: true }])('nothing is pruned with the wait policy %p', (policy) => {
  expect(pruningOf({}, policy)).toBeUndefined();
});

test.each<[string, Partial<ExecutionState>]>([
  ['without a history', { History: undefined }],
  ['without a job', { Job: undefined }],
  ['without a recovery point', { Job: jobRecord({ RecoveryPointArn: '' }) }],
  ...(['failed', 'partial', 'expired', 'aborted', 'timedOut', 'skipped'] as const).map((Outcome): [string, Partial<ExecutionState>] => [`after ${Outcome}`, { Outcome }]),
  ['when another execution has responded for the job', { Settled: true }],
  ['when the history lacks the execution', { Unrecorded: 'parameter: denied' }],
  ['when the history lacks the execution, because the step failed', { RecordError: { Cause: 'no' } }],
  ['in a removal', { IsRemoval: true }],
  ['when nothing was done', { Response: { Status: 'SUCCESS', Reason: '' } }],
  ['after a step that failed', { Error: { Cause: 'no' } }],
])('nothing is pruned %s', (_when, state) => {
  expect(pruningOf(state)).toBeUndefined();
});

test('nothing is pruned when the execution failed', () => {
  expect(pruningOf({}, KEPT, { Succeeded: false, Reason: 'no' })).toBeUndefined();
});

test('a state without a wait policy fails nothing: the response is sent', () => {
  expect(withPruning(RESULT, { ...executionState(), WaitPolicy: undefined } as unknown as ExecutionState)).toBe(RESULT);
});
