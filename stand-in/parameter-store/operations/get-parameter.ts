import { GetParameter$, type GetParameterRequest, type GetParameterResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { viewParameter } from '../reading/parameter-view';
import { bareName, select } from '../reading/selector';

export const getParameter = defineParameterOperation<GetParameterRequest, GetParameterResult>({
  schema: GetParameter$,
  errors: ['InternalServerError', 'InvalidKeyId', 'ParameterNotFound', 'ParameterVersionNotFound'],
  subjects: (input) => [bareName(input.Name)],
  run: (input, store, caller) => ({ Parameter: viewParameter(select(input.Name, store), input.WithDecryption, store, caller) }),
});
