import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Shape {
  readonly type: 'structure' | 'map' | 'list' | 'string' | 'integer' | 'long' | 'boolean' | 'timestamp';
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

interface Service {
  readonly inputs: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const MODEL = JSON.parse(readFileSync(join(__dirname, 'model.json'), 'utf8')) as { botocore: string; services: Record<string, Service> };

export const BOTOCORE_VERSION = MODEL.botocore;

/** The operations in the model: client and name. */
export const OPERATIONS = Object.entries(MODEL.services).flatMap(([client, { inputs }]) => Object.keys(inputs).map((name) => `${client}:${name}`));

/** The members that an operation takes, and those that it requires. */
export function membersOf(operation: string): { readonly all: readonly string[]; readonly required: readonly string[] } {
  const { members = {}, required = [] } = inputOf(operation).shape;
  return { all: Object.keys(members), required };
}

/** What botocore's service model says is wrong with an input: types, required members, values, patterns, lengths. */
export function violationsOf(operation: string, input: unknown): string[] {
  const { shape, service } = inputOf(operation);
  return [...violations(shape, input, '', service)];
}

function inputOf(operation: string): { readonly shape: Shape; readonly service: Service } {
  const [client, name] = operation.split(':');
  const service = MODEL.services[client];
  const input = service?.inputs[name];
  if (input === undefined) { throw new Error(`model.json has no ${operation}: run test/independent/botocore/extract.py`); }
  return { shape: service.shapes[input], service };
}

function* violations(shape: Shape, value: unknown, path: string, service: Service): Generator<string> {
  const child = ({ shape: name }: { readonly shape: string }, each: unknown, at: string) => violations(service.shapes[name], each, at, service);
  switch (shape.type) {
    case 'structure':
      if (!isObject(value)) { return yield `${path} is not an object`; }
      for (const name of shape.required ?? []) { if (value[name] === undefined) { yield `${path}.${name} is missing`; } }
      for (const [name, member] of Object.entries(value)) {
        if (member === undefined) { continue; }
        if (!Object.hasOwn(shape.members ?? {}, name)) { yield `${path}.${name} is unknown`; } else { yield* child(shape.members![name], member, `${path}.${name}`); }
      }
      return;
    case 'map':
      if (!isObject(value)) { return yield `${path} is not an object`; }
      for (const [key, each] of Object.entries(value)) {
        yield* child(shape.key!, key, `${path} key ${key}`);
        yield* child(shape.value!, each, `${path}.${key}`);
      }
      return;
    case 'list':
      if (!Array.isArray(value)) { return yield `${path} is not a list`; }
      yield* withinLimits(shape, value.length, path);
      for (const [index, each] of value.entries()) { yield* child(shape.member!, each, `${path}[${index}]`); }
      return;
    case 'string':
      if (typeof value !== 'string') { return yield `${path} is not a string`; }
      if (shape.enum && !shape.enum.includes(value)) { yield `${path} is ${value}, none of ${shape.enum.join(', ')}`; }
      if (shape.pattern && !new RegExp(`^(?:${shape.pattern})$`).test(value)) { yield `${path} does not fit ${shape.pattern}`; }
      yield* withinLimits(shape, value.length, path);
      return;
    case 'integer':
    case 'long':
      if (!Number.isSafeInteger(value)) { return yield `${path} is not a whole number`; }
      yield* withinLimits(shape, value as number, path);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') { yield `${path} is not a boolean`; }
      return;
    case 'timestamp':
      if (!(value instanceof Date) || Number.isNaN(value.getTime())) { yield `${path} is not a time`; }
      return;
    default:
      throw new Error(`the type ${shape.type as string} of ${path} is not known here`);
  }
}

function* withinLimits({ min = -Infinity, max = Infinity }: Shape, size: number, path: string): Generator<string> {
  if (size < min || size > max) { yield `${path}: ${size} is not between ${min} and ${max}`; }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
