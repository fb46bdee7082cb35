import { idempotencyTokenReuseProblems } from '../../src/backup/idempotency-token-reuse';

test('an idempotencyToken is an error for a trigger that makes more than one backup', () => {
  expect(idempotencyTokenReuseProblems({}, 'onEvent')).toEqual([]);
  expect(idempotencyTokenReuseProblems({ idempotencyToken: 'release-7' }, 'onEvent'))
    .toEqual([expect.stringMatching(/^`idempotencyToken` does not go with onEvent: .*Leave it out$/)]);
});
