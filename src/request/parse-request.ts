import type { BackupRequest } from './backup-request';
import { isObject } from './known';
import { error, Problem } from './problem';
import { notAnObject } from './rules/members';

/** A request that was read from JSON. */
export interface ParsedRequest {
  /** Undefined when the JSON is not an object. Its members are unchecked: `validateRequest` checks them. */
  readonly request?: BackupRequest;
  readonly problems: Problem[];
}

/** Reads a request. Never throws. */
export function parseRequest(json: string): ParsedRequest {
  let request: BackupRequest;
  try {
    request = JSON.parse(json);
  } catch (cause) {
    return { problems: [notJson(cause as Error)] };
  }
  return isObject(request) ? { request, problems: [] } : { problems: [notAnObject(request)] };
}

function notJson({ message }: Error): Problem {
  return error('requestNotJson',
    `the request is not JSON (${message}): most likely a value that is known only at deploy time contains a quote, a backslash ` +
    'or a line break: use one without');
}
