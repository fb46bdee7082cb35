import { randomUUID } from 'node:crypto';
import { ServiceError } from '../model/errors';
import { errorMessage } from '../util/error-message';

/** An HTTP response, to be sent to the client. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds to wait before sending it. */
  readonly delay?: number;
  /** Whether to reset the connection or to close it in the middle of the body. */
  readonly breaks?: 'reset' | 'truncated';
}

export function jsonResponse(status: number, body: object | undefined, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

/** The service names its errors in a header. A mistake of the stand-in looks like an error of the service, and says so. */
export function errorResponse(error: unknown): HttpResponse {
  if (!(error instanceof ServiceError)) {
    const problem = `stand-in: ${errorMessage(error)}`;
    return errorResponse(new ServiceError('InternalFailure', problem, { problem }));
  }
  const problem = error.problem === undefined ? undefined : { 'x-stand-in-problem': toHeaderValue(error.problem) };
  return jsonResponse(error.status, error.body, { 'x-amzn-errortype': error.code, ...problem });
}

function toHeaderValue(problem: string): string {
  return problem.replace(/[^\x20-\x7e]/g, '?').slice(0, 1000);
}
