import { Lazy } from 'aws-cdk-lib';
import { historyNameProblems } from '../../../src/backup/history/history-name';

test.each([undefined, 'a', 'Orders_2.0-blue', 'x'.repeat(200), '2025', '.a'])('the history may have the name %p', (name) => {
  expect(historyNameProblems(name)).toEqual([]);
});

test.each(['', 'a/b', '/a', 'two words', 'ä', 'a\n', 'x'.repeat(201), '{{a}}', 'a*', 5 as unknown as string, null as unknown as string])('the history cannot have the name %p', (name) => {
  const [problem, ...others] = historyNameProblems(name);
  expect(others).toEqual([]);
  expect(problem).toMatch(/^`historyName` is .*, but .*1 to 200 letters, digits, periods, hyphens and underscores: use only these$/s);
});

test('the history cannot have a name that is known only at deploy time', () => {
  expect(historyNameProblems(Lazy.string({ produce: () => 'orders' }))).toEqual([expect.stringMatching(/^`historyName` is known only at deploy time, .*: use a literal string$/)]);
});
