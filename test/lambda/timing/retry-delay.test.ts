import { retryDelay } from '../../../lambda/timing/retry-delay';

test('a resource that is not ready is tried at most five times, between half a minute and five minutes apart', () => {
  const delays = [0, 1, 2, 3, 4, 5].map((retries) => retryDelay('notReady', retries, 5000));
  expect(delays).toEqual([30, 90, 180, 300, undefined, undefined]);
});

test('a role that may be new is tried for about two minutes', () => {
  expect([0, 1, 2, 3, 4].map((retries) => retryDelay('notPermitted', retries, 5))).toEqual([10, 20, 30, 45, undefined]);
  expect(retryDelay('notPermitted', 0, 110)).toBe(10);
  expect(retryDelay('notPermitted', 0, 111)).toBeUndefined();
  expect(retryDelay('notPermitted', 3, 100)).toBeUndefined();
});
