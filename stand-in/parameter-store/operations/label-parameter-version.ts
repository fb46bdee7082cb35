import { LabelParameterVersion$, type LabelParameterVersionRequest, type LabelParameterVersionResult } from '@aws-sdk/client-ssm';
import { defineParameterOperation } from './define-parameter-operation';
import { latestOf } from '../parameter';
import { attachLabels, isValidLabel, versionOf } from '../rules/label-rules';
import { nameToRead } from '../rules/name-rules';

export const labelParameterVersion = defineParameterOperation<LabelParameterVersionRequest, LabelParameterVersionResult>({
  schema: LabelParameterVersion$,
  errors: ['InternalServerError', 'ParameterNotFound', 'ParameterVersionLabelLimitExceeded', 'ParameterVersionNotFound', 'TooManyUpdates'],
  subjects: (input) => [input.Name],
  run: (input, store) => {
    const parameter = store.get(nameToRead(input.Name));
    const version = input.ParameterVersion === undefined ? latestOf(parameter) : versionOf(parameter, input.ParameterVersion);
    attachLabels(parameter, version, input.Labels.filter(isValidLabel));
    return { InvalidLabels: input.Labels.filter((label) => !isValidLabel(label)), ParameterVersion: version.version };
  },
});
