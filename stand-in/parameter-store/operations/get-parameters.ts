import { GetParameters$, type GetParametersRequest, type GetParametersResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { ServiceError } from '../../model/errors';
import type { ParameterStore } from '../parameter-store';
import { viewParameter } from '../reading/parameter-view';
import { bareName, select, type Selected } from '../reading/selector';

export const getParameters = defineParameterOperation<GetParametersRequest, GetParametersResult>({
  schema: GetParameters$,
  errors: ['InternalServerError', 'InvalidKeyId'],
  subjects: (input) => input.Names.map(bareName),
  run: (input, store, caller) => {
    const names = [...input.Names].sort(); // "listed in alphabetical order"
    const found = names.map((name) => selectIfThere(name, store));
    return {
      Parameters: found.flatMap((selected) => (selected === undefined ? [] : [viewParameter(selected, input.WithDecryption, store, caller)])),
      InvalidParameters: names.filter((_name, index) => found[index] === undefined),
    };
  },
});

function selectIfThere(name: string, store: ParameterStore): Selected | undefined {
  try {
    return select(name, store);
  } catch (error) {
    if (error instanceof ServiceError && error.code !== 'ValidationException') { return undefined; }
    throw error;
  }
}
