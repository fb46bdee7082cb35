import { NotFoundError, NotReadyError, NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { classifyServiceError, describeError, toError } from '../../../lambda/aws/service-error';

/** An error as the SDK makes it. */
function serviceError(name: string, extras: Readonly<Record<string, unknown>> = {}, message = 'the service says no'): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 }, ...extras });
}

function networkError(code: string, message = `connect ${code} 10.0.0.1:443`): Error {
  return Object.assign(new Error(message), { code });
}

type ErrorClass = new (message: string) => Error;
const server = (httpStatusCode: number) => ({ $fault: 'server', $metadata: { httpStatusCode } });
const CALLS = [
  'StartBackupJob', 'DescribeBackupJob', 'StopBackupJob', 'DescribeRecoveryPoint', 'DeleteRecoveryPoint', 'DescribeStacks', 'DescribeStackResource',
  'ListBackupJobs', 'ListRecoveryPointsByBackupVault', 'DescribeVolumes', 'GetNamespace', 'StartExecution', 'PutParameter', 'GetParameter',
];

describe.each(CALLS)('%s', (call) => {
  test.each<[string, Error, ErrorClass]>([
    ['InvalidParameterValueException', serviceError('InvalidParameterValueException'), RefusedError],
    ['InvalidRequestException', serviceError('InvalidRequestException'), RefusedError],
    ['LimitExceededException', serviceError('LimitExceededException'), RefusedError],
    ['MissingParameterValueException', serviceError('MissingParameterValueException'), RefusedError],
    ['ServiceUnavailableException', serviceError('ServiceUnavailableException', server(500)), TryAgainLaterError],
    ['DependencyFailureException', serviceError('DependencyFailureException', server(500)), TryAgainLaterError],
    ['a role that IAM has not spread', serviceError('InvalidParameterValueException', {}, 'IAM Role arn:aws:iam::1:role/x cannot be assumed by AWS Backup'), NotYetPermittedError],
    ['the same in an InvalidRequestException', serviceError('InvalidRequestException', {}, 'The role Cannot Be Assumed'), NotYetPermittedError],
    ['AccessDeniedException', serviceError('AccessDeniedException', { $metadata: { httpStatusCode: 403 } }), NotYetPermittedError],
    ['AccessDenied', serviceError('AccessDenied'), NotYetPermittedError],
    ['UnrecognizedClientException', serviceError('UnrecognizedClientException'), NotYetPermittedError],
    ['OptInRequired', serviceError('OptInRequired', { $metadata: { httpStatusCode: 403 } }), RefusedError],
    ['ValidationException', serviceError('ValidationException'), RefusedError],
    ['StateMachineDoesNotExist', serviceError('StateMachineDoesNotExist'), RefusedError],
    ['ThrottlingException', serviceError('ThrottlingException'), ThrottledError],
    ['Throttling', serviceError('Throttling'), ThrottledError],
    ['ThrottledException', serviceError('ThrottledException'), ThrottledError],
    ['TooManyRequestsException', serviceError('TooManyRequestsException'), ThrottledError],
    ['RequestLimitExceeded', serviceError('RequestLimitExceeded'), ThrottledError],
    ['SlowDown', serviceError('SlowDown'), ThrottledError],
    ['InternalFailure', serviceError('InternalFailure', server(500)), TryAgainLaterError],
    ['a fault that only the status shows', serviceError('UnknownError', { $metadata: { httpStatusCode: 502 } }), TryAgainLaterError],
    ['a fault of the server without a status', serviceError('Odd', { $fault: 'server', $metadata: {} }), TryAgainLaterError],
    ['too many requests that only the status shows', serviceError('UnknownError', { $metadata: { httpStatusCode: 429 } }), ThrottledError],
    ['throttling that the server calls its fault', serviceError('ThrottlingException', server(503)), ThrottledError],
    ['InvalidResourceStateException', serviceError('InvalidResourceStateException'), TryAgainLaterError],
    ['TooManyUpdates', serviceError('TooManyUpdates'), TryAgainLaterError],
    ['RequestTimeoutException', serviceError('RequestTimeoutException', { $metadata: { httpStatusCode: 408 } }), TryAgainLaterError],
    ['RequestTimeout', serviceError('RequestTimeout'), TryAgainLaterError],
    ['TimeoutError of the SDK', Object.assign(new Error('too slow'), { name: 'TimeoutError' }), TryAgainLaterError],
    ['what the SDK calls retryable', serviceError('Odd', { $retryable: {} }), TryAgainLaterError],
    ['a status of 499', serviceError('Odd', { $metadata: { httpStatusCode: 499 } }), RefusedError],
    ['a body that is no JSON', new SyntaxError('Unexpected token <'), TryAgainLaterError],
    ['a denial that is throttling in truth', serviceError('AccessDeniedException', { $retryable: { throttling: true } }), TryAgainLaterError],
    ['a mistake of ours', new TypeError('x is not a function'), RefusedError],
    ['a mistake of ours that Node found', networkError('ERR_INVALID_ARG_TYPE'), RefusedError],
    ['an error with a code that is no network\'s', networkError('ABORT_ERR'), RefusedError],
    ['a plain string', 'boom' as unknown as Error, RefusedError],
  ])('%s', (_name, thrown, ErrorClass) => {
    expect(classifyServiceError(thrown, call).constructor).toBe(ErrorClass);
  });

  test.each([
    'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'EPROTO',
    'ERR_SOCKET_CONNECTION_TIMEOUT', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_HTTP2_STREAM_ERROR', 'HPE_INVALID_CONSTANT',
  ])('%s is passing, alone or from every address of a host', (code) => {
    expect(classifyServiceError(networkError(code), call)).toBeInstanceOf(TryAgainLaterError);
    const all = Object.assign(new AggregateError([networkError(code), networkError(code)], ''), { code });
    const error = classifyServiceError(all, call);
    expect(error).toBeInstanceOf(TryAgainLaterError);
    expect(error.message).toBe(`${call}: AggregateError: ${code}`);
  });

  test('the message names the call, the error and what the service said', () => {
    for (const name of ['InvalidRequestException', 'ThrottlingException', 'AccessDeniedException']) {
      expect(classifyServiceError(serviceError(name), call).message).toBe(`${call}: ${name}: the service says no`);
    }
  });
});

