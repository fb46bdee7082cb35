import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { isRollback } from '../aws/stack-status';

/**
 * A Delete backs up what goes next, unless the failed operation that is rolled back made it itself. When nobody knows, it is backed
 * up.
 */
export function decideFinalBackup(_event: CloudFormationEvent, stackStatus: string | undefined): Decision {
  return stackStatus !== undefined && isRollback(stackStatus)
    ? { action: 'respond', reason: 'the stack is rolled back: what is deleted was made by the operation that failed' }
    : { action: 'start', reason: 'what is backed up may be deleted next' };
}
