import { RemoveTagsFromResource$, type RemoveTagsFromResourceRequest, type RemoveTagsFromResourceResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { taggedParameter } from '../rules/tag-rules';

export const removeTagsFromResource = defineParameterOperation<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult>({
  schema: RemoveTagsFromResource$,
  errors: ['InternalServerError', 'InvalidResourceId', 'InvalidResourceType', 'TooManyUpdates'],
  subjects: (input) => [input.ResourceId],
  run: (input, store) => {
    const parameter = taggedParameter(input, store);
    parameter.tags = Object.fromEntries(Object.entries(parameter.tags).filter(([key]) => !input.TagKeys.includes(key)));
    return {};
  },
});
