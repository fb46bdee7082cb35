import { convert, type Members, type Violation } from './convert';
import { ServiceError } from './errors';
import type { OperationModel } from './operation';
import type { Member } from './schema';
import type { ServiceName } from './service-name';
import { isObject } from '../util/is-object';

/** The parts of an HTTP request that carry the input. */
export interface InputSource {
  /** The parts of the path, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** The content type of each service, and the errors that it has for a wrong input. */
const FORMS: Readonly<Record<ServiceName, { readonly contentType: string; readonly unknownMember: string; readonly missingMember: string }>> = {
  backup: { contentType: 'application/json', unknownMember: 'InvalidParameterValueException', missingMember: 'MissingParameterValueException' },
  ssm: { contentType: 'application/x-amz-json-1.1', unknownMember: 'ValidationException', missingMember: 'ValidationException' },
};

/** Assembles an operation's input from path, query and body. Refuses whatever the model does not contain. */
export function readInput(operation: OperationModel, source: InputSource): Members {
  const violations: Violation[] = [];
  const members: Members = { ...readPath(operation, source), ...readQuery(operation, source, violations) };
  for (const [name, value] of Object.entries(readBody(operation, source))) {
    const member = operation.input.members.get(name);
    if (member !== undefined && member.location !== 'body') {
      violations.push({ kind: 'unknown member', message: `${name} belongs into the ${member.location}, not into the body` });
    } else {
      members[name] = value;
    }
  }
  const input = convertInput(operation, members, violations);
  if (violations.length > 0) { throw refusal(operation, violations); }
  return input;
}

/** Query values are already converted, and path values stay strings: only the body's values are still plain JSON. */
function convertInput(operation: OperationModel, members: Members, violations: Violation[]): Members {
  const isConverted = (name: string) => operation.input.members.get(name)?.location === 'query';
  const plain = Object.fromEntries(Object.entries(members).filter(([name]) => !isConverted(name)));
  const converted = Object.fromEntries(Object.entries(members).filter(([name]) => isConverted(name)));
  return { ...convert(operation.input, plain, 'read', violations) as Members, ...converted };
}

function readPath(operation: OperationModel, source: InputSource): Members {
  return Object.fromEntries(operation.path
    .map((part, index): [string, string] => [part, source.path[index]])
    .filter(([part]) => part.startsWith('{'))
    .map(([part, value]) => [part.slice(1, -1), value]));
}

function readQuery(operation: OperationModel, source: InputSource, violations: Violation[]): Members {
  const byWireName = new Map([...operation.input.members.values()]
    .filter((member) => member.location === 'query')
    .map((member) => [member.wireName, member]));
  const members: Members = {};
  for (const [wireName, value] of source.query) {
    const member = byWireName.get(wireName);
    if (member === undefined) {
      violations.push({ kind: 'unknown member', message: `query parameter ${wireName} is not known to ${operation.name}` });
    } else {
      members[member.name] = readQueryValue(member, value, violations);
    }
  }
  return members;
}

function readQueryValue(member: Member, value: string, violations: Violation[]): unknown {
  const wrong = (wanted: string): undefined => {
    violations.push({ kind: 'wrong type', message: `query parameter ${member.wireName} must be ${wanted}, not "${value}"` });
    return undefined;
  };
  switch (member.schema.kind) {
    case 'number': return /^-?\d+$/.test(value) ? Number(value) : wrong('a whole number');
    case 'timestamp': return /^\d{4}-\d\d-\d\dT/.test(value) && !isNaN(Date.parse(value)) ? new Date(value) : wrong('an ISO date and time');
    default: return value;
  }
}

function readBody(operation: OperationModel, source: InputSource): Members {
  if (source.body === '') { return {}; }
  const { contentType } = FORMS[operation.service];
  if (source.contentType?.split(';')[0].trim() !== contentType) {
    throw serialization(`the body must have the content type ${contentType}, not ${String(source.contentType)}`);
  }
  const body = parseJson(source.body);
  if (!isObject(body)) { throw serialization('the body must be a JSON object'); }
  return body;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw serialization('the body is not JSON');
  }
}

/** Uses the service's own error for each kind of violation. A wrong type wins, because the service parses first. */
function refusal({ service }: OperationModel, violations: readonly Violation[]): ServiceError {
  const problem = violations.map((violation) => violation.message).join('; ');
  if (violations.some((violation) => violation.kind === 'wrong type')) { return serialization(problem); }
  const { unknownMember, missingMember } = FORMS[service];
  const code = violations.some((violation) => violation.kind === 'unknown member') ? unknownMember : missingMember;
  return new ServiceError(code, problem, { problem });
}

function serialization(problem: string): ServiceError {
  return new ServiceError('SerializationException', problem, { problem });
}
