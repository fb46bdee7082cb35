export interface ServiceErrorOptions {
  /** What the stand-in found wrong; sent in the response header `x-stand-in-problem`. */
  readonly problem?: string;
}

/** An error that the service returns. */
export class ServiceError extends Error {
  public readonly problem?: string;

  constructor(public readonly code: string, message: string, options: ServiceErrorOptions = {}) {
    super(message);
    this.problem = options.problem;
  }
}

export const invalidParameter = (message: string): ServiceError => new ServiceError('InvalidParameterValueException', message);
export const invalidRequest = (message: string): ServiceError => new ServiceError('InvalidRequestException', message);
export const notFound = (message: string): ServiceError => new ServiceError('ResourceNotFoundException', message);
