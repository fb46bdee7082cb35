import { EMPTY_RECORD, type HistoryRecord } from './history-record';
import { isObject } from '../known';

/** A positive whole number. */
const SCHEMA_NUMBER = /^[1-9][0-9]{0,8}$/;

/**
 * Reads a record; undefined for what is none. Never throws, whatever the parameter holds: anybody may have edited it.
 *
 * A record of a newer schema is read as far as its members are known. A missing member, or one that is no string, is empty.
 */
export function readRecord(value: unknown): HistoryRecord | undefined {
  const json = parsed(value);
  if (!isObject(json)) { return undefined; }
  const members = Object.keys(EMPTY_RECORD).map((member) => [member, Object.hasOwn(json, member) ? asString(json[member]) : '']);
  const record = Object.fromEntries(members) as HistoryRecord;
  return SCHEMA_NUMBER.test(record.schema) ? record : undefined;
}

function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

/** An edit by hand may have turned a string into a number. */
function asString(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
