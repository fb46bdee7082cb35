import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { responseDeadline } from '../../../lambda/timing/deadline';
import { recordDelay } from '../../../lambda/timing/record-delay';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import { executionState, responseAddress } from '../../util/events';

const NOW = Date.parse('2025-11-23T04:00:00.000Z');
const LAST = 1 - Number.EPSILON;
const THROTTLED = new ThrottledError('Rate exceeded');
const DENIED = new NotYetPermittedError('PutParameter: AccessDeniedException: not authorized');

/** An execution whose request came so long ago, and whose response somebody awaits or not. */
function since(seconds: number, isAwaited = true): ExecutionState {
  return executionState({ Deadline: responseDeadline(NOW - seconds * 1000), ResponseAddress: isAwaited ? responseAddress() : undefined });
}

beforeEach(() => { jest.spyOn(Date, 'now').mockReturnValue(NOW); });
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.BACKUPS;
});

test.each([['1', 1, 4], ['60', 1, 32], ['400', 1, 214], ['400', 2, 54], ['1', 2, 8], ['1', 20, 32], [undefined, 1, 4], ['', 1, 4], ['none', 1, 4]])(
  'throttled, of %s backups, attempt %i: within %i seconds', (backups, attempt, longest) => {
    if (backups !== undefined) { process.env.BACKUPS = backups; }
    expect([0, LAST].map((random) => recordDelay(since(60), THROTTLED, attempt, 0, random))).toEqual([1, longest]);
  });

test('another fault is about this call alone', () => {
  process.env.BACKUPS = '400';
  expect(recordDelay(since(60), new TryAgainLaterError('busy'), 1, 0, LAST)).toBe(4);
});

test('is random by default', () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
  expect(recordDelay(since(60), THROTTLED, 1, 0)).toBe(3);
});

describe('does not wait', () => {
  test.each<[string, Error, ExecutionState, number]>([
    ['for an error that stays', new RefusedError('no'), since(0), 0],
    ['for what is not found', new NotFoundError('which?'), since(0), 0],
    ['for a mistake of ours', new TypeError('x'), since(0), 0],
    ['for a denial long after the deployment', DENIED, since(151), 0],
    ['for a denial that was there for long', DENIED, since(149), 150],
    ['for an explicit denial', new NotYetPermittedError('with an explicit deny in a service control policy'), since(0), 0],
    ['for throttling without an end', THROTTLED, since(60, false), 1800],
    ['for faults without an end', new TryAgainLaterError('busy'), since(60), 300],
    ['at the deadline', THROTTLED, since(3510), 0],
    ['after the deadline', THROTTLED, since(3600), 0],
  ])('%s', (_what, error, state, waited) => {
    expect(recordDelay(state, error, 1, waited)).toBeUndefined();
  });
});

test.each<[string, Error, ExecutionState, number]>([
  ['a denial soon after the deployment', DENIED, since(149), 149],
  ['a denial of an execution that nobody waits for', DENIED, executionState({ Deadline: undefined }), 0],
  ['throttling for long', THROTTLED, since(60), 1799],
  ['faults for long', new TryAgainLaterError('busy'), since(60), 299],
  ['throttling, when the response was sent long ago', THROTTLED, since(7200, false), 0],
])('waits for %s', (_what, error, state, waited) => {
  expect(recordDelay(state, error, 1, waited, LAST)).toBeGreaterThanOrEqual(1);
});

test('never waits beyond the deadline, and leaves time for another attempt', () => {
  process.env.BACKUPS = '400';
  for (const left of [1, 2, 10, 60, 170]) {
    const delays = [0, 0.3, 0.5, LAST].map((random) => recordDelay(since(3510 - left), THROTTLED, 1, 0, random) ?? NaN);
    expect(Math.min(...delays)).toBe(1);
    expect(Math.max(...delays)).toBeLessThanOrEqual(Math.max(1, 0.75 * left));
  }
});
