import { idempotencyTokenProblems } from '../../../src/request/rules/idempotency-token';
import { expectProblem, requestWith, TOKEN, UNRESOLVED } from '../fixture';

test.each([undefined, 'x', ' ', 'x'.repeat(1000), TOKEN, 1])('an idempotency token is accepted: %j', (IdempotencyToken) => {
  expect(idempotencyTokenProblems(requestWith({ IdempotencyToken }), UNRESOLVED)).toEqual([]);
});

test('an empty idempotency token is an error', () => {
  expectProblem(idempotencyTokenProblems(requestWith({ IdempotencyToken: '' }), {}), 'error', 'idempotencyTokenEmpty',
    '`idempotencyToken` is ""', 'leave it out');
});
