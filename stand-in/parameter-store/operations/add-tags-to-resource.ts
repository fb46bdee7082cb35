import { AddTagsToResource$, type AddTagsToResourceRequest, type AddTagsToResourceResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { ServiceError } from '../../model/errors';
import { taggedParameter, tagsOf } from '../rules/tag-rules';

export const addTagsToResource = defineParameterOperation<AddTagsToResourceRequest, AddTagsToResourceResult>({
  schema: AddTagsToResource$,
  errors: ['InternalServerError', 'InvalidResourceId', 'InvalidResourceType', 'TooManyTagsError', 'TooManyUpdates'],
  subjects: (input) => [input.ResourceId],
  run: (input, store) => {
    const parameter = taggedParameter(input, store);
    parameter.tags = tagsOf(parameter.tags, input.Tags, new ServiceError('TooManyTagsError', ''));
    return {};
  },
});
