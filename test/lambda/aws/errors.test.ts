import {
  IncompleteResponseError, InvalidBackupError, NotFoundError, NotReadyError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError,
} from '../../../lambda/aws/errors';
import { RetryableError } from '../../../src/request/names';

const RETRIED = Object.values(RetryableError) as readonly string[];

test.each([
  [TryAgainLaterError, RetryableError.TRY_AGAIN_LATER],
  [ThrottledError, RetryableError.TRY_AGAIN_LATER],
  [IncompleteResponseError, RetryableError.TRY_AGAIN_LATER],
  [NotYetPermittedError, RetryableError.NOT_YET_PERMITTED],
])('%p has the name on which the state machine retries', (ErrorClass, name) => {
  expect(new ErrorClass('why')).toMatchObject({ name, message: 'why' });
});

test.each([
  [new RefusedError('why'), 'RefusedError'],
  [new NotFoundError('why'), 'NotFoundError'],
  [new NotReadyError('why'), 'NotReadyError'],
  [new InvalidBackupError(['why']), 'InvalidBackupError'],
])('%p ends the execution: the state machine does not retry its name', (error, name) => {
  expect(error).toMatchObject({ name, message: 'why' });
  expect(RETRIED).not.toContain(name);
});

test('throttling is a passing fault, and not each of those is throttling', () => {
  expect(new ThrottledError('why')).toBeInstanceOf(TryAgainLaterError);
  expect(new TryAgainLaterError('why')).not.toBeInstanceOf(ThrottledError);
});

test('every name that the state machine retries is one of our errors', () => {
  expect(new Set(RETRIED)).toEqual(new Set([new NotYetPermittedError('').name, new TryAgainLaterError('').name]));
});

test('several problems become a list', () => {
  expect(new InvalidBackupError(['one', 'two']).message).toBe('- one\n- two');
});
