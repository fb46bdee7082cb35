import { BACKUP_ERRORS } from './backup-errors';
import type { ErrorModel } from './error-model';
import { PARAMETER_ERRORS } from './parameter-errors';
import type { ServiceName } from '../service-name';

/** The errors of each service. */
export const ERROR_MODELS: Readonly<Record<ServiceName, ErrorModel>> = { backup: BACKUP_ERRORS, ssm: PARAMETER_ERRORS };
