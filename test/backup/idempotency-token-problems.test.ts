import { tokenProblems } from '../../src/backup/idempotency-token-problems';
import { define, newStack } from '../util/template';

test('a token of its own does not go with what makes more than one backup', () => {
  const stack = newStack();
  expect(tokenProblems(define(stack, 'Plain'), 'onEvent')).toEqual([]);
  expect(tokenProblems(define(stack, 'Tokened', { idempotencyToken: 'release-7' }), 'onEvent'))
    .toEqual([expect.stringMatching(/^`idempotencyToken` does not go with onEvent: .*Leave it out$/)]);
});
