import { windowProblems } from '../../../src/request/rules/windows';
import { ARN, expectProblem, requestWith, TOKEN, TOKEN_NUMBER, UNRESOLVED } from '../fixture';

const problems = (members: Readonly<Record<string, unknown>>, facts = {}) => windowProblems(requestWith(members), facts);

test.each([
  ['none', {}],
  ['the shortest start window', { StartWindowMinutes: 60 }],
  ['the longest start window', { StartWindowMinutes: 52_560_000 }],
  ['the longest completion window', { CompleteWindowMinutes: 52_560_000 }],
  ['a completion window just longer than the start window', { StartWindowMinutes: 60, CompleteWindowMinutes: 61 }],
  ['a completion window just longer than 8 hours', { CompleteWindowMinutes: 481 }],
])('a window is accepted: %s', (_, members) => {
  expect(problems(members)).toEqual([]);
});

test.each([
  ['startWindowTooShort', { StartWindowMinutes: 59 }, '`startWindow` is 59 minutes', 'use Duration.hours(1) or more'],
  ['startWindowTooLong', { StartWindowMinutes: 52_560_001 }, '`startWindow` is 52560001 minutes', 'leave it out for 8 hours'],
  ['startWindowNotWhole', { StartWindowMinutes: 60.5 }, '`startWindow` is 60.5 minutes', 'use Duration.minutes(61)'],
  ['completionWindowTooShort', { CompleteWindowMinutes: 0 }, '`completionWindow` is 0 minutes', 'use a Duration longer'],
  ['completionWindowTooShort', { CompleteWindowMinutes: -1 }, '`completionWindow` is -1 minutes', 'use a Duration longer'],
  ['completionWindowTooLong', { CompleteWindowMinutes: 52_560_001 }, '`completionWindow` is 52560001 minutes', 'leave it out'],
  ['completionWindowNotWhole', { CompleteWindowMinutes: 481.5 }, '`completionWindow` is 481.5 minutes', 'use Duration.minutes(482)'],
])('a window has the error %s for %j', (id, members, value, advice) => {
  expectProblem(problems(members), 'error', id, value, advice);
});

test.each([
  [{ StartWindowMinutes: 60, CompleteWindowMinutes: 60 }, '`completionWindow` is 60 minutes', '(60 minutes)'],
  [{ StartWindowMinutes: 60, CompleteWindowMinutes: 1 }, '`completionWindow` is 1 minute and', '(60 minutes)'],
  [{ CompleteWindowMinutes: 480 }, '`completionWindow` is 480 minutes', '(480 minutes when left out)'],
])('a completion window within the start window is a warning: %j', (members, value, start) => {
  expectProblem(problems(members), 'warning', 'completionWindowWithinStartWindow', value, start, 'make it longer than `startWindow`');
});

test.each([[ARN.fsx, {}], [TOKEN, { ...UNRESOLVED, resourceType: 'FSx' }]])('a completion window has no effect on FSx: %s', (ResourceArn, facts) => {
  expectProblem(problems({ ResourceArn, CompleteWindowMinutes: 600 }, facts), 'warning', 'completionWindowNoEffect',
    '`completionWindow` is 600 minutes', 'FSx', 'leave it out');
  expect(problems({ ResourceArn }, facts)).toEqual([]);
  expect(problems({ ResourceArn, CompleteWindowMinutes: TOKEN_NUMBER }, UNRESOLVED)).toEqual([]);
});

test.each([
  { StartWindowMinutes: TOKEN_NUMBER },
  { CompleteWindowMinutes: TOKEN_NUMBER },
  { StartWindowMinutes: TOKEN_NUMBER, CompleteWindowMinutes: 1 },
  { StartWindowMinutes: 1000, CompleteWindowMinutes: TOKEN_NUMBER },
  { ResourceArn: TOKEN, CompleteWindowMinutes: 600 },
])('a window with tokens is skipped: %j', (members) => {
  expect(problems(members, UNRESOLVED)).toEqual([]);
});