test.each<[string, ErrorClass]>([
  ['DescribeBackupJob', NotFoundError],
  ['DescribeRecoveryPoint', NotFoundError],
  ['DeleteRecoveryPoint', NotFoundError],
  ['GetNamespace', NotFoundError],
  ['StopBackupJob', RefusedError], // only a job that was described is stopped
  ['StartBackupJob', RefusedError], // the vault, not the job
  ['StartExecution', RefusedError],
])('ResourceNotFoundException of %s', (call, ErrorClass) => {
  const error = classifyServiceError(serviceError('ResourceNotFoundException'), call);
  expect(error.constructor).toBe(ErrorClass);
  expect(error.message).toBe(`${call}: ResourceNotFoundException: the service says no`);
});

test.each<[string, string, ErrorClass]>([
  ['GetParameter', 'ParameterNotFound', NotFoundError],
  ['GetParameter', 'ParameterVersionNotFound', NotFoundError],
  ['PutParameter', 'ParameterLimitExceeded', RefusedError],
  ['PutParameter', 'ParameterMaxVersionLimitExceeded', RefusedError],
])('%s: %s', (call, name, ErrorClass) => {
  expect(classifyServiceError(serviceError(name), call).constructor).toBe(ErrorClass);
});

describe('a refused start', () => {
  test.each([
    'IAM Role arn:aws:iam::111111111111:role/service-role/AWSBackupDefaultServiceRole does not have sufficient permissions to execute the backup.',
    'IAM Role does not have sufficient permissions to execute the backup',
    'The provided role arn:aws:iam::1:role/x cannot be assumed by AWS Backup.',
    'IAM Role arn:aws:iam::1:role/x is not authorized to call tag:GetResources',
    'Insufficient privileges to perform this action.',
    'Your backup job failed as AWS Backup does not have permission to describe resource arn:aws:s3:::orders.',
    'Access denied',
  ])('for a role that may be too new is tried again: %s', (message) => {
    for (const name of ['InvalidParameterValueException', 'InvalidRequestException']) {
      expect(classifyServiceError(serviceError(name, {}, message), 'StartBackupJob').constructor).toBe(NotYetPermittedError);
    }
  });

  test.each([
    'Instance orders is not in state available', 'Cannot create a snapshot because the database instance orders is not currently in the available state.',
    'The table is being created', 'Cluster is not available',
  ])('for a resource that is not ready is a class of its own: %s', (message) => {
    for (const name of ['InvalidParameterValueException', 'InvalidRequestException']) {
      expect(classifyServiceError(serviceError(name, {}, message), 'StartBackupJob').constructor).toBe(NotReadyError);
    }
    expect(classifyServiceError(serviceError('InvalidRequestException', {}, message), 'StopBackupJob').constructor).toBe(RefusedError);
    expect(classifyServiceError(new Error(message), 'StartBackupJob').constructor).toBe(RefusedError); // not of the service
  });

  test.each([
    'Invalid backup vault name: x', 'Start window must be at least 60 minutes: 5', 'DSQL is not available in this Region',
    'IAM Role arn:aws:iam::1:role/x does not have sufficient permissions because of an explicit deny in a resource-based policy',
  ])('for any other reason stays refused: %s', (message) => {
    expect(classifyServiceError(serviceError('InvalidParameterValueException', {}, message), 'StartBackupJob').constructor).toBe(RefusedError);
  });
});

