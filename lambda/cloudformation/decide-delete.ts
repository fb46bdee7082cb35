import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { parseWaitPolicy } from '../../src/request/wait-policy';
import { isRollbackOfRoot, isUpdateRollback, NOT_ASKED, type KnownStatus } from '../aws/stack-status';
import { jobOf } from '../job/physical-id';

/** Delete retains the recovery point, unless the wait policy destroys it. A rollback destroys nothing. */
export function decideDelete(event: CloudFormationEvent, stack: KnownStatus): Decision {
  const job = jobOf(event.PhysicalResourceId);
  if (!parseWaitPolicy(event.ResourceProperties.WaitPolicy).Destroy) { return { action: 'respond', reason: 'recovery points are retained' }; }
  if (job === undefined) { return { action: 'respond', reason: 'no job was started' }; }
  if (stack === NOT_ASKED) { return { action: 'askStack', job, reason: 'recovery points are destroyed, except in a rollback' }; }
  if (stack === undefined) { return { action: 'refuse', reason: 'It is not known whether the stack is being rolled back, so nothing was deleted. Try again' }; }
  if (isUpdateRollback(stack)) { return { action: 'respond', reason: 'the update is being rolled back: nothing is deleted' }; }
  return isRollbackOfRoot(stack)
    ? { action: 'respond', reason: 'the outermost stack is being rolled back: nothing is deleted' }
    : { action: 'remove', job, reason: 'recovery points are destroyed' };
}
