import { throttleDelay } from '../../../lambda/timing/throttle-delay';

const LAST = 1 - Number.EPSILON;

test.each([
  ['one backup', 1, 2, 6],
  ['backups that take no longer than a plain pause', 20, 2, 6],
  ['just more of them', 21, 1, 5],
  ['400 of them', 400, 1, 80],
  ['an odd number of them', NaN, 2, 6],
])('the first time, %s wait from the shortest to the longest', (_what, backups, shortest, longest) => {
  expect([throttleDelay(1, backups, 0), throttleDelay(1, backups, LAST)]).toEqual([shortest, longest]);
});

test.each([1, 20, 400, 10_000])('after that, a few seconds, however many they are: %i', (backups) => {
  for (const attempt of [2, 3, 100]) {
    expect([throttleDelay(attempt, backups, 0), throttleDelay(attempt, backups, LAST)]).toEqual([2, 6]);
  }
});

test('each pause is as likely as the others, and a whole number of seconds', () => {
  const counts = new Map<number, number>();
  for (let random = 0; random < 1; random += 1 / 800) {
    const pause = throttleDelay(1, 400, random);
    counts.set(pause, (counts.get(pause) ?? 0) + 1);
  }
  expect([...counts.keys()]).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(11);
});

test('is random by default', () => {
  const random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
  expect(throttleDelay(1, 400)).toBe(41);
  expect(throttleDelay(2, 400)).toBe(4);
  random.mockRestore();
});
