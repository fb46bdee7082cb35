import type { Decision } from './decision';
import { isRollback } from '../aws/stack-status';

/**
 * A Delete backs up the resource that CloudFormation deletes next. In a rollback it does not: the failed operation created that resource.
 * When the status of the stack is not known, it does.
 */
export function decideFinalBackup(stackStatus: string | undefined): Decision {
  return isRollback(stackStatus)
    ? { action: 'respond', reason: 'the stack is being rolled back: the failed operation created what is deleted' }
    : { action: 'start', reason: 'the backed-up resource may be deleted next' };
}
