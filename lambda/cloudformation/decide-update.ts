import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { formerResource } from './former-resource';
import type { JobReference } from '../../src/request/execution-state';
import { sameJson } from '../../src/request/json';
import { TriggerKind } from '../../src/request/names';
import { isUpdateRollback } from '../aws/stack-status';
import { jobOf } from '../job/physical-id';

/**
 * - While the stack is rolled back, nothing is started.
 * - On deploy, a job is started when the request or what it is for changed.
 * - On the first deploy, only when none was started before.
 * - Before a change, only when what is backed up changes or moves: a new vault or tag is no reason to keep the resource waiting.
 * - Anything else that changed (the machine, the timeout) is no reason for a backup: the answer describes the job that exists.
 */
export function decideUpdate(event: CloudFormationEvent, stackStatus: string | undefined): Decision {
  const job = jobOf(event.PhysicalResourceId);
  if (stackStatus !== undefined && isUpdateRollback(stackStatus)) { return followOrAnswer(job, 'the stack is rolled back'); }
  switch (event.ResourceProperties.Trigger) {
    case TriggerKind.BEFORE_CHANGE: return startFor(changeOfWatched(event) ?? moveOf(event)) ?? followOrAnswer(job, 'what is backed up does not change');
    case TriggerKind.ON_FIRST_DEPLOY: return startFor(lackOf(job)) ?? followOrAnswer(job, 'the first deployment ran the backup');
    default: return startFor(lackOf(job) ?? changeOfRequest(event) ?? changeOfWatched(event))
      ?? followOrAnswer(job, 'neither the definition nor the revision changed');
  }
}

function startFor(reason: string | undefined): Decision | undefined {
  return reason === undefined ? undefined : { action: 'start', reason };
}

function followOrAnswer(job: JobReference | undefined, reason: string): Decision {
  return job ? { action: 'follow', job, reason } : { action: 'respond', reason: `${reason}, and no job was started` };
}

function lackOf(job: JobReference | undefined): string | undefined {
  return job === undefined ? 'no job was started before' : undefined;
}

function changeOfRequest({ ResourceProperties: now, OldResourceProperties: before }: CloudFormationEvent): string | undefined {
  return sameJson(now.Request, before?.Request) ? undefined : 'the definition changed';
}

function changeOfWatched({ ResourceProperties: now, OldResourceProperties: before }: CloudFormationEvent): string | undefined {
  if (now.Revision !== before?.Revision) { return 'the revision changed'; }
  return sameValue(now.DeployTimeValues, before?.DeployTimeValues) ? undefined : 'a value that is referred to changed';
}

function moveOf(event: CloudFormationEvent): string | undefined {
  return formerResource(event) && 'what is backed up moves';
}

function sameValue(a: unknown, b: unknown): boolean {
  return sameJson(JSON.stringify(a), JSON.stringify(b));
}
