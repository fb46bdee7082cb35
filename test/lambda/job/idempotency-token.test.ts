import { idempotencyToken } from '../../../lambda/job/idempotency-token';

test('is the same for the same idempotency key and resource, execution after execution', () => {
  expect(idempotencyToken('key', 'arn')).toBe(idempotencyToken('key', 'arn'));
  expect(idempotencyToken('key', 'arn')).toBe('a4aea591f8936a2723df3462ab16cb15b95eece0bb0c613d');
});

test.each([
  ['another idempotency key', 'key 2', 'arn'],
  ['another resource', 'key', 'arn 2'],
  ['the same letters, split elsewhere', 'keya', 'rn'],
])('is different for %s', (_what, idempotencyKey, arn) => {
  expect(idempotencyToken(idempotencyKey, arn)).not.toBe(idempotencyToken('key', 'arn'));
});

test.each([['short', 'o', 'a'], ['long', 'o'.repeat(5000), 'a'.repeat(5000)], ['of any letters', 'ö\n"\\', '✓ 💾']])('fits when its parts are %s', (_what, idempotencyKey, arn) => {
  expect(idempotencyToken(idempotencyKey, arn)).toMatch(/^[A-Za-z0-9-_.]{48}$/);
});
