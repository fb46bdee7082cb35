import { Aws, type IResolvable, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BackupRequest } from '../request/backup-request';

/** The pseudo parameters in the ARN of nearly every resource. They are not `Reference`s. */
const PSEUDO_PARAMETERS = new Set([Aws.ACCOUNT_ID, Aws.PARTITION, Aws.REGION].map((token) => Tokenization.reverseCompleteString(token)));

/**
 * Writes a request as JSON, including its deploy-time values.
 *
 * `Stack.toJsonString` supports any token, but resolves each of them twice. If all tokens are references to resources, plain JSON
 * is enough: the value of a reference at deploy time cannot be escaped anyway.
 */
export function requestJson(scope: IConstruct, request: BackupRequest): string {
  return hasOnlyReferences(request) ? JSON.stringify(request) : Stack.of(scope).toJsonString(request);
}

function hasOnlyReferences(value: unknown): boolean {
  switch (typeof value) {
    case 'string': return Tokenization.reverseString(value).tokens.every(isReference);
    case 'number': return Tokenization.reverseNumber(value) === undefined;
    case 'object': return value === null || Object.entries(value as object).every(([key, member]) => hasOnlyReferences(key) && hasOnlyReferences(member));
    default: return true;
  }
}

function isReference(token: IResolvable): boolean {
  return Reference.isReference(token) || PSEUDO_PARAMETERS.has(token);
}
