import { pollDelay, watchDelay } from '../../../lambda/timing/poll-delay';
import { LONGEST_WAIT_SECONDS, LONGEST_WATCH_SECONDS } from '../../../src/request/execution/wait-policy';

type Progress = (waited: number, duration: number) => number | undefined;
const NOTHING: Progress = () => undefined;
const LINEAR: Progress = (waited, duration) => 100 * waited / duration;
const STUCK: Progress = () => 99;
const FOUR_HOURS = 4 * 3600;

/** Waits for a job as the state machine does: how many polls it needs, and how late the end is noticed. */
function waitFor(duration: number, progress: Progress): { checks: number; late: number; pauses: number[] } {
  const pauses = [pollDelay(0)];
  let waited = pauses[0];
  while (waited < duration) {
    const pause = pollDelay(waited, progress(waited, duration));
    pauses.push(pause);
    waited += pause;
  }
  return { checks: pauses.length, late: waited - duration, pauses };
}

test('polls after 5, 15 and 45 seconds, then after a quarter of the time, at most a minute', () => {
  const polls: number[] = [];
  for (const pause of waitFor(600, NOTHING).pauses) { polls.push((polls.at(-1) ?? 0) + pause); }
  expect(polls).toEqual([5, 15, 45, 60, 75, 94, 118, 148, 185, 231, 289, 349, 409, 469, 529, 589, 649]);
});

test.each([
  [0, 5],
  [1, 5],
  [15, 30],
  [44, 88],
  [45, 15],
  [60, 15],
  [100, 25],
  [240, 60],
  [100_000, 60],
])('after %i seconds the next poll is %i seconds away', (waited, pause) => {
  expect(pollDelay(waited)).toBe(pause);
});

describe.each<[string, Progress]>([['none', NOTHING], ['linear', LINEAR]])('with %s reported progress', (_name, progress) => {
  test.each([[30, 3], [600, 22], [3300, 67]])('a job of %i seconds takes at most %i checks', (duration, most) => {
    expect(waitFor(duration, progress).checks).toBeLessThanOrEqual(most);
  });
});

describe('the end of a job of any length from a second to four hours is noticed in time', () => {
  const tooLate: string[] = [];
  beforeEach(() => { tooLate.length = 0; });

  function noticed(duration: number, late: number): void {
    if (late > Math.max(duration / 10, 60)) { tooLate.push(`a job of ${duration} s, ${late} s late`); }
  }

  test.each<[string, Progress]>([['none', NOTHING], ['stuck', STUCK]])('with %s reported progress', (_name, progress) => {
    // The polls are the same for each job, so those at the longest one serve for all
    let poll = 0;
    let duration = 1;
    for (const pause of waitFor(FOUR_HOURS, progress).pauses) {
      poll += pause;
      for (; duration <= poll; duration++) { noticed(duration, poll - duration); }
    }
    expect(duration).toBeGreaterThan(FOUR_HOURS);
    expect(tooLate).toEqual([]);
  });

  test('with linear reported progress', () => {
    for (let duration = 1; duration <= FOUR_HOURS; duration++) { noticed(duration, waitFor(duration, LINEAR).late); }
    expect(tooLate).toEqual([]);
  });
});

test('progress brings the end nearer: half of the jobs of an hour are noticed within half a minute', () => {
  expect(waitFor(3600, LINEAR).late).toBeLessThan(30);
});

test.each([
  ['the rest, if it is sooner', 600, 93, 46],
  ['the rest, rounded up', 600, 92.9, 46],
  ['never sooner than half the time', 600, 99.9, 30],
  ['never sooner than half the time, when nothing is left', 600, 100, 30],
  ['never sooner than 5 seconds', 3, 99, 5],
  ['the plain pause, if the rest is longer', 600, 10, 60],
])('waits for %s', (_what, waited, percent, pause) => {
  expect(pollDelay(waited, percent)).toBe(pause);
});

test.each([[undefined], [0], [-5], [100.1], [250], [NaN], [Infinity]])('a progress of %s counts as none', (percent) => {
  for (const waited of [0, 5, 15, 45, 600]) { expect(pollDelay(waited, percent)).toBe(pollDelay(waited)); }
});

test('a pause is always a whole number of seconds, from 5 to 90', () => {
  const pauses = new Set<number>();
  for (let waited = 0; waited <= FOUR_HOURS; waited += 7) {
    for (let percent = 0; percent <= 100; percent += 3.3) { pauses.add(pollDelay(waited, percent)); }
  }
  expect([...pauses].filter((pause) => !Number.isInteger(pause) || pause < 5 || pause > 90)).toEqual([]);
});

describe('a job that is only watched', () => {
  test.each([
    [0, 5], [5, 10], [15, 30], [45, 15], [240, 60], [600, 150], [1200, 300], [2400, 600], [36_000, 600], [360_000, 600], [1_209_600, 600],
  ])('after %i seconds the next poll is %i seconds away', (waited, pause) => {
    expect(watchDelay(waited)).toBe(pause);
  });

  test.each([
    ['from its start', 0],
    ['after the polls of a deployment that waited for it first', LONGEST_WAIT_SECONDS],
  ])('no wait is longer than ten minutes, and the polls of two weeks fit into the history of one execution, %s', (_when, awaited) => {
    let polls = 0;
    for (let waited = 0; waited < LONGEST_WATCH_SECONDS; polls++) {
      const pause = waited < awaited ? pollDelay(waited) : watchDelay(waited);
      expect(Number.isInteger(pause)).toBe(true);
      expect(pause).toBeLessThanOrEqual(600);
      waited += pause;
    }
    expect(polls).toBeLessThan(2700); // Step Functions ends an execution at 25,000 events, nine per poll
  });
});
