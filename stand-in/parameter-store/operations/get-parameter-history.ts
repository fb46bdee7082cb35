import { GetParameterHistory$, type GetParameterHistoryRequest, type GetParameterHistoryResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { pageOf } from '../reading/pages';
import { viewHistory } from '../reading/parameter-view';
import { bareName, select } from '../reading/selector';

const MAX_RESULTS = 50;

/** The versions come oldest first. */
export const getParameterHistory = defineParameterOperation<GetParameterHistoryRequest, GetParameterHistoryResult>({
  schema: GetParameterHistory$,
  errors: ['InternalServerError', 'InvalidKeyId', 'InvalidNextToken', 'ParameterNotFound'],
  subjects: (input) => [bareName(input.Name)],
  run: (input, store) => {
    const { parameter } = select(input.Name, store);
    const size = Math.min(input.MaxResults ?? MAX_RESULTS, store.options.maxPage ?? Infinity);
    const { items, NextToken } = pageOf(parameter.versions, ({ version }) => String(version), ({ version }, key) => version > Number(key), {
      size, token: input.NextToken,
    });
    return { Parameters: items.map((version) => viewHistory(parameter, version, input.WithDecryption, store)), NextToken };
  },
});
