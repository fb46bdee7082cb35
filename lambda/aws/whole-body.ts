import { sameValue } from '../../src/request/json';
import { isObject } from '../../src/request/known';

/** The body of a request, as the SDK wrote it, with the members that it left out because they are newer than its model. */
export function wholeBody(body: string | Uint8Array, request: object): string | Uint8Array {
  const sent: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
  const whole = withMissing(sent, request);
  return sameValue(sent, whole) ? body : JSON.stringify(whole);
}

function withMissing(sent: unknown, wanted: unknown): unknown {
  if (sent === undefined) { return wanted; }
  if (!isObject(sent) || !isObject(wanted)) { return sent; }
  return { ...sent, ...Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, withMissing(sent[name], value)])) };
}
