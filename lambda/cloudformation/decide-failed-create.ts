import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import type { Knowledge } from './knowledge/knowledge';
import type { HistoryRecord } from '../../src/request/history/history-record';
import { isGoing, NOT_ASKED } from '../aws/stack-status';
import { failedCreate } from '../response/physical-id';

/**
 * A Delete of a custom resource whose creation failed, while the stack stays: with rollback off, CloudFormation creates it again first. The
 * history names what both made by the same logical id, so that nothing is deleted, and there is nothing to back up for the last time.
 *
 * Unless CloudFormation has updated it since, with the id that the failure had: then it is the real one. When the whole stack is deleted, all
 * that it made goes as usual.
 *
 * @param usual the decision about any other Delete
 */
export function decideFailedCreate(event: CloudFormationEvent, usual: Decision, { stack, history }: Knowledge): Decision {
  const requestId = failedCreate(event);
  const makesDifference = usual.action === 'remove' || usual.action === 'start';
  if (requestId === undefined || !makesDifference || stack === undefined || stack === NOT_ASKED || isGoing(stack)) { return usual; }
  if (history === NOT_ASKED) { return { action: 'askHistory', reason: 'the creation failed, and the history decides whether an update followed' }; }
  if (history.records === undefined && usual.action === 'start') { return usual; } // a backup too many
  return wasKept(history.records ?? [], event.LogicalResourceId, requestId)
    ? usual
    : { action: 'respond', reason: 'the creation failed, so there is nothing to delete or to back up' };
}

/** Whether the custom resource was updated after it had failed, and not created again: only an update knows the properties before. */
function wasKept(records: readonly HistoryRecord[], logicalId: string, failedRequestId: string): boolean {
  const failure = records.map(({ requestId }) => requestId).lastIndexOf(failedRequestId);
  const since = failure === -1 ? records : records.slice(0, failure);
  const others = since.filter((record) => record.logicalId === logicalId && record.requestId !== failedRequestId);
  return others.length > 0 && others.every(({ formerFingerprint }) => formerFingerprint !== '');
}
