import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { parseRequest } from '../../src/request/parse-request';
import { isUpdateRollback } from '../aws/stack-status';

/**
 * An Update of what waits for a deletion: when it names another resource than before, the former one was replaced, renamed or taken
 * out, and CloudFormation deletes it when the update is through, without another question. So the former one is backed up now: a
 * failure rolls the update back, and what was to be replaced stays.
 *
 * In the rollback of an update the former one is what the failed update made: nothing is started. When nobody knows whether it is
 * one, it is backed up.
 *
 * Of a chain, only the custom resource that starts the job on Delete starts one here. The others depend on nothing but the resource, and
 * are updated before it: they have nothing to take up. So nobody takes over when its time is up, and the update fails.
 */
export function decideReplacement(event: CloudFormationEvent, stackStatus: string | undefined): Decision {
  const { ResourceProperties: now, OldResourceProperties: before } = event;
  const former = arnIn(before?.Request);
  if (former === undefined || former === arnIn(now.Request)) { return { action: 'respond', reason: 'the backup is made before the resource is deleted' }; }
  if (now.Continued === 'true') { return { action: 'respond', reason: 'the first custom resource of the chain backs up what is replaced' }; }
  if (stackStatus !== undefined && isUpdateRollback(stackStatus)) {
    return { action: 'respond', reason: 'the update is rolled back: what is replaced was made by the update that failed' };
  }
  return { action: 'start', reason: 'what was backed up is replaced, and deleted after the update', resourceArn: former };
}

/** Undefined also when the request cannot be read: what nobody can name cannot be backed up, and must not stop who mends it. */
function arnIn(request: string | undefined): string | undefined {
  const arn: unknown = request === undefined ? undefined : parseRequest(request).request?.ResourceArn;
  return typeof arn === 'string' && arn !== '' ? arn : undefined;
}
