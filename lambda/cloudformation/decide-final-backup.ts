import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { isRollback, NOT_ASKED, type KnownStatus } from '../aws/stack-status';

/**
 * A Delete backs up the resource that CloudFormation deletes next. In a rollback it does not: the failed operation created that resource.
 * When the status of the stack is not known, it does.
 */
export function decideFinalBackup(_event: CloudFormationEvent, stack: KnownStatus): Decision {
  if (stack === NOT_ASKED) { return { action: 'askStack', reason: 'the backed-up resource may be deleted next, except in a rollback' }; }
  return isRollback(stack)
    ? { action: 'respond', reason: 'the stack is being rolled back: the failed operation created what is deleted' }
    : { action: 'start', reason: 'the backed-up resource may be deleted next' };
}
