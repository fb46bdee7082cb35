import { randomUUID } from 'node:crypto';
import { ERROR_MODELS } from '../model/error-models/error-models';
import { ServiceError } from '../model/errors';
import type { ServiceName } from '../model/service-name';
import { errorMessage } from '../util/error-message';

/** An HTTP response, to be sent to the client. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The service's error in it. */
  readonly error?: string;
  /** Milliseconds to wait before sending it. */
  readonly delay?: number;
  /** Whether to reset the connection or to close it in the middle of the body. */
  readonly breaks?: 'reset' | 'truncated';
}

const CONTENT_TYPES: Readonly<Record<ServiceName, string>> = { backup: 'application/json', ssm: 'application/x-amz-json-1.1' };

export function jsonResponse(
  status: number,
  body: object | undefined,
  headers: Readonly<Record<string, string>> = {},
  service: ServiceName = 'backup',
): HttpResponse {
  return {
    status,
    headers: { 'content-type': CONTENT_TYPES[service], 'x-amzn-requestid': randomUUID(), ...headers },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

/** AWS Backup names its errors in a header, Systems Manager in the body. A mistake of the stand-in looks like the service's error, and says so. */
export function errorResponse(error: unknown, service: ServiceName = 'backup'): HttpResponse {
  if (!(error instanceof ServiceError)) {
    const problem = `stand-in: ${errorMessage(error)}`;
    return errorResponse(new ServiceError('InternalFailure', problem, { problem }), service);
  }
  const model = ERROR_MODELS[service];
  const headers = {
    ...service === 'backup' && { 'x-amzn-errortype': error.code },
    ...error.problem !== undefined && { 'x-stand-in-problem': toHeaderValue(error.problem) },
  };
  return { ...jsonResponse(model.status(error.code), model.body(error), headers, service), error: error.code };
}

function toHeaderValue(problem: string): string {
  return problem.replace(/[^\x20-\x7e]/g, '?').slice(0, 1000);
}
