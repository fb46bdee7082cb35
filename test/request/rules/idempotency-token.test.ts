import { idempotencyTokenProblems } from '../../../src/request/rules/idempotency-token';
import { expectProblem, requestWith, TOKEN, UNRESOLVED } from '../fixture';

test.each([undefined, 'x', ' ', 'x'.repeat(1000), TOKEN, 1])('fine: %j', (IdempotencyToken) => {
  expect(idempotencyTokenProblems(requestWith({ IdempotencyToken }), UNRESOLVED)).toEqual([]);
});

test('an empty one', () => {
  expectProblem(idempotencyTokenProblems(requestWith({ IdempotencyToken: '' }), {}), 'error', 'idempotencyTokenEmpty',
    '`idempotencyToken` is ""', 'leave it out');
});
