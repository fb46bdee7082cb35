import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { withinDeadline } from '../../../lambda/steps/within-deadline';
import { responseAddress, executionState } from '../../util/events';

const NOW = Date.parse('2025-11-23T04:00:00.000Z');
const BEFORE = new Date(NOW + 1000).toISOString();
const AFTER = new Date(NOW).toISOString();
const RETRIED = [new TryAgainLaterError('busy'), new ThrottledError('slow down'), new NotYetPermittedError('not spread')];
const FINAL = [new RefusedError('no'), new NotFoundError('which?'), new TypeError('x is undefined')];

beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });
afterEach(() => { jest.restoreAllMocks(); });

function failureOf(error: Error, state: Parameters<typeof executionState>[0]): Promise<unknown> {
  return withinDeadline(executionState(state), () => Promise.reject(error)).catch((thrown: unknown) => thrown);
}

test.each([BEFORE, AFTER])('returns what the step returns, deadline %s', async (Deadline) => {
  const state = executionState({ Deadline, ResponseAddress: responseAddress() });
  await expect(withinDeadline(state, async () => state)).resolves.toBe(state);
});

test.each(RETRIED)('%p is for the state machine to retry while time is left', async (error) => {
  expect(await failureOf(error, { Deadline: BEFORE, ResponseAddress: responseAddress() })).toBe(error);
});

test.each(RETRIED)('%p ends the execution when CloudFormation cannot wait', async (error) => {
  const thrown = await failureOf(error, { Deadline: AFTER, ResponseAddress: responseAddress() });
  expect((thrown as Error).constructor).toBe(RefusedError);
  expect(thrown).toMatchObject({ name: 'RefusedError', message: error.message });
});

test.each(RETRIED)('%p is for the state machine to retry when nobody waits', async (error) => {
  expect(await failureOf(error, { Deadline: AFTER })).toBe(error);
});

test.each(FINAL)('%p stays what it is', async (error) => {
  expect(await failureOf(error, { Deadline: BEFORE, ResponseAddress: responseAddress() })).toBe(error);
  expect(await failureOf(error, { Deadline: AFTER, ResponseAddress: responseAddress() })).toBe(error);
});
