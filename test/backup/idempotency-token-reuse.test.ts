import { idempotencyTokenReuseProblems } from '../../src/backup/idempotency-token-reuse';

test('a token of its own does not go with what makes more than one backup', () => {
  expect(idempotencyTokenReuseProblems({}, 'onEvent')).toEqual([]);
  expect(idempotencyTokenReuseProblems({ idempotencyToken: 'release-7' }, 'onEvent'))
    .toEqual([expect.stringMatching(/^`idempotencyToken` does not go with onEvent: .*Leave it out$/)]);
});
