import {
  HierarchyLevelLimitExceededException$, HierarchyTypeMismatchException$, IncompatiblePolicyException$, InternalServerError$,
  InvalidAllowedPatternException$, InvalidFilterKey$, InvalidFilterOption$, InvalidFilterValue$, InvalidKeyId$, InvalidNextToken$,
  InvalidPolicyAttributeException$, InvalidPolicyTypeException$, InvalidResourceId$, InvalidResourceType$, ParameterAlreadyExists$,
  ParameterLimitExceeded$, ParameterMaxVersionLimitExceeded$, ParameterNotFound$, ParameterPatternMismatchException$,
  ParameterVersionLabelLimitExceeded$, ParameterVersionNotFound$, PoliciesLimitExceededException$, TooManyTagsError$, TooManyUpdates$,
  UnsupportedParameterType$,
} from '@aws-sdk/client-ssm';
import type { ErrorModel } from './error-model';

const MODELLED = [
  HierarchyLevelLimitExceededException$, HierarchyTypeMismatchException$, IncompatiblePolicyException$, InternalServerError$,
  InvalidAllowedPatternException$, InvalidFilterKey$, InvalidFilterOption$, InvalidFilterValue$, InvalidKeyId$, InvalidNextToken$,
  InvalidPolicyAttributeException$, InvalidPolicyTypeException$, InvalidResourceId$, InvalidResourceType$, ParameterAlreadyExists$,
  ParameterLimitExceeded$, ParameterMaxVersionLimitExceeded$, ParameterNotFound$, ParameterPatternMismatchException$,
  ParameterVersionLabelLimitExceeded$, ParameterVersionNotFound$, PoliciesLimitExceededException$, TooManyTagsError$, TooManyUpdates$,
  UnsupportedParameterType$,
];

interface Modelled {
  readonly status: number;
  /** The member with the message, `message` or `Message`; some errors have none. */
  readonly messageMember?: string;
}

/** The model has statuses such as 429 for another protocol (`awsQueryError`); with JSON, `TooManyUpdates` comes with HTTP 400. */
const MODELLED_ERRORS: ReadonlyMap<string, Modelled> = new Map(MODELLED.map((schema): [string, Modelled] => {
  const [, , name, traits, members] = schema;
  const blame = typeof traits === 'object' ? traits.error : undefined;
  return [name, { status: blame === 'server' ? 500 : 400, messageMember: members[0] }];
}));

/**
 * The errors that every operation can return, whatever it declares. With the JSON protocol even `AccessDeniedException` has HTTP 400,
 * and so have the constraints of a request that the SDK's schema does not have: `ValidationException`.
 */
const COMMON_ERRORS: ReadonlyMap<string, number> = new Map([
  ['AccessDeniedException', 400],
  ['ExpiredTokenException', 400],
  ['IncompleteSignatureException', 400],
  ['InternalFailure', 500],
  ['InvalidSignatureException', 400],
  ['MissingAuthenticationTokenException', 400],
  ['OptInRequired', 403],
  ['RequestTimeoutException', 408],
  ['SerializationException', 400],
  ['ServiceUnavailableException', 503],
  ['ThrottlingException', 400],
  ['UnknownOperationException', 400],
  ['UnrecognizedClientException', 400],
  ['ValidationException', 400],
]);

/** The JSON protocol names an error in the body. @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization */
export const PARAMETER_ERRORS: ErrorModel = {
  common: COMMON_ERRORS,
  status: (code) => MODELLED_ERRORS.get(code)?.status ?? COMMON_ERRORS.get(code) ?? 400,
  body: ({ code, message }) => {
    const member = MODELLED_ERRORS.has(code) ? MODELLED_ERRORS.get(code)?.messageMember : 'message';
    return { __type: code, ...member !== undefined && message !== '' && { [member]: message } };
  },
};
