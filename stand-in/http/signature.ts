import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../model/call';
import { ServiceError } from '../model/errors';
import type { ServiceName } from '../model/service-name';

const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=[0-9a-f]{64}$/;
const DEFAULT_REGION = 'us-east-1';

/**
 * Reads the caller from the signature. The signature must be present, complete and made for the service that the
 * request is for. It is not verified, because the stand-in has no secret keys.
 */
export function readSignature(headers: IncomingHttpHeaders, wanted: ServiceName, policy: 'required' | 'ignored'): Caller {
  const parts = AUTHORIZATION.exec(headers.authorization ?? '');
  if (policy === 'ignored') { return { region: parts?.[3] ?? DEFAULT_REGION }; }
  if (headers.authorization === undefined) { refuse('MissingAuthenticationTokenException', 'Missing Authentication Token'); }
  if (parts === null) { refuse('IncompleteSignatureException', 'the Authorization header is not a complete AWS Signature Version 4'); }
  const [, , date, region, service, signedHeaders] = parts;
  if (service !== wanted) { refuse('InvalidSignatureException', `Credential should be scoped to correct service: '${wanted}', not '${service}'`); }
  const signedAt = String(headers['x-amz-date'] ?? '');
  if (!signedAt.startsWith(date)) { refuse('InvalidSignatureException', `the x-amz-date header (${signedAt}) and the date of the credential (${date}) differ`); }
  for (const header of ['host', 'x-amz-date']) {
    if (!signedHeaders.split(';').includes(header)) { refuse('InvalidSignatureException', `the header ${header} is not signed`); }
  }
  return { region };
}

function refuse(code: string, problem: string): never {
  throw new ServiceError(code, problem, { problem });
}
