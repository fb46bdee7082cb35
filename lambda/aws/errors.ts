import { RetryableError } from '../../src/request/names';

/**
 * What can go wrong, as classes, so that code never branches on a message.
 * Step Functions sees the name: the state machine retries the two names in `RetryableError` and no other.
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

/** More calls than the quota of the account allows. */
export class ThrottledError extends TryAgainLaterError {}

/** IAM denied the call. Seconds after the creation of a role or policy this only means that IAM has not propagated it yet. */
export class NotYetPermittedError extends HandlerError {
  constructor(message: string) {
    super(RetryableError.NOT_YET_PERMITTED, message);
  }
}

/** A response without a member that it must have: the call may have had its effect. */
export class IncompleteResponseError extends TryAgainLaterError {}

/** The resource is not ready for a backup: busy, stopped, or not there yet. It may be in minutes. */
export class NotReadyError extends HandlerError {
  constructor(message: string) {
    super('NotReadyError', message);
  }
}

/** AWS understood the call and refused it, and would refuse it again. */
export class RefusedError extends HandlerError {
  constructor(message: string) {
    super('RefusedError', message);
  }
}

/** The service does not know what the call asks about: the job, the recovery point, the stack, the resource. */
export class NotFoundError extends HandlerError {
  constructor(message: string) {
    super('NotFoundError', message);
  }
}

/** The backup is wrong in a way that only its deploy-time values show. */
export class InvalidBackupError extends HandlerError {
  constructor(problems: readonly string[]) {
    super('InvalidBackupError', problems.length === 1 ? problems[0] : problems.map((problem) => `- ${problem}`).join('\n'));
  }
}
