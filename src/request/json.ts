/** Whether two JSON texts say the same, whatever the order of their members. A text that is no JSON is the same as itself only. */
export function sameJson(a: string | undefined, b: string | undefined): boolean {
  return a === b || a !== undefined && b !== undefined && canonical(a) === canonical(b);
}

function canonical(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), (_key, value: unknown) => isRecord(value) ? sorted(value) : value);
  } catch {
    return json; // the start of the job will tell what is wrong with it
  }
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
