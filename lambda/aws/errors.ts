import { RetryableError } from '../../src/request/names';

/**
 * What can go wrong, as classes, so that code never branches on the text of a message.
 * Step Functions sees the name: the machine retries the two names in `RetryableError` and no other.
 */
class HandlerError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** A fault of the service or a broken connection: the same call may succeed in a moment. */
export class TryAgainLaterError extends HandlerError {
  constructor(message: string) {
    super(RetryableError.TRY_AGAIN_LATER, message);
  }
}

/** More calls than the account's quota takes. */
export class ThrottledError extends TryAgainLaterError {}

/** IAM said no. Seconds after a role or policy was made this only means that IAM has not spread it yet. */
export class NotYetPermittedError extends HandlerError {
  constructor(message: string) {
    super(RetryableError.NOT_YET_PERMITTED, message);
  }
}

/** AWS understood the call and refused it: the same call would be refused again. */
export class RefusedError extends HandlerError {
  constructor(message: string) {
    super('RefusedError', message);
  }
}

/** The service does not know what was asked for: the job, the recovery point, the stack, the resource. */
export class NotFoundError extends HandlerError {
  constructor(message: string) {
    super('NotFoundError', message);
  }
}

/** The definition is wrong in a way that only showed when its deploy-time values were known. */
export class InvalidBackupError extends HandlerError {
  constructor(problems: readonly string[]) {
    super('InvalidBackupError', problems.length === 1 ? problems[0] : problems.map((problem) => `- ${problem}`).join('\n'));
  }
}
