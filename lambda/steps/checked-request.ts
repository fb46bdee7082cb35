import type { BackupRequest } from '../../src/request/backup-request';
import type { ExecutionState } from '../../src/request/execution/execution-state';
import { parseRequest } from '../../src/request/parse-request';
import { withoutIdleOptions } from '../../src/request/rules/backup-options';
import { validateRequest } from '../../src/request/validate-request';
import { InvalidBackupError } from '../aws/errors';
import { log } from '../aws/log';

/** Reads the request of an execution and applies the rules of synth to it. Throws all errors in one message; logs the warnings, and leaves out options that ask for nothing. */
export function checkedRequest(state: ExecutionState): BackupRequest {
  const { request, problems } = parseRequest(state.Request);
  const facts = { resourceType: state.ResourceType, stackId: state.ResponseAddress?.StackId };
  const all = request === undefined ? problems : validateRequest(request, facts);
  const errors = all.filter((problem) => problem.severity === 'error');
  if (request === undefined || errors.length > 0) { throw new InvalidBackupError(errors.map((error) => error.message)); }
  all.forEach((warning) => log('WARN', warning.message, { step: 'Start', resourceArn: request.ResourceArn }));
  return withoutIdleOptions(request, facts);
}
