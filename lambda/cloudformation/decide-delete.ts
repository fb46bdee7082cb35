import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { historyPath } from './history-path';
import type { Knowledge } from './knowledge/knowledge';
import { parseWaitPolicy } from '../../src/request/execution/wait-policy';
import { isRollbackOfRoot, isUpdateRollback, NOT_ASKED } from '../aws/stack-status';

/**
 * Delete retains the recovery points, unless the wait policy destroys them. A rollback destroys nothing. Which ones the custom resource made,
 * the history says in the first step.
 */
export function decideDelete({ ResourceProperties }: CloudFormationEvent, { stack }: Knowledge): Decision {
  if (!parseWaitPolicy(ResourceProperties.WaitPolicy).Destroy) { return { action: 'respond', reason: 'recovery points are retained' }; }
  if (historyPath(ResourceProperties) === undefined) { return { action: 'respond', reason: 'there is no history, so no recovery points are known' }; }
  if (stack === NOT_ASKED) { return { action: 'askStack', isRemoval: true, reason: 'recovery points are destroyed, except in a rollback' }; }
  if (stack === undefined) { return { action: 'refuse', reason: 'It is not known whether the stack is being rolled back, so nothing was deleted. Try again' }; }
  if (isUpdateRollback(stack)) { return { action: 'respond', reason: 'the update is being rolled back: nothing is deleted' }; }
  return isRollbackOfRoot(stack)
    ? { action: 'respond', reason: 'the outermost stack is being rolled back: nothing is deleted' }
    : { action: 'remove', reason: 'recovery points are destroyed' };
}
