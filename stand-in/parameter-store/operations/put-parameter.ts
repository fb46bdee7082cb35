import { PutParameter$, type PutParameterRequest, type PutParameterResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { invalid } from '../rules/invalid';
import { nameToWrite } from '../rules/name-rules';
import { versionToAdd } from '../rules/put-rules';
import { tagsOf } from '../rules/tag-rules';

export const putParameter = defineParameterOperation<PutParameterRequest, PutParameterResult>({
  schema: PutParameter$,
  errors: [
    'HierarchyLevelLimitExceededException', 'HierarchyTypeMismatchException', 'IncompatiblePolicyException', 'InternalServerError',
    'InvalidAllowedPatternException', 'InvalidKeyId', 'InvalidPolicyAttributeException', 'InvalidPolicyTypeException', 'ParameterAlreadyExists',
    'ParameterLimitExceeded', 'ParameterMaxVersionLimitExceeded', 'ParameterPatternMismatchException', 'PoliciesLimitExceededException', 'TooManyUpdates',
    'UnsupportedParameterType',
  ],
  subjects: (input) => [input.Name],
  run: (input, store, caller) => {
    const name = nameToWrite(input.Name, (written) => store.arnOf(written, caller));
    const content = versionToAdd(input, store);
    const tags = tagsOf({}, input.Tags ?? [], invalid('A parameter can have at most 50 tags.'));
    const { version, tier } = store.add(name, content);
    if (input.Tags !== undefined) { store.get(name).tags = tags; }
    return { Version: version, Tier: tier };
  },
});
