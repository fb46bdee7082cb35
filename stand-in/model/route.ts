import { ServiceError } from './errors';
import type { OperationModel } from './operation';

/** Finds the operation for a method and a path by the HTTP traits of the model. */
export function findOperation<Operation extends OperationModel>(
  operations: readonly Operation[],
  method: string,
  path: readonly string[],
): Operation {
  const fits = operations.find((operation) => operation.method === method && fitsPath(operation.path, path));
  if (fits !== undefined) { return fits; }
  const problem = `${method} /${path.join('/')} is not the path of an operation that the stand-in imitates (${operations.map((operation) => operation.name).join(', ')})`;
  throw new ServiceError('UnknownOperationException', problem, { problem });
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
