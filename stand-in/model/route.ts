import { ServiceError } from './errors';
import type { OperationModel } from './operation';

/** Finds the operation of AWS Backup for a method and a path by the HTTP traits of the model. */
export function findOperation<Operation extends OperationModel>(
  operations: readonly Operation[],
  method: string,
  path: readonly string[],
): Operation {
  const candidates = operations.filter((operation) => operation.service === 'backup');
  const fits = candidates.find((operation) => operation.method === method && fitsPath(operation.path, path));
  if (fits !== undefined) { return fits; }
  throw unknownOperation(`${method} /${path.join('/')} is not the path`, candidates);
}

/** Finds the operation that the header `X-Amz-Target` names. @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function findTarget<Operation extends OperationModel>(operations: readonly Operation[], target: string): Operation {
  const candidates = operations.filter((operation) => operation.service === 'ssm');
  const fits = candidates.find((operation) => `AmazonSSM.${operation.name}` === target);
  if (fits !== undefined) { return fits; }
  throw unknownOperation(`X-Amz-Target ${target} is not the name`, candidates);
}

function unknownOperation(what: string, candidates: readonly OperationModel[]): ServiceError {
  const problem = `${what} of an operation that the stand-in imitates (${candidates.map((operation) => operation.name).join(', ')})`;
  return new ServiceError('UnknownOperationException', problem, { problem });
}

/**
 * Splits a path into its decoded parts. An ARN is one part, however many slashes it contains.
 * Some paths of the model end with a slash: the AWS CLI sends it, the SDK does not.
 */
export function splitPath(pathname: string): readonly string[] {
  return pathname.replace(/^\//, '').replace(/\/$/, '').split('/').map(decode);
}

function fitsPath(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length === path.length
    && pattern.every((part, index) => (part.startsWith('{') ? path[index] !== '' : part === path[index]));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
