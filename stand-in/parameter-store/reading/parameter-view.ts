import type { Parameter, ParameterHistory, ParameterMetadata } from '@aws-sdk/client-ssm';
import type { Selected } from './selector';
import type { Caller } from '../../model/call';
import { latestOf, type ParameterVersion, type StoredParameter } from '../parameter';
import type { ParameterStore } from '../parameter-store';

/** What `GetParameter` returns. */
export function viewParameter(selected: Selected, withDecryption: boolean | undefined, store: ParameterStore, caller: Caller): Parameter {
  const { parameter, version, selector } = selected;
  return {
    Name: parameter.name,
    Type: version.type,
    Value: valueOf(version, withDecryption),
    Version: version.version,
    Selector: selector,
    LastModifiedDate: new Date(version.modifiedAt),
    ARN: store.arnOf(parameter.name, caller),
    DataType: version.dataType,
  };
}

/** What `GetParameterHistory` returns of each version. */
export function viewHistory(
  { name }: StoredParameter,
  version: ParameterVersion,
  withDecryption: boolean | undefined,
  store: ParameterStore,
): ParameterHistory {
  return { ...viewMetadata(name, version, store), Value: valueOf(version, withDecryption), Labels: [...version.labels] };
}

/** What `DescribeParameters` returns. */
export function viewDescription(parameter: StoredParameter, store: ParameterStore, caller: Caller): ParameterMetadata {
  return { ...viewMetadata(parameter.name, latestOf(parameter), store), ARN: store.arnOf(parameter.name, caller) };
}

function viewMetadata(name: string, version: ParameterVersion, store: ParameterStore): ParameterMetadata {
  return {
    Name: name,
    Type: version.type,
    KeyId: version.keyId,
    LastModifiedDate: new Date(version.modifiedAt),
    LastModifiedUser: store.user,
    Description: version.description,
    AllowedPattern: version.allowedPattern,
    Version: version.version,
    Tier: version.tier,
    Policies: [],
    DataType: version.dataType,
  };
}

/** Without decryption, a `SecureString` shows base64 that hides its value. */
function valueOf({ type, value, keyId }: ParameterVersion, withDecryption = false): string {
  if (type !== 'SecureString' || withDecryption) { return value; }
  return Buffer.from(`encrypted with ${keyId}: ${[...value].reverse().join('')}`).toString('base64');
}
