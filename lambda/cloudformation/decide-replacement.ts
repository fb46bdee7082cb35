import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { parseRequest } from '../../src/request/parse-request';
import { isUpdateRollback, NOT_ASKED, type KnownStatus } from '../aws/stack-status';

/**
 * An Update of a custom resource that waits for a deletion. When the update names another resource than before, the former one was
 * replaced, renamed or removed, and CloudFormation deletes it at the end of the update, without another request. So the former one is
 * backed up now: a failure rolls the update back, and the resource to replace stays.
 *
 * In the rollback of an update the failed update created the former one: nothing is started. When the status of the stack is not known,
 * the former one is backed up.
 *
 * Of a chain, only the custom resource that starts the job on Delete starts one here. The others depend only on the resource, and are
 * updated before it: they have no job to take up. So nobody takes over when its time is up, and the update fails.
 */
export function decideReplacement(event: CloudFormationEvent, stack: KnownStatus): Decision {
  const { ResourceProperties: now, OldResourceProperties: before } = event;
  const former = arnIn(before?.Request);
  if (former === undefined || former === arnIn(now.Request)) { return { action: 'respond', reason: 'the backup is made before the resource is deleted' }; }
  if (now.Continued === 'true') { return { action: 'respond', reason: 'the first custom resource of the chain backs up what is replaced' }; }
  if (stack === NOT_ASKED) { return { action: 'askStack', reason: 'the backed-up resource is replaced, except in a rollback' }; }
  if (isUpdateRollback(stack)) {
    return { action: 'respond', reason: 'the update is being rolled back: the failed update created what is replaced' };
  }
  return { action: 'start', reason: 'the backed-up resource is replaced, and deleted after the update', resourceArn: former };
}

/** Undefined also when the request cannot be read: a resource without a name cannot be backed up, and must not block the update that fixes it. */
function arnIn(request: string | undefined): string | undefined {
  const arn: unknown = request === undefined ? undefined : parseRequest(request).request?.ResourceArn;
  return typeof arn === 'string' && arn !== '' ? arn : undefined;
}
