import { GetParametersByPath$, type GetParametersByPathRequest, type GetParametersByPathResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { latestOf } from '../parameter';
import { checkFilters, passes } from '../reading/filters';
import { pageOf } from '../reading/pages';
import { viewParameter } from '../reading/parameter-view';
import { pathToRead } from '../rules/name-rules';

const MAX_RESULTS = 10;

export const getParametersByPath = defineParameterOperation<GetParametersByPathRequest, GetParametersByPathResult>({
  schema: GetParametersByPath$,
  errors: ['InternalServerError', 'InvalidFilterKey', 'InvalidFilterOption', 'InvalidFilterValue', 'InvalidKeyId', 'InvalidNextToken'],
  subjects: (input) => [input.Path],
  run: (input, store, caller) => {
    checkFilters(input.ParameterFilters, ['Type', 'KeyId', 'Label']);
    const path = pathToRead(input.Path);
    const below = store.all.filter((parameter) => passes(parameter, [
      { Key: 'Path', Option: input.Recursive === true ? 'Recursive' : 'OneLevel', Values: [path] }, ...input.ParameterFilters ?? [],
    ]));
    const size = Math.min(input.MaxResults ?? MAX_RESULTS, store.options.maxPage ?? Infinity);
    const { items, NextToken } = pageOf(below, ({ name }) => name, ({ name }, key) => name > key, { size, token: input.NextToken });
    return {
      Parameters: items.map((parameter) => viewParameter({ parameter, version: latestOf(parameter) }, input.WithDecryption, store, caller)),
      NextToken,
    };
  },
});
