import type { StandInOptions } from './options';
import { faultSpec } from '../faults/fault-shape';
import { jobScript, jobScripts, seconds } from '../jobs/job-script-shape';
import { isObject } from '../util/is-object';
import { boolean, check, either, list, map, number, object, oneOf, string, whole, type Shape } from '../util/shape';

const rate = number(0.001);
const parameterStore = object({ maxParameters: whole(1), keys: either(oneOf('any'), list(string)), maxPage: whole(1) });
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
  quotas: either(boolean, object({ start: rate, describe: rate, delete: rate, list: rate, all: rate, parameterWrites: rate, parameterReads: rate, clock: oneOf('stand-in', 'wall') })),
  vaults: either(oneOf('any'), list(either(string, vault))),
  missingVault: oneOf('refuse', 'fail-job'),
  advancedDynamoDb: boolean,
  idempotency: object({ rememberSeconds: seconds, onMismatch: oneOf('same-job', 'refuse'), answer: oneOf('same-job', 'empty') }),
  parameterStore,
  signature: oneOf('required', 'ignored'),
  defaultScript: jobScript,
  scripts: map(jobScripts),
  faults: list(faultSpec),
};

/** Throws if the options, which may come from a file, are not valid. */
export function checkOptions(value: unknown): StandInOptions {
  return check<StandInOptions>(object(OPTIONS), value, 'options');
}
