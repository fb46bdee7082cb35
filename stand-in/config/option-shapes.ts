import type { StandInOptions } from './options';
import { either, flag, isPlainObject, list, map, number, object, oneOf, text, whole, type Shape } from './shape';
import { MALFORMED_BODIES, OPERATION_NAMES, type FaultSpec } from '../faults/fault';
import type { JobScript } from '../jobs/job-script';

const seconds = either(number(0), oneOf('forever'));

const SCRIPT_MEMBERS: Readonly<Record<keyof JobScript, Shape>> = {
  createdSeconds: seconds,
  pendingSeconds: seconds,
  runningSeconds: seconds,
  abortingSeconds: seconds,
  outcome: oneOf('COMPLETED', 'FAILED', 'EXPIRED', 'ABORTED', 'PARTIAL'),
  statusMessage: text,
  messageCategory: text,
  progress: oneOf('linear', 'none', 'late'),
  backupSizeInBytes: whole(0),
  resourceType: text,
  encrypted: flag,
  deletingSeconds: seconds,
  onDelete: oneOf('delete', 'expire'),
  children: (value, path) => list(object({ ...SCRIPT_MEMBERS, resourceArn: text }, ['resourceArn']))(value, path),
};

const script = object(SCRIPT_MEMBERS);
const scripts: Shape = (value, path) => (Array.isArray(value) ? list(script) : script)(value, path);

const TARGET = {
  kind: text,
  operation: oneOf(...OPERATION_NAMES),
  resource: text,
  times: whole(1),
  skip: whole(0),
  perResource: flag,
  when: oneOf('before', 'after'),
};

const FAULTS: Readonly<Record<FaultSpec['kind'], Shape>> = {
  error: object({ ...TARGET, error: text, message: text }, ['error']),
  throttle: object(TARGET),
  http: object({ ...TARGET, status: whole(200, 599), body: text, contentType: text }, ['status']),
  reset: object(TARGET),
  slow: object({ ...TARGET, milliseconds: number(0) }, ['milliseconds']),
  malformed: object({ ...TARGET, body: oneOf(...MALFORMED_BODIES) }, ['body']),
  missing: object({ ...TARGET, members: list(text) }, ['members']),
};

const fault: Shape = (value, path) => {
  const kind = isPlainObject(value) ? value.kind : undefined;
  const isKnown = typeof kind === 'string' && Object.hasOwn(FAULTS, kind);
  return isKnown ? FAULTS[kind as FaultSpec['kind']](value, path) : oneOf(...Object.keys(FAULTS))(kind, `${path}.kind`);
};

const rate = number(0.001);
const vault = object({ name: text, minRetentionDays: whole(1), maxRetentionDays: whole(1), locked: flag }, ['name']);

/** A clock of the caller's own is an object with a function, and comes from TypeScript only. */
const clock: Shape = (value, path) => (isPlainObject(value) && typeof value.now === 'function'
  ? []
  : either(object({ scale: number(0.001) }, ['scale']), object({ manual: oneOf(true) }, ['manual']))(value, path));

const OPTIONS: Readonly<Record<keyof StandInOptions, Shape>> = {
  port: whole(0, 65535),
  host: text,
  accountId: text,
  clock,
  quotas: either(flag, object({ start: rate, describe: rate, delete: rate, list: rate, all: rate, clock: oneOf('stand-in', 'wall') })),
  vaults: either(oneOf('any'), list(either(text, vault))),
  missingVault: oneOf('refuse', 'fail-job'),
  advancedDynamoDb: flag,
  idempotency: object({ rememberSeconds: seconds, onMismatch: oneOf('same-job', 'refuse'), answer: oneOf('same-job', 'empty') }),
  signature: oneOf('required', 'ignored'),
  defaultScript: script,
  scripts: map(scripts),
  faults: list(fault),
};

/** Throws if the options, which may come from a file, are not what they should be. */
export function checkOptions(value: unknown): StandInOptions {
  return check<StandInOptions>(object(OPTIONS), value, 'options');
}

export function checkFault(value: unknown): FaultSpec {
  return check<FaultSpec>(fault, value, 'fault');
}

/** A script with the resource it is for, as it comes over HTTP. */
export interface ScriptCommand {
  readonly resource: string;
  readonly script: JobScript | readonly JobScript[];
}

export function checkScript(value: unknown): ScriptCommand {
  return check<ScriptCommand>(object({ resource: text, script: scripts }, ['resource', 'script']), value, 'command');
}

function check<Checked>(shape: Shape, value: unknown, name: string): Checked {
  const problems = shape(value, name);
  if (problems.length > 0) { throw new Error(problems.join('; ')); }
  return value as Checked;
}
