import { isNativeError } from 'node:util/types';
import { NotFoundError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from './errors';

/** The parts of an error of the AWS SDK that tell what to do about it. */
interface ServiceError extends Error {
  readonly $fault?: 'client' | 'server';
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: object;
  readonly code?: string;
  /** Set on whatever is thrown after an answer came. */
  readonly $response?: object;
}

const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/;
const DENIED = /^(AccessDenied|AccessDeniedException|UnrecognizedClientException)$/;
/** The last one: AWS Backup is at work on the recovery point and says itself to try again later. */
const CLIENT_FAULTS_WORTH_A_RETRY = new Set(['RequestTimeout', 'RequestTimeoutException', 'TimeoutError', 'InvalidResourceStateException']);
const NOT_FOUND = new Set(['ResourceNotFoundException', 'VolumeNotFound']);
/** Calls that name what they are about; a start names a vault, and without it there is nothing to do but to refuse. */
const ABOUT_ONE_THING = /^(Describe|Delete|Get)/;
/** CloudFormation has no error of its own for a stack or resource that it does not know. */
const UNKNOWN_TO_CLOUDFORMATION = /\bdoes not exist\b/;
/** ECONNRESET, EAI_AGAIN, ERR_SSL_... and the parser's HPE_...; ERR_INVALID_... is a mistake in a program, which stays. */
const NETWORK_CODE = /^(?!ERR_INVALID_)(E|HPE_)[A-Z0-9_]+$/;

/**
 * Sorts what the SDK threw into one of our classes.
 *
 * The only place that reads a message text: a role that IAM has not spread yet, and a stack that does not exist, have no error code of
 * their own.
 */
export function classifyServiceError(thrown: unknown, call: string): Error {
  const error = toError(thrown) as ServiceError;
  const message = `${call}: ${error.name}: ${describeError(error)}`;
  if (isThrottling(error)) { return new ThrottledError(message); }
  if (isPassing(error)) { return new TryAgainLaterError(message); }
  if (DENIED.test(error.name) || /cannot be assumed/i.test(error.message)) { return new NotYetPermittedError(message); }
  if (NOT_FOUND.has(error.name) && ABOUT_ONE_THING.test(call)) { return new NotFoundError(message); }
  if (call === 'DescribeStackResource' && error.name === 'ValidationError' && UNKNOWN_TO_CLOUDFORMATION.test(error.message)) {
    return new NotFoundError(message);
  }
  return new RefusedError(message);
}

/** Whether the fault lies with the service or the way to it, not with what was asked. */
function isPassing(error: ServiceError): boolean {
  return CLIENT_FAULTS_WORTH_A_RETRY.has(error.name)
    || error.$retryable !== undefined
    || error.$fault === 'server'
    || (error.$metadata?.httpStatusCode ?? 0) >= 500
    || (error.code !== undefined && NETWORK_CODE.test(error.code))
    || isUnreadable(error);
}

/** An answer that the SDK could not read, as no JSON or with wrong types: something between us and the service, or a moment of it. */
function isUnreadable(error: ServiceError): boolean {
  return error instanceof SyntaxError || error.$fault === undefined && error.$response !== undefined;
}

/** 429 is throttling, whatever the error is called. */
function isThrottling(error: ServiceError): boolean {
  return THROTTLED.test(error.name) || error.$metadata?.httpStatusCode === 429;
}

/** What an error says. Node's error for a host whose every address failed has no message, only a code. */
export function describeError(thrown: unknown): string {
  const { message, code } = toError(thrown) as ServiceError;
  return message || (code ?? 'no reason given');
}

/** Whatever was thrown, as an `Error`. */
export function toError(thrown: unknown): Error {
  return isNativeError(thrown) ? thrown : new Error(String(thrown));
}
