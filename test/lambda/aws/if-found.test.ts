import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { ifFound } from '../../../lambda/aws/if-found';

test('returns the result of the call', async () => {
  expect(await ifFound(Promise.resolve('found'))).toBe('found');
});

test('returns undefined when the service does not know what the call asks about', async () => {
  expect(await ifFound(Promise.reject(new NotFoundError('gone')))).toBeUndefined();
});

test.each([
  new TryAgainLaterError('busy'), new ThrottledError('slow down'), new NotYetPermittedError('denied'), new RefusedError('no'), new Error('boom'),
])('throws any other error: %p', async (error) => {
  await expect(ifFound(Promise.reject(error))).rejects.toBe(error);
});
