import {
  AddTagsToResource$, ListTagsForResource$, RemoveTagsFromResource$, type AddTagsToResourceRequest, type AddTagsToResourceResult,
  type ListTagsForResourceRequest, type ListTagsForResourceResult, type RemoveTagsFromResourceRequest, type RemoveTagsFromResourceResult,
} from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { taggedParameter, tagsOf } from '../rules/tag-rules';

export const addTagsToResource = defineParameterOperation<AddTagsToResourceRequest, AddTagsToResourceResult>({
  schema: AddTagsToResource$,
  errors: ['InternalServerError', 'InvalidResourceId', 'InvalidResourceType', 'TooManyTagsError', 'TooManyUpdates'],
  subjects: (input) => [input.ResourceId],
  run: (input, store) => {
    const parameter = taggedParameter(input, store);
    parameter.tags = tagsOf(parameter.tags, input.Tags);
    return {};
  },
});

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

export const listTagsForResource = defineParameterOperation<ListTagsForResourceRequest, ListTagsForResourceResult>({
  schema: ListTagsForResource$,
  errors: ['InternalServerError', 'InvalidResourceId', 'InvalidResourceType'],
  subjects: (input) => [input.ResourceId],
  run: (input, store) => ({
    TagList: Object.entries(taggedParameter(input, store).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});
