import { isObject } from './known';

/** Whether two JSON strings mean the same, whatever the order of their members. A string that is not JSON equals only itself. */
export function sameJson(a: string | undefined, b: string | undefined): boolean {
  return a === b || a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);
}

/** Whether two values mean the same, whatever the order of their members. */
export function sameValue(a: unknown, b: unknown): boolean {
  return sameJson(JSON.stringify(a), JSON.stringify(b));
}

/** The same value with the keys of each object in order. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sortKeys); }
  if (!isObject(value)) { return value; }
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sortKeys(value[key])]));
}

/** A JSON string with the keys of each object in order; a string that is not JSON stays as it is. */
export function canonicalJson(json: string): string {
  try {
    return JSON.stringify(sortKeys(JSON.parse(json)));
  } catch {
    return json; // the start of the job reports what is wrong with it
  }
}
