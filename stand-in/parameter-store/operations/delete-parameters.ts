import { DeleteParameters$, type DeleteParametersRequest, type DeleteParametersResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { nameToRead } from '../rules/name-rules';

export const deleteParameters = defineParameterOperation<DeleteParametersRequest, DeleteParametersResult>({
  schema: DeleteParameters$,
  errors: ['InternalServerError'],
  subjects: (input) => input.Names,
  run: (input, store) => {
    const deleted = input.Names.filter((name) => store.delete(nameToRead(name)));
    return { DeletedParameters: deleted, InvalidParameters: input.Names.filter((name) => !deleted.includes(name)) };
  },
});
