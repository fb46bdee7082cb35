import { ServiceError } from '../../model/errors';

/** The error for a request that breaks a rule without an error of its own. */
export const invalid = (message: string): ServiceError => new ServiceError('ValidationException', message);
