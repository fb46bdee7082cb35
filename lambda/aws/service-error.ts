import { isNativeError } from 'node:util/types';
import { NotFoundError, NotReadyError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from './errors';
import { saysNotPermitted, saysNotReady } from '../job/retry-cause';

/** The parts of an AWS SDK error that decide what to do about it. */
interface ServiceError extends Error {
  readonly $fault?: 'client' | 'server';
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: object;
  readonly code?: string;
  /** Set on any error that is thrown after a response arrived. */
  readonly $response?: object;
}

const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/;
const DENIED = /^(AccessDenied|AccessDeniedException|UnrecognizedClientException)$/;
const CLIENT_FAULTS_WORTH_A_RETRY = new Set([
  'RequestTimeout', 'RequestTimeoutException', 'TimeoutError',
  'InvalidResourceStateException', // AWS Backup is busy with the recovery point, and says to try again later
  'TooManyUpdates', // somebody else is writing the same parameter
]);
const NOT_FOUND = new Set(['ResourceNotFoundException', 'VolumeNotFound', 'ParameterNotFound', 'ParameterVersionNotFound']);
/** Calls that name one thing to act on. A start is none of them: without its vault it is refused. */
const ABOUT_ONE_THING = /^(Describe|Delete|Get)/;
/** CloudFormation has no error name for a stack or resource that it does not know. */
const UNKNOWN_TO_CLOUDFORMATION = /\bdoes not exist\b/;
/** ECONNRESET, EAI_AGAIN, ERR_SSL_... and the parser's HPE_...; ERR_INVALID_... is a bug, which stays. */
const NETWORK_CODE = /^(?!ERR_INVALID_)(E|HPE_)[A-Z0-9_]+$/;

/**
 * Turns what the SDK threw into one of our classes.
 *
 * The only place that reads the message of an error: a role that IAM has not propagated yet, a resource that is not ready, and a stack
 * that does not exist have no error code of their own.
 */
export function classifyServiceError(thrown: unknown, call: string): Error {
  const error = toError(thrown) as ServiceError;
  const message = `${call}: ${error.name}: ${describeError(error)}`;
  if (isThrottling(error)) { return new ThrottledError(message); }
  if (isPassing(error)) { return new TryAgainLaterError(message); }
  if (DENIED.test(error.name) || /cannot be assumed/i.test(error.message)) { return new NotYetPermittedError(message); }
  if (call === 'StartBackupJob' && error.$fault === 'client') {
    if (saysNotPermitted(error.message)) { return new NotYetPermittedError(message); }
    if (saysNotReady(error.message)) { return new NotReadyError(message); }
  }
  if (NOT_FOUND.has(error.name) && ABOUT_ONE_THING.test(call)) { return new NotFoundError(message); }
  if (call === 'DescribeStackResource' && error.name === 'ValidationError' && UNKNOWN_TO_CLOUDFORMATION.test(error.message)) {
    return new NotFoundError(message);
  }
  return new RefusedError(message);
}

/** Whether the fault lies with the service or the way to it, not with the call. */
function isPassing(error: ServiceError): boolean {
  return CLIENT_FAULTS_WORTH_A_RETRY.has(error.name)
    || error.$retryable !== undefined
    || error.$fault === 'server'
    || (error.$metadata?.httpStatusCode ?? 0) >= 500
    || (error.code !== undefined && NETWORK_CODE.test(error.code))
    || isUnreadable(error);
}

/** A response that the SDK could not read, because it is not JSON or has wrong types: a passing fault of the service or of the way to it. */
function isUnreadable(error: ServiceError): boolean {
  return error instanceof SyntaxError || error.$fault === undefined && error.$response !== undefined;
}

/** 429 is throttling, whatever the name of the error. */
function isThrottling(error: ServiceError): boolean {
  return THROTTLED.test(error.name) || error.$metadata?.httpStatusCode === 429;
}

/** The message of an error. Node's error for a host whose every address failed has only a code. */
export function describeError(thrown: unknown): string {
  const { message, code } = toError(thrown) as ServiceError;
  return message || (code ?? 'no reason given');
}

/** Whatever was thrown, as an `Error`. */
export function toError(thrown: unknown): Error {
  return isNativeError(thrown) ? thrown : new Error(String(thrown));
}
