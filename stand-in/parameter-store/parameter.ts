import type { ParameterTier, ParameterType } from '@aws-sdk/client-ssm';

/** One version of a parameter. Only its labels change. */
export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  readonly value: string;
  readonly tier: ParameterTier;
  readonly dataType: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  /** The KMS key of a `SecureString`. */
  readonly keyId?: string;
  /** The time of the stand-in's clock, in milliseconds. */
  readonly modifiedAt: number;
  labels: readonly string[];
}

/** A parameter with its versions, oldest first; it has at least one. */
export interface StoredParameter {
  /** As it was first written: `/Name` and `Name` are the same parameter. */
  readonly name: string;
  versions: readonly ParameterVersion[];
  tags: Readonly<Record<string, string>>;
}

export function latestOf(parameter: StoredParameter): ParameterVersion {
  return parameter.versions[parameter.versions.length - 1];
}
