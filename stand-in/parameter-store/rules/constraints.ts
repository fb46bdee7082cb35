import { invalid } from './invalid';
import type { Members } from '../../model/convert';
import { isObject } from '../../util/is-object';

/** The lengths, sizes, patterns and values that the service model allows; the SDK's schemas leave them out. */
export interface Constraint {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}

const NAME: Constraint = { min: 1, max: 2048 };
const TEXT = '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$';

/**
 * By the member's path; a list is itself one of the paths, its items another. A test compares them with the model that the AWS CLI has.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html and the pages of the other operations
 */
export const CONSTRAINTS: Readonly<Record<string, Constraint>> = {
  'Name': NAME,
  'Names': { min: 1, max: 10 },
  'Names[]': NAME,
  'Path': NAME,
  'Description': { min: 0, max: 1024 },
  'Type': { values: ['String', 'StringList', 'SecureString'] },
  'KeyId': { min: 1, max: 256, pattern: '^([a-zA-Z0-9:/_-]+)$' },
  'AllowedPattern': { min: 0, max: 1024 },
  'Tags': { max: 1000 },
  'Tags[].Key': { min: 1, max: 128, pattern: TEXT },
  'Tags[].Value': { min: 0, max: 256, pattern: TEXT },
  'TagKeys[]': { min: 1, max: 128, pattern: TEXT },
  'Tier': { values: ['Standard', 'Advanced', 'Intelligent-Tiering'] },
  'Policies': { min: 1, max: 4096 },
  'DataType': { min: 0, max: 128 },
  'MaxResults': { min: 1, max: 50 },
  'GetParametersByPath.MaxResults': { min: 1, max: 10 },
  'ParameterFilters[].Key': { min: 1, max: 132, pattern: '^(tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType)$' },
  'ParameterFilters[].Option': { min: 1, max: 10 },
  'ParameterFilters[].Values': { min: 1, max: 50 },
  'ParameterFilters[].Values[]': { min: 1, max: 1024 },
  'Labels': { min: 1, max: 10 },
  'Labels[]': { min: 1, max: 100 },
  'ResourceType': {
    values: [
      'Document', 'ManagedInstance', 'MaintenanceWindow', 'Parameter', 'PatchBaseline', 'OpsItem', 'OpsMetadata', 'Automation', 'Association',
      'CloudConnector',
    ],
  },
};

/** Throws a `ValidationException` with every violation, as the service words it. */
export function checkConstraints(operation: string, input: Members): void {
  const problems = [...problemsOf(operation, '', input)];
  if (problems.length === 0) { return; }
  throw invalid(`${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`);
}

function* problemsOf(operation: string, path: string, value: unknown): Generator<string> {
  const constraint = CONSTRAINTS[`${operation}.${path}`] ?? CONSTRAINTS[path];
  const problem = constraint === undefined ? undefined : problemOf(constraint, value);
  if (problem !== undefined) { yield `Value '${shown(value)}' at '${spelled(path)}' failed to satisfy constraint: Member must ${problem}`; }
  if (Array.isArray(value)) {
    for (const item of value) { yield* problemsOf(operation, `${path}[]`, item); }
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) { yield* problemsOf(operation, path === '' ? name : `${path}.${name}`, item); }
  }
}

function problemOf({ min = 0, max = Infinity, pattern, values }: Constraint, value: unknown): string | undefined {
  if (values !== undefined && !values.includes(String(value))) { return `satisfy enum value set: [${values.join(', ')}]`; }
  const isNumber = typeof value === 'number';
  const size = isNumber ? value : (value as string | unknown[]).length;
  if (size < min) { return `have ${isNumber ? 'value' : 'length'} greater than or equal to ${min}`; }
  if (size > max) { return `have ${isNumber ? 'value' : 'length'} less than or equal to ${max}`; }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(String(value))) { return `satisfy regular expression pattern: ${pattern}`; }
  return undefined;
}

const shown = (value: unknown): string => (Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value));

/** The service writes a member in lower camel case. */
const spelled = (path: string): string => path
  .replace(/\[\]/g, '')
  .replace(/(^|\.)([A-Z])/g, (_all, before: string, letter: string) => before + letter.toLowerCase());
