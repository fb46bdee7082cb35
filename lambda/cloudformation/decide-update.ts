import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision, SettledDecision } from './decision';
import { formerResource } from './former-resource';
import type { JobReference } from '../../src/request/execution-state';
import { sameJson, sameValue } from '../../src/request/json';
import { TriggerKind } from '../../src/request/names';
import { isUpdateRollback, NOT_ASKED, type KnownStatus } from '../aws/stack-status';
import { jobOf } from '../job/physical-id';

/**
 * Asks for the status of the stack, unless there is nothing to start or to follow.
 *
 * - A rollback starts no job, and follows the existing one without waiting.
 * - On deploy, a job starts when the request or what it is for changed.
 * - On the first deploy, only when none was started before.
 * - Before a change, only when the backed-up resource changes or moves: a new vault or tag is no reason to keep the resource waiting.
 * - Any other change (the state machine, the timeout) is no reason for a backup: the response describes the existing job.
 */
export function decideUpdate(event: CloudFormationEvent, stack: KnownStatus): Decision {
  const job = jobOf(event.PhysicalResourceId);
  const decision = decideWithoutRollback(event, job);
  if (decision.action === 'respond') { return decision; }
  if (stack === NOT_ASKED) { return { action: 'askStack', reason: `${decision.reason}, unless the stack is being rolled back` }; }
  if (!isUpdateRollback(stack)) { return decision; }
  const inRollback = followOrRespond(job, 'the stack is being rolled back');
  return inRollback.action === 'follow' ? { ...inRollback, inRollback: true } : inRollback;
}

function decideWithoutRollback(event: CloudFormationEvent, job: JobReference | undefined): SettledDecision {
  switch (event.ResourceProperties.Trigger) {
    case TriggerKind.BEFORE_CHANGE: return startFor(changeOfResource(event) ?? moveOf(event)) ?? followOrRespond(job, 'the backed-up resource does not change');
    case TriggerKind.ON_FIRST_DEPLOY: return startFor(lackOf(job)) ?? followOrRespond(job, 'the first deployment ran the backup');
    default: return startFor(lackOf(job) ?? changeOfRequest(event) ?? changeOfResource(event))
      ?? followOrRespond(job, 'neither the backup nor the revision changed');
  }
}

function startFor(reason: string | undefined): SettledDecision | undefined {
  return reason === undefined ? undefined : { action: 'start', reason };
}

function followOrRespond(job: JobReference | undefined, reason: string): SettledDecision {
  return job ? { action: 'follow', job, reason } : { action: 'respond', reason: `${reason}, and no job was started` };
}

function lackOf(job: JobReference | undefined): string | undefined {
  return job === undefined ? 'no job was started before' : undefined;
}

function changeOfRequest({ ResourceProperties: now, OldResourceProperties: before }: CloudFormationEvent): string | undefined {
  return sameJson(now.Request, before?.Request) ? undefined : 'the backup changed';
}

function changeOfResource({ ResourceProperties: now, OldResourceProperties: before }: CloudFormationEvent): string | undefined {
  if (now.Revision !== before?.Revision) { return 'the revision changed'; }
  return sameValue(now.DeployTimeValues, before?.DeployTimeValues) ? undefined : 'a deploy-time value changed';
}

function moveOf(event: CloudFormationEvent): string | undefined {
  return formerResource(event) && 'the backed-up resource moves';
}
