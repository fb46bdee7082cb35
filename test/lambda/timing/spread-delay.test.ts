import { backupsOfStack } from '../../../lambda/timing/backups-of-stack';
import { spreadDelay } from '../../../lambda/timing/spread-delay';

test.each([[1, 0, 4], [1, 100, 100], [2, 100, 25], [3, 0, 12], [8, 0, 32], [50, 0, 32], [50, 1000, 250]])(
  'attempt %i, of calls that take %i seconds together: within %i seconds', (attempt, together, longest) => {
    expect([0, 1 - Number.EPSILON].map((random) => spreadDelay(attempt, together, random))).toEqual([1, longest]);
  });

test.each([[undefined, 1], ['', 1], ['0', 1], ['-3', 1], ['many', 1], ['1', 1], ['400', 400]])('a stack that names %p backups has %i', (named, backups) => {
  if (named === undefined) { delete process.env.BACKUPS; } else { process.env.BACKUPS = named; }
  expect(backupsOfStack()).toBe(backups);
  delete process.env.BACKUPS;
});
