import { DeleteParameter$, type DeleteParameterRequest, type DeleteParameterResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { nameToRead } from '../rules/name-rules';

export const deleteParameter = defineParameterOperation<DeleteParameterRequest, DeleteParameterResult>({
  schema: DeleteParameter$,
  errors: ['InternalServerError', 'ParameterNotFound'],
  subjects: (input) => [input.Name],
  run: (input, store) => {
    store.delete(store.get(nameToRead(input.Name)).name);
    return {};
  },
});
