import { ServiceError } from './errors';
import type { Operation } from './operation';

/** Finds the operation for a method and a path, by the HTTP traits of the model. */
export function findOperation(operations: readonly Operation[], method: string, path: readonly string[]): Operation {
  const fits = operations.find((operation) => operation.method === method && fitsPath(operation.path, path));
  if (fits !== undefined) { return fits; }
  const problem = `${method} /${path.join('/')} is not the path of an operation that the stand-in imitates (${operations.map((operation) => operation.name).join(', ')})`;
  throw new ServiceError('UnknownOperationException', problem, { problem });
}

/**
 * The parts of a path, decoded: an ARN in a path is one part, however many slashes it holds.
 * The model has some paths with a slash at the end, which the SDK leaves out and the AWS CLI does not.
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
