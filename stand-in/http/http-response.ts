import { randomUUID } from 'node:crypto';
import { ServiceError } from '../model/errors';
import { errorMessage } from '../util/error-message';

/** What goes back to the client. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds to wait before. */
  readonly delay?: number;
  /** Reset the connection, or close it in the middle of the body. */
  readonly breaks?: 'reset' | 'truncated';
}

export function jsonResponse(status: number, body: object | undefined, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

/** The service's errors name themselves in a header. A mistake of the stand-in looks like one of the service, and says so. */
export function errorResponse(error: unknown): HttpResponse {
  if (!(error instanceof ServiceError)) {
    const problem = `stand-in: ${errorMessage(error)}`;
    return errorResponse(new ServiceError('InternalFailure', problem, { problem }));
  }
  const problem = error.problem === undefined ? undefined : { 'x-stand-in-problem': headerText(error.problem) };
  return jsonResponse(error.status, error.body, { 'x-amzn-errortype': error.code, ...problem });
}

function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 1000);
}
