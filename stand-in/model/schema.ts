/**
 * Reads the schemas in `@aws-sdk/client-backup` (`StartBackupJobInput$` and others), so that the stand-in checks
 * requests against the service model itself, not against a copy.
 *
 * The SDK stores a schema as an array `[kind, namespace, name, traits, ...]`, a simple type as a number, a reference to
 * another schema as a function, and a member with traits as a pair `[schema, traits]`.
 */
export type Schema = SimpleSchema | ListSchema | MapSchema | StructureSchema;

export interface SimpleSchema {
  readonly kind: 'string' | 'number' | 'boolean' | 'timestamp';
}

export interface ListSchema {
  readonly kind: 'list';
  readonly of: Schema;
}

export interface MapSchema {
  readonly kind: 'map';
  readonly of: Schema;
}

export interface StructureSchema {
  readonly kind: 'structure';
  readonly name: string;
  readonly members: ReadonlyMap<string, Member>;
}

export interface Member {
  readonly name: string;
  readonly required: boolean;
  /** Where the member is sent. */
  readonly location: 'path' | 'query' | 'body';
  /** Its name there. */
  readonly wireName: string;
  readonly schema: Schema;
}

/** The numbers of the kinds of schema. */
const Kind = { SIMPLE: 0, LIST: 1, MAP: 2, STRUCTURE: 3, ERROR: -3 } as const;

/** The numbers of the simple types. Our operations use no other numeric types than `long` and `integer`. */
const SIMPLE_TYPES: ReadonlyMap<unknown, SimpleSchema['kind']> = new Map([
  [0, 'string'], [1, 'number'], [2, 'boolean'], [4, 'timestamp'],
]);
const LIST_OF = 64;
const MAP_OF = 128;

/** The bit in a member's traits that marks a part of the path. */
const HTTP_LABEL = 1;

export function readSchema(raw: unknown): Schema {
  if (typeof raw === 'function') { return readSchema(raw()); }
  if (typeof raw === 'number') { return readSimple(raw); }
  if (!Array.isArray(raw)) { throw new Error(`not a schema of the AWS SDK: ${String(raw)}`); }
  if (raw.length === 2) { return readSchema(raw[0]); }
  switch (raw[0]) {
    case Kind.SIMPLE: return readSchema(raw[4]);
    case Kind.LIST: return { kind: 'list', of: readSchema(raw[4]) };
    case Kind.MAP: return { kind: 'map', of: readSchema(raw[5]) };
    case Kind.STRUCTURE:
    case Kind.ERROR: return readStructure(raw);
    default: throw new Error(`schema kind ${String(raw[0])} of the AWS SDK is not known to the stand-in`);
  }
}

/** Reads the structure of an operation's input or output; `unit` means that it has none. */
export function readStructureOrUnit(raw: unknown): StructureSchema {
  const resolved: unknown = typeof raw === 'function' ? raw() : raw;
  if (resolved === 'unit') { return { kind: 'structure', name: 'Unit', members: new Map() }; }
  const schema = readSchema(resolved);
  if (schema.kind !== 'structure') { throw new Error('the input or output of an operation is not a structure'); }
  return schema;
}

function readSimple(code: number): Schema {
  if (code >= MAP_OF) { return { kind: 'map', of: readSimple(code - MAP_OF) }; }
  if (code >= LIST_OF) { return { kind: 'list', of: readSimple(code - LIST_OF) }; }
  const kind = SIMPLE_TYPES.get(code);
  if (kind === undefined) { throw new Error(`simple type ${code} of the AWS SDK is not known to the stand-in`); }
  return { kind };
}

function readStructure(raw: readonly unknown[]): StructureSchema {
  const names = raw[4] as readonly string[];
  const schemas = raw[5] as readonly unknown[];
  const requiredCount = typeof raw[6] === 'number' ? raw[6] : 0; // required members come first
  const members = names.map((name, index): Member => ({
    name,
    required: index < requiredCount,
    ...locationOf(name, schemas[index]),
    schema: readSchema(schemas[index]),
  }));
  return { kind: 'structure', name: String(raw[2]), members: new Map(members.map((member) => [member.name, member])) };
}

function locationOf(name: string, raw: unknown): Pick<Member, 'location' | 'wireName'> {
  const traits: unknown = Array.isArray(raw) && raw.length === 2 ? raw[1] : 0;
  if (typeof traits === 'number') { return { location: traits % 2 === HTTP_LABEL ? 'path' : 'body', wireName: name }; }
  const query = (traits as { httpQuery?: string }).httpQuery;
  return query === undefined ? { location: 'body', wireName: name } : { location: 'query', wireName: query };
}