test('VolumeNotFound of DescribeVolumes', () => {
  expect(classifyServiceError(serviceError('VolumeNotFound'), 'DescribeVolumes').constructor).toBe(NotFoundError);
});

test.each<[string, string, string, ErrorClass]>([
  ['DescribeStackResource', 'ValidationError', "Stack 'orders' does not exist", NotFoundError],
  ['DescribeStackResource', 'ValidationError', 'Resource Table does not exist for stack orders', NotFoundError],
  ['DescribeStackResource', 'ValidationError', '1 validation error detected: Value at stackName is too long', RefusedError],
  ['DescribeStackResource', 'AccessDenied', 'Role x does not exist', NotYetPermittedError],
  ['DescribeStacks', 'ValidationError', 'Stack with id orders does not exist', RefusedError], // the stack of the function itself
  ['StartExecution', 'ValidationError', 'The state machine does not exist', RefusedError],
])('%s: %s: %s', (call, name, message, ErrorClass) => {
  expect(classifyServiceError(serviceError(name, {}, message), call).constructor).toBe(ErrorClass);
});

test('an error stays as it is, anything else becomes one', () => {
  const error = new Error('boom');
  expect(toError(error)).toBe(error);
  expect(toError('boom')).toEqual(error);
  expect(toError(undefined)).toEqual(new Error('undefined'));
});

test.each([
  [new Error('boom'), 'boom'],
  [networkError('ECONNREFUSED', ''), 'ECONNREFUSED'],
  [new Error(''), 'no reason given'],
])('%p says %s', (error, message) => {
  expect(describeError(error)).toBe(message);
});

test('a response that the SDK could not read is worth another attempt', () => {
  const unreadable = Object.assign(new TypeError('Expected string, got number'), { $response: {} });
  expect(classifyServiceError(unreadable, 'StartBackupJob')).toBeInstanceOf(TryAgainLaterError);
  expect(classifyServiceError(new TypeError('a mistake of ours'), 'StartBackupJob')).toBeInstanceOf(RefusedError);
});
