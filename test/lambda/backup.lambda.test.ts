import { RefusedError, ThrottledError, TryAgainLaterError } from '../../lambda/aws/errors';
import { handler } from '../../lambda/backup.lambda';
import { decideStep } from '../../lambda/cloudformation/decide-step';
import { onCloudFormation } from '../../lambda/cloudformation/on-cloudformation';
import { recordedTrigger } from '../../lambda/history/record-of';
import { checkStep } from '../../lambda/steps/check-step';
import { pruneStep } from '../../lambda/steps/deletion/prune-step';
import { removeStep } from '../../lambda/steps/deletion/remove-step';
import { finishStep } from '../../lambda/steps/finish-step';
import { recordStep } from '../../lambda/steps/record/record-step';
import { respondStep } from '../../lambda/steps/respond-step';
import { startStep } from '../../lambda/steps/start-step';
import type { ExecutionHistory } from '../../src/request/execution/execution-state';
import { StateMachineStep } from '../../src/request/names';
import { responseAddress, createEvent, deleteEvent, executionState, properties, updateEvent } from '../util/events';

// Each of them has its own tests; these are about who is called with what
jest.mock('../../lambda/aws/aws-client', () => ({ AwsClient: class AwsClient { public readonly isFake = true; } }));
jest.mock('../../lambda/cloudformation/on-cloudformation', () => ({ onCloudFormation: jest.fn(async () => undefined) }));
jest.mock('../../lambda/cloudformation/decide-step', () => ({ decideStep: jest.fn(async () => 'decided') }));
jest.mock('../../lambda/steps/start-step', () => ({ startStep: jest.fn(async () => 'started') }));
jest.mock('../../lambda/steps/check-step', () => ({ checkStep: jest.fn(async () => 'checked') }));
jest.mock('../../lambda/steps/respond-step', () => ({ respondStep: jest.fn(async () => 'responded') }));
jest.mock('../../lambda/steps/deletion/remove-step', () => ({ removeStep: jest.fn(async () => 'removed') }));
jest.mock('../../lambda/steps/deletion/prune-step', () => ({ pruneStep: jest.fn(async () => 'pruned') }));
jest.mock('../../lambda/steps/record/record-step', () => ({ recordStep: jest.fn(async () => 'recorded') }));
jest.mock('../../lambda/steps/finish-step', () => ({ finishStep: jest.fn(async () => 'finished') }));

const AWS = { isFake: true };
const ALL = [onCloudFormation, decideStep, startStep, checkStep, removeStep, recordStep, respondStep, finishStep, pruneStep];

/** Expects one call of this function, and none of the others. */
function expectOnly(called: (typeof ALL)[number], ...input: readonly object[]): void {
  ALL.forEach((each) => expect(each).toHaveBeenCalledTimes(each === called ? 1 : 0));
  expect(called).toHaveBeenCalledWith(...input);
}

test.each([['Create', createEvent()], ['Update', updateEvent()], ['Delete', deleteEvent()]])('a %s of CloudFormation', async (_type, event) => {
  await expect(handler(event)).resolves.toBeUndefined();
  expectOnly(onCloudFormation, event, AWS);
});

const State = executionState();

test.each([
  [StateMachineStep.START, 'started', startStep, [State, AWS]],
  [StateMachineStep.CHECK, 'checked', checkStep, [State, AWS]],
  [StateMachineStep.RECORD, 'recorded', recordStep, [State, AWS]],
  [StateMachineStep.RESPOND, 'responded', respondStep, [State]],
  [StateMachineStep.FINISH, 'finished', finishStep, [State]],
  [StateMachineStep.PRUNE, 'pruned', pruneStep, [State, AWS]],
])('step %s of the state machine', async (Step, result, called, input) => {
  await expect(handler({ Step, State })).resolves.toBe(result);
  expectOnly(called, ...input);
});

