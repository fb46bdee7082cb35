import { answerStep } from '../../lambda/answer-step';
import { handler } from '../../lambda/backup.lambda';
import { checkStep } from '../../lambda/check-step';
import { RefusedError, TryAgainLaterError } from '../../lambda/errors';
import { finishStep } from '../../lambda/finish-step';
import { onCloudFormation } from '../../lambda/on-cloudformation';
import { removeStep } from '../../lambda/remove-step';
import { startStep } from '../../lambda/start-step';
import { MachineStep } from '../../src/request/names';
import { answerAddress, createEvent, deleteEvent, JOB_ID, machineState, updateEvent } from '../util/events';

// What each of them does is tested where it is; here, who is called with what
jest.mock('../../lambda/aws-client', () => ({ AwsClient: class AwsClient { public readonly isFake = true; } }));
jest.mock('../../lambda/on-cloudformation', () => ({ onCloudFormation: jest.fn(async () => undefined) }));
jest.mock('../../lambda/start-step', () => ({ startStep: jest.fn(async () => 'started') }));
jest.mock('../../lambda/check-step', () => ({ checkStep: jest.fn(async () => 'checked') }));
jest.mock('../../lambda/answer-step', () => ({ answerStep: jest.fn(async () => 'answered') }));
jest.mock('../../lambda/remove-step', () => ({ removeStep: jest.fn(async () => 'removed') }));
jest.mock('../../lambda/finish-step', () => ({ finishStep: jest.fn(async () => 'finished') }));

const AWS = { isFake: true };
const ALL = [onCloudFormation, startStep, checkStep, removeStep, answerStep, finishStep];

/** Expects that this one was called, once, and no other. */
function expectOnly(called: (typeof ALL)[number], ...input: readonly object[]): void {
  ALL.forEach((each) => expect(each).toHaveBeenCalledTimes(each === called ? 1 : 0));
  expect(called).toHaveBeenCalledWith(...input);
}

test.each([['Create', createEvent()], ['Update', updateEvent()], ['Delete', deleteEvent()]])('a %s of CloudFormation', async (_type, event) => {
  await expect(handler(event)).resolves.toBeUndefined();
  expectOnly(onCloudFormation, event, AWS);
});

const State = machineState();

test.each([
  [MachineStep.START, 'started', startStep, [State, AWS]],
  [MachineStep.CHECK, 'checked', checkStep, [State, AWS]],
  [MachineStep.ANSWER, 'answered', answerStep, [State]],
  [MachineStep.FINISH, 'finished', finishStep, [State]],
])('step %s of the machine', async (Step, result, called, input) => {
  await expect(handler({ Step, State })).resolves.toBe(result);
  expectOnly(called, ...input);
});

const RemovedJob = { BackupJobId: JOB_ID };
const Removing = machineState({ RemovedJob });

test.each([
  [MachineStep.START, 'removed', removeStep, [Removing, RemovedJob, AWS]],
  [MachineStep.CHECK, 'removed', removeStep, [Removing, RemovedJob, AWS]],
  [MachineStep.FINISH, 'finished', finishStep, [Removing]],
])('step %s of the machine, when a job is removed', async (Step, result, called, input) => {
  await expect(handler({ Step, State: Removing })).resolves.toBe(result);
  expectOnly(called, ...input);
});

describe.each([
  [MachineStep.START, startStep, {}],
  [MachineStep.CHECK, checkStep, {}],
  [MachineStep.START, removeStep, { RemovedJob }],
  [MachineStep.CHECK, removeStep, { RemovedJob }],
])(
  'step %s (%p) that fails for a passing reason', (Step, called, more) => {
    test.each([['in time is for the machine to try again', 3420_000, TryAgainLaterError], ['past the deadline ends the run', -1, RefusedError]])('%s', async (_what, left, ErrorClass) => {
      jest.mocked(called).mockRejectedValueOnce(new TryAgainLaterError('busy'));
      const Late = machineState({ ...more, Answer: answerAddress(), Deadline: new Date(Date.now() + left).toISOString() });
      const error: unknown = await handler({ Step, State: Late }).catch((thrown: unknown) => thrown);
      expect((error as Error).constructor).toBe(ErrorClass);
    });
  });

test.each(['Stop', 'start', ''])('an unknown step "%s" is an error', async (Step) => {
  await expect(handler({ Step, State })).rejects.toThrow(`unknown step: ${Step}`);
  ALL.forEach((each) => expect(each).not.toHaveBeenCalled());
});
