import { ServiceError } from '../../model/errors';
import { latestOf, type ParameterVersion, type StoredParameter } from '../parameter';
import type { ParameterStore } from '../parameter-store';
import { versionOf } from '../rules/label-rules';
import { nameToRead } from '../rules/name-rules';

export interface Selected {
  readonly parameter: StoredParameter;
  readonly version: ParameterVersion;
  /** `:3` or `:label`, if the caller asked for a version. */
  readonly selector?: string;
}

const ARN = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/?/;

/**
 * Finds what a name, an ARN, `name:version` or `name:label` stands for.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export function select(given: string, store: ParameterStore): Selected {
  const [name, selector] = split(given);
  const parameter = store.get(nameToRead(name));
  if (selector === undefined) { return { parameter, version: latestOf(parameter) }; }
  const version = /^\d+$/.test(selector) ? versionOf(parameter, Number(selector)) : labelled(parameter, selector);
  return { parameter, version, selector: `:${selector}` };
}

/** The name in an ARN or before a selector, for faults and records. */
export function bareName(given: string): string {
  return split(given)[0];
}

function split(given: string): readonly string[] {
  return given.replace(ARN, '/').split(':');
}

function labelled(parameter: StoredParameter, label: string): ParameterVersion {
  const found = parameter.versions.find((version) => version.labels.includes(label));
  if (found === undefined) {
    throw new ServiceError('ParameterVersionNotFound',
      `Systems Manager could not find label ${label} of ${parameter.name}. Verify the label and try again.`);
  }
  return found;
}
