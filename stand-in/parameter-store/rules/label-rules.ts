import { ServiceError } from '../../model/errors';
import type { ParameterVersion, StoredParameter } from '../parameter';

const MAX_LABELS = 10;

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html */
export function isValidLabel(label: string): boolean {
  return /^[a-zA-Z0-9_.-]+$/.test(label) && !/^(\d|aws|ssm)/i.test(label);
}

/** Attaches labels to a version; another version that has one of them loses it. */
export function attachLabels(parameter: StoredParameter, version: ParameterVersion, labels: readonly string[]): void {
  const wanted = [...new Set([...version.labels, ...labels])];
  if (wanted.length > MAX_LABELS) {
    throw new ServiceError('ParameterVersionLabelLimitExceeded',
      'A parameter version can have maximum 10 labels. Move one or more labels to another version and try again.');
  }
  for (const other of parameter.versions) { other.labels = other.labels.filter((label) => !labels.includes(label)); }
  version.labels = wanted;
}

export function versionOf(parameter: StoredParameter, version: number): ParameterVersion {
  const found = parameter.versions.find((candidate) => candidate.version === version);
  if (found === undefined) {
    throw new ServiceError('ParameterVersionNotFound',
      `Systems Manager could not find version ${version} of ${parameter.name}. Verify the version and try again.`);
  }
  return found;
}
