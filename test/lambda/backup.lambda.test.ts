import { handler } from '../../lambda/backup.lambda';
import { checkStep } from '../../lambda/check-step';
import { finishStep } from '../../lambda/finish-step';
import { onCloudFormation } from '../../lambda/on-cloudformation';
import { startStep } from '../../lambda/start-step';
import { MachineStep } from '../../src/request/names';
import { createEvent, deleteEvent, machineState, updateEvent } from '../util/events';

// What each of them does is tested where it is; here, who is called with what
jest.mock('../../lambda/aws-client', () => ({ AwsClient: class AwsClient { public readonly isFake = true; } }));
jest.mock('../../lambda/on-cloudformation', () => ({ onCloudFormation: jest.fn(async () => undefined) }));
jest.mock('../../lambda/start-step', () => ({ startStep: jest.fn(async () => 'started') }));
jest.mock('../../lambda/check-step', () => ({ checkStep: jest.fn(async () => 'checked') }));
jest.mock('../../lambda/finish-step', () => ({ finishStep: jest.fn(async () => 'finished') }));

const AWS = { isFake: true };
const ALL = [onCloudFormation, startStep, checkStep, finishStep];

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
  [MachineStep.FINISH, 'finished', finishStep, [State]],
])('step %s of the machine', async (Step, result, called, input) => {
  await expect(handler({ Step, State })).resolves.toBe(result);
  expectOnly(called, ...input);
});

test.each(['Stop', 'start', ''])('an unknown step "%s" is an error', async (Step) => {
  await expect(handler({ Step, State })).rejects.toThrow(`unknown step: ${Step}`);
  ALL.forEach((each) => expect(each).not.toHaveBeenCalled());
});
