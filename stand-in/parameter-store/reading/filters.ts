import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { ServiceError } from '../../model/errors';
import { latestOf, type StoredParameter } from '../parameter';

type Test = (value: string, wanted: string) => boolean;

const OPTIONS: Readonly<Record<string, Test>> = {
  Equals: (value, wanted) => value === wanted,
  BeginsWith: (value, wanted) => value.startsWith(wanted),
  Contains: (value, wanted) => value.includes(wanted),
  Recursive: (value, wanted) => value.startsWith(`${wanted.replace(/\/$/, '')}/`),
  OneLevel: (value, wanted) => value.slice(0, value.lastIndexOf('/')) === wanted.replace(/\/$/, ''),
};

const rooted = (name: string): string => (name.startsWith('/') ? name : `/${name}`);

/**
 * Whether the parameter passes all filters, each with any of its values.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html
 */
export function passes(parameter: StoredParameter, filters: readonly ParameterStringFilter[] = []): boolean {
  return filters.every(({ Key: key = '', Option: option = key === 'Path' ? 'OneLevel' : 'Equals', Values: wanted }) => {
    const values = valuesOf(parameter, key);
    if (wanted === undefined) { return values.length > 0; }
    const isName = key === 'Name' || key === 'Path';
    return values.some((value) => wanted.some((item) => OPTIONS[option](value, isName && option !== 'Contains' ? rooted(item) : item)));
  });
}

/** Throws if a filter has another option, or another key where the operation has only some. */
export function checkFilters(filters: readonly ParameterStringFilter[] = [], keys?: readonly string[]): void {
  for (const { Key: key = '', Option: option = 'Equals' } of filters) {
    if (keys?.includes(key) === false) {
      throw new ServiceError('InvalidFilterKey',
        `The following filter key is not valid: ${key}. Valid filter keys include: [${keys.join(', ')}].`);
    }
    if (!Object.hasOwn(OPTIONS, option)) {
      throw new ServiceError('InvalidFilterOption',
        `The following filter option is not valid: ${option}. Valid options include: [${Object.keys(OPTIONS).join(', ')}].`);
    }
  }
}

function valuesOf(parameter: StoredParameter, key: string): readonly string[] {
  const latest = latestOf(parameter);
  switch (key) {
    case 'Name':
    case 'Path': return [rooted(parameter.name)];
    case 'Type': return [latest.type];
    case 'KeyId': return latest.keyId === undefined ? [] : [latest.keyId];
    case 'Tier': return [latest.tier];
    case 'DataType': return [latest.dataType];
    case 'Label': return latest.labels;
    default: {
      const tag = parameter.tags[key.replace(/^tag:/, '')];
      return tag === undefined ? [] : [tag];
    }
  }
}
