import { describeDeletions } from '../../../lambda/response/describe-deletions';
import { NO_DELETIONS } from '../../../src/request/execution/deletions';

const left = (count: number) => Array.from({ length: count }, (_, index) => ({ What: `point-${index}`, Reason: 'locked' }));

test.each([
  [undefined, 'Removed: no recovery points are recorded'],
  [NO_DELETIONS, 'Removed: no recovery points are recorded'],
  [{ ...NO_DELETIONS, Gone: ['a'] }, 'Removed: 1 recovery point is gone'],
  [{ ...NO_DELETIONS, Gone: ['a', 'b'] }, 'Removed: 2 recovery points are gone'],
  [{ ...NO_DELETIONS, Gone: ['a'], Left: left(1) }, 'Removed: 1 recovery point is gone. Left: point-0: locked'],
  [{ ...NO_DELETIONS, Left: left(5) }, 'Removed: no recovery points are recorded. Left: point-0: locked; point-1: locked; point-2: locked; and 2 more'],
])('what went and what stays', (deletions, text) => {
  expect(describeDeletions(deletions)).toBe(text);
});

test('a long reason is cut: the response is short', () => {
  expect(describeDeletions({ ...NO_DELETIONS, Left: [{ What: 'a', Reason: 'x'.repeat(5000) }] }).length).toBeLessThan(400);
});
