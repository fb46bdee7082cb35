import { idempotencyToken } from '../../../lambda/job/idempotency-token';

test('is the same for the same idempotencyKey and resource, run after run', () => {
  expect(idempotencyToken('idempotencyKey', 'arn')).toBe(idempotencyToken('idempotencyKey', 'arn'));
  expect(idempotencyToken('idempotencyKey', 'arn')).toBe('c4142084c0f850f57ce8eaabb6ce39f929b7f09cb420f378');
});

test.each([
  ['another idempotencyKey', 'idempotencyKey 2', 'arn'],
  ['another resource', 'idempotencyKey', 'arn 2'],
  ['the same letters, split elsewhere', 'occasiona', 'rn'],
])('is another one for %s', (_what, idempotencyKey, arn) => {
  expect(idempotencyToken(idempotencyKey, arn)).not.toBe(idempotencyToken('idempotencyKey', 'arn'));
});

test.each([['short', 'o', 'a'], ['long', 'o'.repeat(5000), 'a'.repeat(5000)], ['of any letters', 'ö\n"\\', '✓ 💾']])('fits when its parts are %s', (_what, idempotencyKey, arn) => {
  expect(idempotencyToken(idempotencyKey, arn)).toMatch(/^[A-Za-z0-9-_.]{48}$/);
});
