import type { ServiceError } from '../errors';

/** How a service sends its errors. */
export interface ErrorModel {
  /** The errors that the service can return from any operation, with their HTTP status. */
  readonly common: ReadonlyMap<string, number>;
  status(code: string): number;
  body(error: ServiceError): Readonly<Record<string, string>>;
}
