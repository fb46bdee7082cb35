import {
  AlreadyExistsException$, DependencyFailureException$, InvalidParameterValueException$, InvalidRequestException$,
  InvalidResourceStateException$, LimitExceededException$, MissingParameterValueException$, ResourceNotFoundException$,
  ServiceUnavailableException$,
} from '@aws-sdk/client-backup';

const MODELLED = [
  AlreadyExistsException$, DependencyFailureException$, InvalidParameterValueException$, InvalidRequestException$,
  InvalidResourceStateException$, LimitExceededException$, MissingParameterValueException$, ResourceNotFoundException$,
  ServiceUnavailableException$,
];

/** The errors in the service model with their HTTP status: 400 where the model blames the client, otherwise 500. */
const MODELLED_ERRORS: ReadonlyMap<string, number> = new Map(MODELLED.map((schema): [string, number] => {
  const [, , name, traits] = schema;
  const blame = typeof traits === 'object' ? traits.error : undefined;
  return [name, blame === 'server' ? 500 : 400];
}));

/** The errors that every AWS service can return, whatever the operation declares. */
export const COMMON_ERRORS: ReadonlyMap<string, number> = new Map([
  ['AccessDeniedException', 403],
  ['ExpiredTokenException', 403],
  ['IncompleteSignatureException', 403],
  ['InternalFailure', 500],
  ['InvalidSignatureException', 403],
  ['MissingAuthenticationTokenException', 403],
  ['OptInRequired', 403],
  ['RequestTimeoutException', 408],
  ['SerializationException', 400],
  ['ThrottlingException', 400],
  ['UnknownOperationException', 404],
  ['UnrecognizedClientException', 403],
]);

export interface ServiceErrorOptions {
  /** HTTP status instead of the error's own. */
  readonly status?: number;
  /** What the stand-in found wrong; sent in the response header `x-stand-in-problem`. */
  readonly problem?: string;
}

/** An error that the service returns. */
export class ServiceError extends Error {
  public readonly status: number;
  public readonly problem?: string;

  constructor(public readonly code: string, message: string, options: ServiceErrorOptions = {}) {
    super(message);
    this.status = options.status ?? MODELLED_ERRORS.get(code) ?? COMMON_ERRORS.get(code) ?? 400;
    this.problem = options.problem;
  }

  /** Errors of the model have four capitalised string members; errors common to all services have only `message`. */
  public get body(): Record<string, string> {
    return MODELLED_ERRORS.has(this.code)
      ? { Code: 'ERROR_STAND_IN', Message: this.message, Type: this.status < 500 ? 'Client' : 'Server', Context: 'cdk-on-demand-backup stand-in' }
      : { message: this.message };
  }
}

export const invalidParameter = (message: string): ServiceError => new ServiceError('InvalidParameterValueException', message);
export const invalidRequest = (message: string): ServiceError => new ServiceError('InvalidRequestException', message);
export const notFound = (message: string): ServiceError => new ServiceError('ResourceNotFoundException', message);
