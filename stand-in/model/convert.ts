import type { MapSchema, Schema, StructureSchema } from './schema';
import { isObject } from '../util/is-object';

/** Something that does not fit the service model. */
export interface Violation {
  readonly kind: 'unknown member' | 'wrong type' | 'missing member';
  readonly message: string;
}

/** The members of a JSON object that is not checked yet. */
export type Members = Record<string, unknown>;

/** From JSON to the values that the SDK's types describe (a timestamp becomes a `Date`), or back. */
export type Direction = 'read' | 'write';

/**
 * Converts a value and adds whatever does not fit its schema to `violations`. Nothing is coerced: a number in quotes is a
 * wrong type, and so is `null`.
 */
export function convert(schema: Schema, value: unknown, direction: Direction, violations: Violation[], path = ''): unknown {
  switch (schema.kind) {
    case 'structure': return convertStructure(schema, value, direction, violations, path);
    case 'map': return convertMap(schema, value, direction, violations, path);
    case 'list':
      if (!Array.isArray(value)) { return wrongType(path, 'a list', value, violations); }
      return value.map((item, index) => convert(schema.of, item, direction, violations, `${path}[${index}]`));
    case 'timestamp': return convertTimestamp(value, direction, violations, path);
    case 'number':
      if (typeof value === 'number' && Number.isSafeInteger(value)) { return value; }
      return wrongType(path, 'a whole number', value, violations);
    default:
      if (typeof value === schema.kind) { return value; }
      return wrongType(path, `a ${schema.kind}`, value, violations);
  }
}

function convertStructure(schema: StructureSchema, value: unknown, direction: Direction, violations: Violation[], path: string): Members {
  if (!isObject(value)) {
    wrongType(path || schema.name, 'an object', value, violations);
    return {};
  }
  const result: Members = {};
  for (const [name, item] of Object.entries(value)) {
    if (direction === 'write' && item === undefined) { continue; }
    const member = schema.members.get(name);
    if (member === undefined) {
      violations.push({ kind: 'unknown member', message: `${join(path, name)} is not a member of ${schema.name}` });
    } else {
      result[name] = convert(member.schema, item, direction, violations, join(path, name));
    }
  }
  for (const member of schema.members.values()) {
    if (member.required && !(member.name in result)) {
      violations.push({ kind: 'missing member', message: `${join(path, member.name)} is required by ${schema.name}` });
    }
  }
  return result;
}

function convertMap(schema: MapSchema, value: unknown, direction: Direction, violations: Violation[], path: string): unknown {
  if (!isObject(value)) { return wrongType(path, 'an object', value, violations); }
  return Object.fromEntries(Object.entries(value)
    .map(([key, item]) => [key, convert(schema.of, item, direction, violations, join(path, key))]));
}

/** On the wire, a timestamp is a number of seconds since 1970, with milliseconds after the decimal point. */
function convertTimestamp(value: unknown, direction: Direction, violations: Violation[], path: string): unknown {
  if (direction === 'write') {
    return value instanceof Date ? value.getTime() / 1000 : wrongType(path, 'a Date', value, violations);
  }
  return typeof value === 'number' ? new Date(value * 1000) : wrongType(path, 'seconds since 1970', value, violations);
}

function wrongType(path: string, wanted: string, value: unknown, violations: Violation[]): undefined {
  violations.push({ kind: 'wrong type', message: `${path} must be ${wanted}, not ${JSON.stringify(value) ?? String(value)}` });
  return undefined;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
