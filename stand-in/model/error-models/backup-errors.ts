import {
  AlreadyExistsException$, DependencyFailureException$, InvalidParameterValueException$, InvalidRequestException$,
  InvalidResourceStateException$, LimitExceededException$, MissingParameterValueException$, ResourceNotFoundException$,
  ServiceUnavailableException$,
} from '@aws-sdk/client-backup';
import type { ErrorModel } from './error-model';

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

/** The errors that every operation can return, whatever it declares. */
const COMMON_ERRORS: ReadonlyMap<string, number> = new Map([
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

const status = (code: string): number => MODELLED_ERRORS.get(code) ?? COMMON_ERRORS.get(code) ?? 400;

/** Errors of the model have four capitalised string members; errors common to all services have only `message`. */
export const BACKUP_ERRORS: ErrorModel = {
  common: COMMON_ERRORS,
  status,
  body: (error): Record<string, string> => (MODELLED_ERRORS.has(error.code)
    ? { Code: 'ERROR_STAND_IN', Message: error.message, Type: status(error.code) < 500 ? 'Client' : 'Server', Context: 'cdk-on-demand-backup stand-in' }
    : { message: error.message }),
};
