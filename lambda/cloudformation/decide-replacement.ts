import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import type { Knowledge, KnownHistory } from './knowledge/knowledge';
import { parseRequest } from '../../src/request/parse-request';
import { isUpdateRollback, NOT_ASKED } from '../aws/stack-status';
import { hasFailedLast, newest } from '../history/newest';

/**
 * An Update of a custom resource that waits for a deletion. When the update names another resource than before, the former one was
 * replaced, renamed or removed, and CloudFormation deletes it at the end of the update, without another request. So the former one is
 * backed up now: a failure fails the update, and the resource to replace stays.
 *
 * In the rollback of an update the failed update created the former one: nothing is started. When the status of the stack is not known,
 * the former one is backed up. With rollback off, a custom resource whose backup failed returns to its last good state without a rollback of
 * the stack: then it names the very resource whose backup failed. Tried again, whatever else changes, it names the new one, before and after.
 *
 * Of a chain, only the custom resource that starts the job on Delete starts one here. The others depend only on the resource, and are
 * updated before it: they have no job to take up. So nobody takes over when its time is up, and the update fails.
 */
export function decideReplacement(event: CloudFormationEvent, { stack, history }: Knowledge): Decision {
  const { ResourceProperties: now, OldResourceProperties: before, LogicalResourceId } = event;
  const [former, next] = [arnIn(before?.Request), arnIn(now.Request)];
  const isReplaced = former !== undefined && former !== next;
  if (now.Continued === 'true') {
    return isReplaced ? { action: 'respond', reason: 'the first custom resource of the chain backs up what is replaced' } : WAIT;
  }
  if (history === NOT_ASKED && !isReplaced) { return { action: 'askHistory', reason: 'the last backup may have failed' }; }
  const failed = history === NOT_ASKED ? undefined : failedArn(history, LogicalResourceId);
  if (!isReplaced && (failed === undefined || failed === next)) { return WAIT; }
  if (stack === NOT_ASKED) { return { action: 'askStack', reason: 'the backed-up resource is replaced, except in a rollback' }; }
  if (isUpdateRollback(stack)) {
    return { action: 'respond', reason: 'the update is being rolled back: the failed update created what is replaced' };
  }
  if (history === NOT_ASKED) { return { action: 'askHistory', reason: 'the last backup may have failed' }; }
  if (failed !== undefined && failed === next) { return { action: 'respond', reason: 'the failed custom resource returns to its last good state' }; }
  return { action: 'start', reason: 'the backed-up resource is replaced, and deleted after the update', resourceArn: failed ?? former };
}

const WAIT: Decision = { action: 'respond', reason: 'the backup is made before the resource is deleted' };

/** The resource whose backup failed the last deployment of the properties before the update. */
function failedArn({ records = [], before }: KnownHistory, logicalId: string): string | undefined {
  return hasFailedLast(records, logicalId, before) ? newest(records)?.resourceArn : undefined;
}

/** Undefined also when the request cannot be read: a resource without a name cannot be backed up, and must not block the update that fixes it. */
function arnIn(request: string | undefined): string | undefined {
  const arn: unknown = request === undefined ? undefined : parseRequest(request).request?.ResourceArn;
  return typeof arn === 'string' && arn !== '' ? arn : undefined;
}
