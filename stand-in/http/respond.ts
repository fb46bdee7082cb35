import { applyFault, comesBeforeWork } from './apply-fault';
import type { HttpRequest } from './http-request';
import { errorResponse, jsonResponse, type HttpResponse } from './http-response';
import { recordHeaders, type RecordedRequest } from './recorded-request';
import { readSignature } from './signature';
import type { FaultSpec } from '../faults/fault';
import type { Operation } from '../model/operation';
import { readInput } from '../model/read-input';
import { findOperation, findTarget, splitPath } from '../model/route';
import type { ServiceName } from '../model/service-name';
import { OPERATIONS } from '../operations/operations';
import type { BackupService } from '../service/backup-service';

/** Responds to a request to one of the services and records it. The header `X-Amz-Target` says which one. */
export function respond(service: BackupService, requests: RecordedRequest[], request: HttpRequest): HttpResponse {
  const record: RecordedRequest = {
    at: new Date(service.now()).toISOString(),
    method: request.method,
    path: request.url.pathname,
    query: Object.fromEntries(request.url.searchParams),
    headers: recordHeaders(request.headers),
    body: request.body,
    service: request.headers['x-amz-target'] === undefined ? 'backup' : 'ssm',
    faults: [],
  };
  requests.push(record);
  const response = tryToRespond(service, record, request);
  record.status = response.status;
  record.error = response.error;
  return response;
}

/** Route, signature, quota and input come first, as in the service. The faults come next, because they need the resource. */
function tryToRespond(service: BackupService, record: RecordedRequest, request: HttpRequest): HttpResponse {
  try {
    const path = splitPath(request.url.pathname);
    const operation = record.service === 'ssm'
      ? findTarget(OPERATIONS, String(request.headers['x-amz-target']))
      : findOperation(OPERATIONS, request.method, path);
    record.operation = operation.name;
    const caller = readSignature(request.headers, operation.service, service.options.signature ?? 'required');
    service.quotas.take(operation.name);
    const input = readInput(operation, {
      path,
      query: request.url.searchParams,
      contentType: request.headers['content-type'],
      body: request.body,
    });
    record.input = input;
    return withFaults(service, record, operation, () => {
      const output = operation.run(input, service, caller);
      return jsonResponse(operation.status, operation.hasOutput ? output : undefined, {}, operation.service);
    });
  } catch (error) {
    return errorResponse(error, record.service);
  }
}

function withFaults(service: BackupService, record: RecordedRequest, operation: Operation<BackupService>, work: () => HttpResponse): HttpResponse {
  const subjects = operation.subjects(record.input ?? {}, service);
  const faults = service.faults.take(operation, subjects);
  record.resource = subjects[0];
  record.faults = faults.map((fault) => fault.kind);
  const done = faults.some(comesBeforeWork) ? undefined : tryWork(work, record.service);
  const apply = (before: HttpResponse | undefined, fault: FaultSpec) => applyFault(fault, before, record.service);
  const response = faults.filter((fault) => fault.kind !== 'slow').reduce(apply, done);
  return faults.filter((fault) => fault.kind === 'slow').reduce<HttpResponse>(apply, response ?? jsonResponse(200, {}));
}

function tryWork(work: () => HttpResponse, service: ServiceName): HttpResponse {
  try {
    return work();
  } catch (error) {
    return errorResponse(error, service);
  }
}
