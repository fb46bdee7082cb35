import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { parseWaitPolicy } from '../../src/request/wait-policy';
import { isUpdateRollback } from '../aws/stack-status';
import { jobOf } from '../job/physical-id';

/** Delete retains the recovery point, unless the wait policy destroys it. A rollback destroys nothing. */
export function decideDelete(event: CloudFormationEvent, stackStatus: string | undefined): Decision {
  const job = jobOf(event.PhysicalResourceId);
  if (!parseWaitPolicy(event.ResourceProperties.WaitPolicy).Destroy) { return { action: 'respond', reason: 'recovery points are retained' }; }
  if (job === undefined) { return { action: 'respond', reason: 'no job was started' }; }
  if (stackStatus === undefined) { return { action: 'refuse', reason: 'It is not known whether the stack is being rolled back, so nothing was deleted. Try again' }; }
  return isUpdateRollback(stackStatus)
    ? { action: 'respond', reason: 'the update is being rolled back: nothing is deleted' }
    : { action: 'remove', job, reason: 'recovery points are destroyed' };
}
