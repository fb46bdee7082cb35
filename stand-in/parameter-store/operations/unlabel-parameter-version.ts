import { UnlabelParameterVersion$, type UnlabelParameterVersionRequest, type UnlabelParameterVersionResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { versionOf } from '../rules/label-rules';
import { nameToRead } from '../rules/name-rules';

export const unlabelParameterVersion = defineParameterOperation<UnlabelParameterVersionRequest, UnlabelParameterVersionResult>({
  schema: UnlabelParameterVersion$,
  errors: ['InternalServerError', 'ParameterNotFound', 'ParameterVersionNotFound', 'TooManyUpdates'],
  subjects: (input) => [input.Name],
  run: (input, store) => {
    const version = versionOf(store.get(nameToRead(input.Name)), input.ParameterVersion);
    const removed = input.Labels.filter((label) => version.labels.includes(label));
    version.labels = version.labels.filter((label) => !removed.includes(label));
    return { RemovedLabels: removed, InvalidLabels: input.Labels.filter((label) => !removed.includes(label)) };
  },
});
