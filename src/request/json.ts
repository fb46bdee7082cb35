import { isObject } from './known';

/** Whether two JSON strings have the same value, whatever the order of their members. A string that is not JSON equals only itself. */
export function sameJson(a: string | undefined, b: string | undefined): boolean {
  return a === b || a !== undefined && b !== undefined && canonical(a) === canonical(b);
}

/** The same value with the keys of each object sorted. Lists keep their order. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sortKeys); }
  if (!isObject(value)) { return value; }
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, member]) => [key, sortKeys(member)]));
}

function canonical(json: string): string {
  try {
    return JSON.stringify(sortKeys(JSON.parse(json)));
  } catch {
    return json; // the start of the job reports what is wrong with it
  }
}
