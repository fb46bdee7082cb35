import type { FaultSpec, MalformedFault } from './fault';
import { errorResponse, type HttpResponse } from '../http/http-response';
import { isObject } from '../model/convert';
import { ServiceError } from '../model/errors';

/** Whether the fault takes the place of the work, instead of spoiling its answer. */
export function comesBeforeWork(fault: FaultSpec): boolean {
  return !['slow', 'malformed', 'missing'].includes(fault.kind) && fault.when !== 'after';
}

/** What the fault makes of an answer; `reply` is left out where the work was not done. */
export function applyFault(fault: FaultSpec, reply: HttpResponse | undefined): HttpResponse {
  switch (fault.kind) {
    case 'error': return errorResponse(new ServiceError(fault.error, fault.message ?? `${fault.error}, a fault of the stand-in`));
    case 'throttle': return errorResponse(new ServiceError('ThrottlingException', 'Rate exceeded'));
    case 'http': return {
      status: fault.status,
      headers: { 'content-type': fault.contentType ?? 'text/html' },
      body: fault.body ?? `<html><body>${fault.status}</body></html>`,
    };
    case 'reset': return { status: 0, headers: {}, body: '', breaks: 'reset' };
    default: return distortResponse(fault, reply ?? { status: 200, headers: {}, body: '{}' });
  }
}

function distortResponse(fault: Extract<FaultSpec, { kind: 'slow' | 'malformed' | 'missing' }>, reply: HttpResponse): HttpResponse {
  switch (fault.kind) {
    case 'slow': return { ...reply, delay: (reply.delay ?? 0) + fault.milliseconds };
    case 'malformed': return malform(fault.body, reply);
    case 'missing': {
      const members = Object.entries(parse(reply.body)).filter(([name]) => !fault.members.includes(name));
      return { ...reply, body: JSON.stringify(Object.fromEntries(members)) };
    }
  }
}

function malform(how: MalformedFault['body'], reply: HttpResponse): HttpResponse {
  switch (how) {
    case 'invalid-json': return { ...reply, body: `${reply.body.slice(0, -1)}, oops` };
    case 'truncated': return { ...reply, breaks: 'truncated' };
    case 'empty': return { ...reply, body: '' };
    case 'not-an-object': return { ...reply, body: '["not", "an", "object"]' };
    case 'wrong-types': return { ...reply, body: JSON.stringify(swapTypes(parse(reply.body))) };
  }
}

/** Every text becomes a number, every number an object, everything else a text. */
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
