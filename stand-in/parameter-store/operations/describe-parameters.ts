import { DescribeParameters$, type DescribeParametersRequest, type DescribeParametersResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { checkFilters, passes } from '../reading/filters';
import { pageOf } from '../reading/pages';
import { viewDescription } from '../reading/parameter-view';
import { invalid } from '../rules/invalid';

const MAX_RESULTS = 50;

export const describeParameters = defineParameterOperation<DescribeParametersRequest, DescribeParametersResult>({
  schema: DescribeParameters$,
  errors: ['InternalServerError', 'InvalidFilterKey', 'InvalidFilterOption', 'InvalidFilterValue', 'InvalidNextToken'],
  subjects: () => [],
  run: (input, store, caller) => {
    if (input.Filters !== undefined) { throw invalid('the stand-in does not imitate Filters, which ParameterFilters replaced'); }
    checkFilters(input.ParameterFilters);
    const found = store.all.filter((parameter) => passes(parameter, input.ParameterFilters));
    const size = Math.min(input.MaxResults ?? MAX_RESULTS, store.options.maxPage ?? Infinity);
    const { items, NextToken } = pageOf(found, ({ name }) => name, ({ name }, key) => name > key, { size, token: input.NextToken });
    return { Parameters: items.map((parameter) => viewDescription(parameter, store, caller)), NextToken };
  },
});
