import type { Parameter, ParameterHistory, ParameterMetadata } from '@aws-sdk/client-ssm';
import type { Selected } from './selector';
import type { Caller } from '../../model/call';
import { latestOf, type ParameterVersion, type StoredParameter } from '../parameter';
import type { ParameterStore } from '../parameter-store';

/** What `GetParameter` returns. */
export function viewParameter({ parameter, version, selector }: Selected, withDecryption: boolean | undefined, store: ParameterStore, caller: Caller): Parameter {
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
export function viewHistory({ name }: StoredParameter, version: ParameterVersion, withDecryption: boolean | undefined, store: ParameterStore): ParameterHistory {
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

/** A `SecureString` without decryption is no more than a text that does not show its value. */
function valueOf({ type, value, keyId }: ParameterVersion, withDecryption = false): string {
  return type === 'SecureString' && !withDecryption ? Buffer.from(`encrypted with ${keyId}: ${[...value].reverse().join('')}`).toString('base64') : value;
}
