import { ListTagsForResource$, type ListTagsForResourceRequest, type ListTagsForResourceResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { taggedParameter } from '../rules/tag-rules';

export const listTagsForResource = defineParameterOperation<ListTagsForResourceRequest, ListTagsForResourceResult>({
  schema: ListTagsForResource$,
  errors: ['InternalServerError', 'InvalidResourceId', 'InvalidResourceType'],
  subjects: (input) => [input.ResourceId],
  run: (input, store) => ({
    TagList: Object.entries(taggedParameter(input, store).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});
