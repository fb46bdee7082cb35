import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { jobOf } from '../job/physical-id';
import { isUpdateRollback } from '../aws/stack-status';
import { parseHandling } from '../../src/request/wait-policy';

/** Delete keeps what the job left, unless it was to be destroyed. While the stack is rolled back, nothing is destroyed. */
export function decideDelete(event: CloudFormationEvent, stackStatus: string | undefined): Decision {
  const job = jobOf(event.PhysicalResourceId);
  if (!parseHandling(event.ResourceProperties.Handling).Destroy) { return { action: 'answer', reason: 'recovery points are retained' }; }
  if (job === undefined) { return { action: 'answer', reason: 'no job was started' }; }
  if (stackStatus === undefined) { return { action: 'refuse', reason: 'The stack could not be asked whether it is rolled back, so nothing was deleted. Try again' }; }
  return isUpdateRollback(stackStatus)
    ? { action: 'answer', reason: 'the update is rolled back: nothing is deleted' }
    : { action: 'remove', job, reason: 'recovery points are destroyed' };
}
