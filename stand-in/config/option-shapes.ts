import type { StandInOptions } from './options';
import { boolean, either, list, map, number, object, oneOf, string, whole, type Shape } from './shape';
import { MALFORMED_BODIES, type FaultSpec } from '../faults/fault';
import type { JobScript } from '../jobs/job-script';
import { OPERATION_NAMES } from '../model/operation-name';
import { isObject } from '../util/is-object';

const seconds = either(number(0), oneOf('forever'));

const SCRIPT_MEMBERS: Readonly<Record<keyof JobScript, Shape>> = {
  createdSeconds: seconds,
  pendingSeconds: seconds,
  runningSeconds: seconds,
  abortingSeconds: seconds,
  outcome: oneOf('COMPLETED', 'FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'),
  statusMessage: string,
  messageCategory: string,
  progress: oneOf('linear', 'none', 'late'),
  backupSizeInBytes: whole(0),
  resourceType: string,
  encrypted: boolean,
  deletingSeconds: seconds,
  onDelete: oneOf('delete', 'expire'),
  children: (value, path) => list(object({ ...SCRIPT_MEMBERS, resourceArn: string }, ['resourceArn']))(value, path),
};

const script = object(SCRIPT_MEMBERS);
const scripts: Shape = (value, path) => (Array.isArray(value) ? list(script) : script)(value, path);

const TARGET = {
  kind: string,
  operation: oneOf(...OPERATION_NAMES),
  resource: string,
  times: whole(1),
  skip: whole(0),
  perResource: boolean,
  when: oneOf('before', 'after'),
};

const FAULTS: Readonly<Record<FaultSpec['kind'], Shape>> = {
  error: object({ ...TARGET, error: string, message: string }, ['error']),
  throttle: object(TARGET),
  http: object({ ...TARGET, status: whole(200, 599), body: string, contentType: string }, ['status']),
  reset: object(TARGET),
  slow: object({ ...TARGET, milliseconds: number(0) }, ['milliseconds']),
  malformed: object({ ...TARGET, body: oneOf(...MALFORMED_BODIES) }, ['body']),
  missing: object({ ...TARGET, members: list(string) }, ['members']),
};

const fault: Shape = (value, path) => {
  const kind = isObject(value) ? value.kind : undefined;
  const isKnown = typeof kind === 'string' && Object.hasOwn(FAULTS, kind);
  return isKnown ? FAULTS[kind as FaultSpec['kind']](value, path) : oneOf(...Object.keys(FAULTS))(kind, `${path}.kind`);
};

const rate = number(0.001);
const vault = object({ name: string, minRetentionDays: whole(1), maxRetentionDays: whole(1), locked: boolean }, ['name']);

/** A custom clock is an object with a function, so it can only come from TypeScript. */
const clock: Shape = (value, path) => (isObject(value) && typeof value.now === 'function'
  ? []
  : either(object({ scale: number(0.001) }, ['scale']), object({ manual: oneOf(true) }, ['manual']))(value, path));

const OPTIONS: Readonly<Record<keyof StandInOptions, Shape>> = {
  port: whole(0, 65535),
  host: string,
  accountId: string,
  clock,
  quotas: either(boolean, object({ start: rate, describe: rate, delete: rate, list: rate, all: rate, clock: oneOf('stand-in', 'wall') })),
  vaults: either(oneOf('any'), list(either(string, vault))),
  missingVault: oneOf('refuse', 'fail-job'),
  advancedDynamoDb: boolean,
  idempotency: object({ rememberSeconds: seconds, onMismatch: oneOf('same-job', 'refuse'), answer: oneOf('same-job', 'empty') }),
  signature: oneOf('required', 'ignored'),
  defaultScript: script,
  scripts: map(scripts),
  faults: list(fault),
};

/** Throws if the options, which may come from a file, are not valid. */
export function checkOptions(value: unknown): StandInOptions {
  return check<StandInOptions>(object(OPTIONS), value, 'options');
}

export function checkFault(value: unknown): FaultSpec {
  return check<FaultSpec>(fault, value, 'fault');
}

/** A script and its resource, as sent over HTTP. */
export interface ScriptCommand {
  readonly resource: string;
  readonly script: JobScript | readonly JobScript[];
}

export function checkScript(value: unknown): ScriptCommand {
  return check<ScriptCommand>(object({ resource: string, script: scripts }, ['resource', 'script']), value, 'command');
}

function check<Checked>(shape: Shape, value: unknown, name: string): Checked {
  const problems = shape(value, name);
  if (problems.length > 0) { throw new Error(problems.join('; ')); }
  return value as Checked;
}
