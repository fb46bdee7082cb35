import type { ParameterTier, PutParameterRequest } from '@aws-sdk/client-ssm';
import { checkAllowedPattern } from './allowed-pattern';
import { invalid } from './invalid';
import type { Checked } from '../../model/call';
import { ServiceError } from '../../model/errors';
import { latestOf, type ParameterVersion, type StoredParameter } from '../parameter';
import type { NewVersion, ParameterStore } from '../parameter-store';

export type PutInput = Checked<PutParameterRequest>;

const MAX_BYTES = { Standard: 4096, Advanced: 8192 };
const DEFAULT_KEY = 'alias/aws/ssm';
const ADVANCED_DATA_TYPES = ['url', 'json', 'jsonc'];
const DATA_TYPES = [
  'text', 'aws:ec2:image', 'aws:ssm:integration', 'aws:region', 'aws:account:id', 'boolean', 'integer', 'float', 'binary', 'hostname', 'email',
  'ipv4-address', 'ipv6-address', ...ADVANCED_DATA_TYPES,
];

/**
 * The new version that the request asks for. Throws where the service refuses it.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function versionToAdd(input: PutInput, store: ParameterStore): NewVersion {
  const existing = store.find(input.Name.trim());
  checkRequest(input);
  checkOverwrite(input, existing);
  const before = existing === undefined ? undefined : latestOf(existing);
  const dataType = input.DataType ?? before?.dataType ?? 'text';
  if (!DATA_TYPES.includes(dataType)) { throw invalid(`The following data type is not supported: ${dataType} (Data type names are all lowercase.)`); }
  const type = typeOf(input, before);
  const allowedPattern = input.AllowedPattern ?? before?.allowedPattern;
  checkAllowedPattern(allowedPattern, input.Value);
  const tier = tierOf(input, before, dataType);
  if (existing === undefined && tier === 'Standard') { checkLimit(store); }
  return {
    type,
    value: input.Value,
    tier,
    dataType,
    description: input.Description ?? before?.description,
    allowedPattern,
    keyId: type === 'SecureString' ? keyOf(input, store) : undefined,
  };
}

function checkRequest(input: PutInput): void {
  if (input.Value === '') {
    throw invalid("1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1");
  }
  if (input.Overwrite === true && input.Tags !== undefined && input.Tags.length > 0) {
    throw invalid('Invalid request: tags and overwrite can\'t be used together. To create a parameter with tags, please remove overwrite flag. '
      + 'To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.');
  }
  // "You can't include values wrapped in double brackets {{}}": seen with Docker's `{{.Name}}` and CloudFormation's `{{resolve:…}}`
  if (/\{\{.*\}\}/s.test(input.Value)) { throw invalid('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.'); }
}

function checkOverwrite(input: PutInput, existing: StoredParameter | undefined): void {
  if (existing === undefined || input.Overwrite === true) { return; }
  throw new ServiceError('ParameterAlreadyExists', 'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.');
}

/** A parameter keeps its type. @see `HierarchyTypeMismatchException` on the page of PutParameter */
function typeOf(input: PutInput, before: ParameterVersion | undefined): ParameterVersion['type'] {
  const type = input.Type ?? before?.type;
  if (type === undefined) { throw invalid('A parameter type is required when you create a parameter.'); }
  if (before !== undefined && type !== before.type) {
    throw new ServiceError('HierarchyTypeMismatchException', 'Parameter Store doesn\'t support changing a parameter type in a hierarchy. '
      + 'For example, you can\'t change a parameter from a String type to a SecureString type. You must create a new, unique parameter.');
  }
  if (type !== 'SecureString' && input.KeyId !== undefined) { throw invalid('KeyId is required for SecureString type parameter only.'); }
  return type;
}

/** "Standard parameters have a value limit of 4 KB"; the service's own message counts characters. Bytes are the stricter count. */
function tierOf(input: PutInput, before: ParameterVersion | undefined, dataType: string): ParameterTier {
  const bytes = Buffer.byteLength(input.Value);
  const needsAdvanced = bytes > MAX_BYTES.Standard || input.Policies !== undefined || ADVANCED_DATA_TYPES.includes(dataType) || before?.tier === 'Advanced';
  const wanted = input.Tier ?? before?.tier ?? 'Standard';
  const tier = wanted === 'Intelligent-Tiering' ? needsAdvanced ? 'Advanced' : 'Standard' : wanted;
  if (tier === 'Standard') { checkStandard(input, before, dataType, bytes); }
  if (bytes > MAX_BYTES.Advanced) { throw invalid(`Advanced tier parameters support a maximum parameter value of ${MAX_BYTES.Advanced} characters.`); }
  return tier;
}

function checkStandard(input: PutInput, before: ParameterVersion | undefined, dataType: string, bytes: number): void {
  if (before?.tier === 'Advanced') {
    throw invalid('This parameter uses the advanced-parameter tier. You can\'t downgrade a parameter from the advanced-parameter tier to the '
      + 'standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.');
  }
  if (bytes > MAX_BYTES.Standard) {
    throw invalid(`Standard tier parameters support a maximum parameter value of ${MAX_BYTES.Standard} characters. To create a larger parameter value, `
      + 'upgrade the parameter to use the advanced-parameter tier. For more information, see '
      + 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html');
  }
  if (input.Policies !== undefined) { throw invalid('Parameter policies are only supported by advanced parameters.'); }
  if (ADVANCED_DATA_TYPES.includes(dataType)) { throw invalid(`The data type ${dataType} is only supported by advanced parameters.`); }
}

/** "If you don't specify a key ID, the system uses the default key": also for a parameter that had another one. */
function keyOf(input: PutInput, store: ParameterStore): string {
  const { keys = 'any' } = store.options;
  const key = input.KeyId ?? DEFAULT_KEY;
  if (key !== DEFAULT_KEY && keys !== 'any' && !keys.includes(key)) {
    throw new ServiceError('InvalidKeyId', `Invalid keyId ${key}`);
  }
  return key;
}

function checkLimit(store: ParameterStore): void {
  const { maxParameters = 10_000 } = store.options;
  if (store.countStandard() < maxParameters) { return; }
  throw new ServiceError('ParameterLimitExceeded', 'You have exceeded the number of parameters for this Amazon Web Services account. '
    + 'Delete one or more parameters and try again.');
}
