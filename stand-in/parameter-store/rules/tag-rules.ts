import type { Tag } from '@aws-sdk/client-ssm';
import { invalid } from './invalid';
import { ServiceError } from '../../model/errors';
import type { StoredParameter } from '../parameter';
import type { ParameterStore } from '../parameter-store';

const MAX_TAGS = 50;

/** The tags with new ones. @see https://docs.aws.amazon.com/systems-manager/latest/userguide/tagging-resources.html */
export function tagsOf(before: Readonly<Record<string, string>>, added: readonly Tag[], tooMany: ServiceError): Readonly<Record<string, string>> {
  const tags = { ...before, ...Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])) };
  const reserved = added.find(({ Key }) => Key?.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) { throw invalid(`Tag keys cannot start with aws: ${reserved.Key}`); }
  if (Object.keys(tags).length > MAX_TAGS) { throw tooMany; }
  return tags;
}

/** The parameter that a tag operation names. Its errors have no message in the model. */
export function taggedParameter(input: { readonly ResourceType: string; readonly ResourceId: string }, store: ParameterStore): StoredParameter {
  if (input.ResourceType !== 'Parameter') { throw new ServiceError('InvalidResourceType', ''); }
  const parameter = store.find(input.ResourceId);
  if (parameter === undefined) { throw new ServiceError('InvalidResourceId', ''); }
  return parameter;
}
