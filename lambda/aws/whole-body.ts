import { isObject } from '../../src/request/known';

/** The body of a request, as the SDK wrote it, with the members that it left out because they are newer than its model. */
export function wholeBody(body: string, request: object): string {
  const sent: unknown = JSON.parse(body);
  return JSON.stringify(withMissing(sent, request));
}

function withMissing(sent: unknown, wanted: unknown): unknown {
  if (sent === undefined) { return wanted; }
  if (!isObject(sent) || !isObject(wanted)) { return sent; }
  return { ...sent, ...Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, withMissing(sent[name], value)])) };
}
