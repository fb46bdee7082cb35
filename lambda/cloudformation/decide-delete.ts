import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import type { Knowledge } from './knowledge/knowledge';
import { parseWaitPolicy } from '../../src/request/wait-policy';
import { isRollbackOfRoot, isUpdateRollback, NOT_ASKED } from '../aws/stack-status';
import { newest } from '../history/newest';

/** Delete retains the recovery point, unless the wait policy destroys it. A rollback destroys nothing. */
export function decideDelete(event: CloudFormationEvent, { stack, history }: Knowledge): Decision {
  if (!parseWaitPolicy(event.ResourceProperties.WaitPolicy).Destroy) { return { action: 'respond', reason: 'recovery points are retained' }; }
  if (history === NOT_ASKED) { return { action: 'askHistory', reason: 'recovery points are destroyed' }; }
  const { backupJobId: BackupJobId = '', recoveryPointArn: RecoveryPointArn } = newest(history.records ?? []) ?? {};
  if (BackupJobId === '') { return { action: 'respond', reason: 'no job was started' }; }
  const job = { BackupJobId, RecoveryPointArn };
  if (stack === NOT_ASKED) { return { action: 'askStack', job, reason: 'recovery points are destroyed, except in a rollback' }; }
  if (stack === undefined) { return { action: 'refuse', reason: 'It is not known whether the stack is being rolled back, so nothing was deleted. Try again' }; }
  if (isUpdateRollback(stack)) { return { action: 'respond', reason: 'the update is being rolled back: nothing is deleted' }; }
  return isRollbackOfRoot(stack)
    ? { action: 'respond', reason: 'the outermost stack is being rolled back: nothing is deleted' }
    : { action: 'remove', job, reason: 'recovery points are destroyed' };
}
