import { InvalidBackupError, NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { askDelay, isWorthAsking } from '../../../lambda/timing/ask-delay';

const LAST = 1 - Number.EPSILON;

test.each([
  ['one backup', 1, 4],
  ['few of them', 6, 4],
  ['100 of them', 100, 60],
  ['400 of them', 400, 240],
  ['an odd number of them', NaN, 4],
  ['none', 0, 4],
])('the first time, %s wait up to three times the time that the limit needs', (_what, backups, longest) => {
  expect([askDelay(1, backups, 0), askDelay(1, backups, LAST)]).toEqual([1, longest]);
});

test.each([[2, 1, 8], [2, 400, 60], [5, 1, 20], [5, 400, 60], [8, 1, 32], [99, 1, 32], [99, 400, 60]])(
  'the next time (attempt %i of %i backups) within %i seconds', (attempt, backups, longest) => {
    expect([askDelay(attempt, backups, 0), askDelay(attempt, backups, LAST)]).toEqual([1, longest]);
  });

test('each delay is as likely as the others, and a whole number of seconds', () => {
  const counts = new Map<number, number>();
  for (let random = 0; random < 1; random += 1 / 2400) {
    const delay = askDelay(1, 400, random);
    counts.set(delay, (counts.get(delay) ?? 0) + 1);
  }
  expect([...counts.keys()]).toEqual(Array.from({ length: 240 }, (_, index) => index + 1));
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(11);
});

test('is random by default', () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
  expect(askDelay(1, 400)).toBe(121);
});

test.each<[Error, number, number, boolean]>([
  [new ThrottledError('Rate exceeded'), 0, 3510, true],
  [new ThrottledError('Rate exceeded'), 2600, 901, true],
  [new ThrottledError('Rate exceeded'), 2600, 900, false],
  [new ThrottledError('Rate exceeded'), 1e6, Infinity, true],
  [new TryAgainLaterError('busy'), 599, 3000, true],
  [new TryAgainLaterError('busy'), 600, 3000, false],
  [new TryAgainLaterError('busy'), 0, 900, false],
  [new NotYetPermittedError('denied'), 149, 3000, true],
  [new NotYetPermittedError('denied'), 150, 3000, false],
  [new RefusedError('no'), 0, 3510, false],
  [new NotFoundError('which?'), 0, 3510, false],
  [new InvalidBackupError(['wrong']), 0, 3510, false],
  [new TypeError('x is undefined'), 0, 3510, false],
])('%p after %i seconds, with %i left, is worth asking again: %p', (error, asked, left, expected) => {
  expect(isWorthAsking(error, asked, left)).toBe(expected);
});
