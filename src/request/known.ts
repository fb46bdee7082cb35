import type { RequestFacts } from './request-facts';

/**
 * Readers of values that may be missing, of the wrong type (the handler reads JSON), or known only at deploy time (a CDK
 * token). A rule skips a value that they return as undefined; `rules/members.ts` reports wrong types.
 */

/** The value if it is a string that is known now. */
export function knownString(value: unknown, facts: RequestFacts): string | undefined {
  return typeof value === 'string' && isKnown(value, facts) ? value : undefined;
}

/** The value if it is a number that is known now. */
export function knownNumber(value: unknown, facts: RequestFacts): number | undefined {
  return typeof value === 'number' && isKnown(value, facts) ? value : undefined;
}

/** The value if it is an object with members that is known now; the members themselves may still be tokens. */
export function knownObject(value: unknown, facts: RequestFacts): Readonly<Record<string, unknown>> | undefined {
  return isObject(value) && isKnown(value, facts) ? value : undefined;
}

/** Whether the value is known now, rather than a CDK token. */
export function isKnown(value: unknown, facts: RequestFacts): boolean {
  return !(facts.isUnresolved?.(value) ?? false);
}

/** Whether the value is an object with members, neither null nor an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a message shows it. Never throws, and shortens what could be long. */
export function show(value: unknown): string {
  if (typeof value === 'string') { return value.length > 200 ? `"${value.slice(0, 200)}…"` : `"${value}"`; }
  if (Array.isArray(value)) { return 'a list'; }
  return isObject(value) ? 'an object' : String(value);
}