describe.each([[StateMachineStep.START, startStep], [StateMachineStep.CHECK, checkStep]])('step %s', (Step, step) => {
  test.each([['RESPOND', 1], ['FINISH', 1], ['WAIT', 0]])('that goes on with %s records the execution in the same call: %i', async (Next, times) => {
    const after = executionState({ Next });
    jest.mocked(step).mockResolvedValueOnce(after);
    await expect(handler({ Step, State })).resolves.toBe(times === 1 ? 'recorded' : after);
    expect(recordStep).toHaveBeenCalledTimes(times);
    if (times === 1) { expect(recordStep).toHaveBeenCalledWith(after, AWS); }
  });
});

const History: ExecutionHistory = { Path: '/cdk-on-demand-backup/orders/OrdersBackup', Recorded: recordedTrigger(properties(), responseAddress()) };
const Removal = { IsRemoval: true, History };
const Removing = executionState(Removal);

test.each([
  [StateMachineStep.START, 'removed', removeStep, [Removing, History, AWS]],
  [StateMachineStep.CHECK, 'removed', removeStep, [Removing, History, AWS]],
  [StateMachineStep.FINISH, 'finished', finishStep, [Removing]],
])('step %s of the state machine, when recovery points are removed', async (Step, result, called, input) => {
  await expect(handler({ Step, State: Removing })).resolves.toBe(result);
  expectOnly(called, ...input);
});

const Undecided = { ResourceProperties: properties() };
const Asking = { Attempt: 1, Seconds: 10 };

test('the start of a request that is not decided', async () => {
  const undecided = executionState({ Undecided });
  await expect(handler({ Step: StateMachineStep.START, State: undecided })).resolves.toBe('decided');
  expectOnly(decideStep, undecided, Undecided, AWS);
});

test('a check of a request that is not decided asks again, and its wait does not count', async () => {
  const asking = executionState({ Undecided, Asking, WaitSeconds: 10 });
  await expect(handler({ Step: StateMachineStep.CHECK, State: asking })).resolves.toBe('decided');
  expectOnly(decideStep, { ...asking, WaitSeconds: 0 }, Undecided, AWS);
});

test('a check of a start that asks CloudFormation starts again, and its wait does not count', async () => {
  const asking = executionState({ Asking, WaitSeconds: 10 });
  await handler({ Step: StateMachineStep.CHECK, State: asking });
  expectOnly(startStep, { ...asking, WaitSeconds: 0 }, AWS);
});

test.each([[StateMachineStep.START, startStep], [StateMachineStep.CHECK, checkStep]])('step %s that is throttled before it has a job waits', async (Step, called) => {
  jest.mocked(called).mockRejectedValueOnce(new ThrottledError('Rate exceeded'));
  expect(await handler({ Step, State })).toMatchObject({ Asking: { Attempt: 1 }, Next: 'WAIT' });
});

describe.each([
  [StateMachineStep.START, decideStep, { Undecided }],
  [StateMachineStep.START, startStep, {}],
  [StateMachineStep.CHECK, checkStep, {}],
  [StateMachineStep.START, removeStep, Removal],
  [StateMachineStep.CHECK, removeStep, Removal],
])(
  'step %s (%p) that fails for a passing reason', (Step, called, more) => {
    test.each([['in time is for the state machine to retry', 3420_000, TryAgainLaterError], ['past the deadline ends the execution', -1, RefusedError]])('%s', async (_what, left, ErrorClass) => {
      jest.mocked(called).mockRejectedValueOnce(new TryAgainLaterError('busy'));
      const Late = executionState({ ...more, ResponseAddress: responseAddress(), Deadline: new Date(Date.now() + left).toISOString() });
      const error: unknown = await handler({ Step, State: Late }).catch((thrown: unknown) => thrown);
      expect((error as Error).constructor).toBe(ErrorClass);
    });
  });

test.each(['Stop', 'start', ''])('an unknown step "%s" is an error', async (Step) => {
  await expect(handler({ Step, State })).rejects.toThrow(`unknown step: ${Step}`);
  ALL.forEach((each) => expect(each).not.toHaveBeenCalled());
});
