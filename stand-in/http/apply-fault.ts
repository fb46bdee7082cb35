import { errorResponse, type HttpResponse } from './http-response';
import type { FaultSpec, MalformedFault } from '../faults/fault';
import { ServiceError } from '../model/errors';
import type { ServiceName } from '../model/service-name';
import { isObject } from '../util/is-object';

/** Whether the fault replaces the work instead of changing its response. */
export function comesBeforeWork(fault: FaultSpec): boolean {
  return !['slow', 'malformed', 'missing'].includes(fault.kind) && fault.when !== 'after';
}

/** Applies the fault to a response; `response` is undefined if the work was not done. */
export function applyFault(fault: FaultSpec, response: HttpResponse | undefined, service: ServiceName): HttpResponse {
  switch (fault.kind) {
    case 'error': return errorResponse(new ServiceError(fault.error, fault.message ?? `${fault.error}, a fault of the stand-in`), service);
    case 'throttle': return errorResponse(new ServiceError('ThrottlingException', 'Rate exceeded'), service);
    case 'http': return {
      status: fault.status,
      headers: { 'content-type': fault.contentType ?? 'text/html' },
      body: fault.body ?? `<html><body>${fault.status}</body></html>`,
    };
    case 'reset': return { status: 0, headers: {}, body: '', breaks: 'reset' };
    default: return distort(fault, response ?? { status: 200, headers: {}, body: '{}' });
  }
}

function distort(fault: Extract<FaultSpec, { kind: 'slow' | 'malformed' | 'missing' }>, response: HttpResponse): HttpResponse {
  switch (fault.kind) {
    case 'slow': return { ...response, delay: (response.delay ?? 0) + fault.milliseconds };
    case 'malformed': return malform(fault.body, response);
    case 'missing': {
      const members = Object.entries(parse(response.body)).filter(([name]) => !fault.members.includes(name));
      return { ...response, body: JSON.stringify(Object.fromEntries(members)) };
    }
  }
}

function malform(how: MalformedFault['body'], response: HttpResponse): HttpResponse {
  switch (how) {
    case 'invalid-json': return { ...response, body: `${response.body.slice(0, -1)}, oops` };
    case 'truncated': return { ...response, breaks: 'truncated' };
    case 'empty': return { ...response, body: '' };
    case 'not-an-object': return { ...response, body: '["not", "an", "object"]' };
    case 'wrong-types': return { ...response, body: JSON.stringify(swapTypes(parse(response.body))) };
  }
}

/** Every string becomes a number, every number an object, and everything else a string. */
function swapTypes(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, value]): [string, unknown] => {
    if (typeof value === 'string') { return [name, value.length]; }
    if (typeof value === 'number') { return [name, { wrong: value }]; }
    return [name, 'wrong type'];
  }));
}

function parse(body: string): Record<string, unknown> {
  const value: unknown = body === '' ? {} : JSON.parse(body);
  return isObject(value) ? value : {};
}
