/**
 * Computes a value of the templates only once in a synthesis, because each backup asks again for what all of them share.
 *
 * @param subject what the value is computed from
 * @param name of the value
 * @param compute called if the value is not cached yet
 */
export function cached<T>(subject: object, name: string, compute: () => T): T {
  const values = cache.get(subject) ?? new Map<string, unknown>();
  cache.set(subject, values);
  if (!values.has(name)) { values.set(name, compute()); }
  return values.get(name) as T;
}

/** Clears the cache when a synthesis begins: constructs may have changed since the last one. */
export function clearSynthCache(): void {
  cache = new WeakMap();
}

let cache = new WeakMap<object, Map<string, unknown>>();
