import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision, SettledDecision } from './decision';
import { formerResource } from './former-resource';
import type { KnownHistory, Knowledge } from './knowledge/knowledge';
import type { HistoryRecord } from '../../src/request/history/history-record';
import { sameJson, sameValue } from '../../src/request/json';
import { TriggerKind } from '../../src/request/names';
import { isUpdateRollback, NOT_ASKED } from '../aws/stack-status';
import { recordAfterRollback, recordAfterUpdate } from '../history/described-record';
import { hasFailedLast, isGoodFor, isReturnToLastGood, newest } from '../history/newest';
import { isFinal } from '../history/recorded-execution';

/**
 * Asks for the history, and for the status of the stack, unless a rollback would get the same response.
 *
 * - A rollback starts no job, and responds with what the history knows of the properties that it returns to. So does the return of a failed
 *   custom resource to its last good state, which comes without a rollback of the stack when rollback is off.
 * - On deploy, a job starts when the request or what it is for changed.
 * - On the first deploy, only when none was started before.
 * - Before a change, only when the backed-up resource changes or moves: a new vault or tag is no reason to keep the resource waiting.
 * - A deployment that failed for the backup and is tried again starts it again.
 * - Any other change (the state machine, the timeout) is no reason for a backup: the response describes the last one.
 */
export function decideUpdate(event: CloudFormationEvent, { stack, history }: Knowledge): Decision {
  if (history === NOT_ASKED) { return { action: 'askHistory', reason: 'the last backup decides' }; }
  if (isReturnToLastGood(history.records ?? [], event.LogicalResourceId, history.before, history.now)) {
    return inRollback(event, history, 'the failed custom resource returns to its last good state');
  }
  const update = decideWithoutRollback(event, history);
  const rollback = inRollback(event, history, 'the stack is being rolled back');
  if (stack === NOT_ASKED) {
    const isSame = update.action === 'respond' && rollback.action === 'respond' && sameValue(update.record, rollback.record);
    return isSame ? update : { action: 'askStack', reason: `${update.reason}, unless the stack is being rolled back` };
  }
  return isUpdateRollback(stack) ? rollback : update;
}

function decideWithoutRollback(event: CloudFormationEvent, history: KnownHistory): SettledDecision {
  const change = changeFor(event, history);
  if (change !== undefined) { return { action: 'start', reason: change }; }
  if (isRetry(event, history)) { return retry(history); }
  return respondWith(recordAfterUpdate(history.records ?? [], event.LogicalResourceId, history), history, WITHOUT_CHANGE[kindOf(event)]);
}

function inRollback(event: CloudFormationEvent, history: KnownHistory, reason: string): SettledDecision {
  // Where not every change starts a job, the template before the update may have none of its own
  const isOwn = kindOf(event) === TriggerKind.ON_DEPLOY;
  const decision = respondWith(recordAfterRollback(history.records ?? [], event.LogicalResourceId, history, isOwn), history, reason);
  return decision.action === 'follow' ? { ...decision, inRollback: true } : decision;
}

const WITHOUT_CHANGE: Readonly<Record<string, string>> = {
  [TriggerKind.BEFORE_CHANGE]: 'the backed-up resource does not change',
  [TriggerKind.ON_FIRST_DEPLOY]: 'the first deployment ran the backup',
  [TriggerKind.ON_DEPLOY]: 'neither the backup nor the revision changed',
};

function kindOf({ ResourceProperties: { Trigger } }: CloudFormationEvent): string {
  return Trigger === TriggerKind.BEFORE_CHANGE || Trigger === TriggerKind.ON_FIRST_DEPLOY ? Trigger : TriggerKind.ON_DEPLOY;
}

function changeFor(event: CloudFormationEvent, history: KnownHistory): string | undefined {
  switch (kindOf(event)) {
    case TriggerKind.BEFORE_CHANGE: return changeOfResource(event) ?? moveOf(event);
    case TriggerKind.ON_FIRST_DEPLOY: return lackOf(history);
    default: return changeOfRequest(event) ?? changeOfResource(event) ?? lackOf(history);
  }
}

/** Responds with the attributes of a record, once nothing more can become of its job. */
function respondWith(record: HistoryRecord | undefined, { records }: KnownHistory, reason: string): SettledDecision {
  if (record === undefined) {
    return { action: 'respond', reason: `${reason}, and the history ${records === undefined ? 'cannot be read' : 'names no backup for it'}: the attributes are empty` };
  }
  return record.backupJobId === '' || isFinal(record.outcome)
    ? { action: 'respond', reason, record }
    : { action: 'follow', job: { BackupJobId: record.backupJobId }, reason, record };
}

/**
 * CloudFormation updates a custom resource in which nothing differs only when the one before failed; then the newest record must be good for
 * these very properties. A failed one is tried again whatever else changes: most likely what made it fail, such as the role.
 */
function isRetry(event: CloudFormationEvent, { records = [], now, before }: KnownHistory): boolean {
  const { ResourceProperties, OldResourceProperties, LogicalResourceId } = event;
  if (sameValue(ResourceProperties, OldResourceProperties)) { return !isGoodFor(records, now.fingerprint, now.waitPolicy); }
  return hasFailedLast(records, LogicalResourceId, before);
}

/** A job that goes on is not made twice. */
function retry({ records = [], now }: KnownHistory): SettledDecision {
  const reason = 'the last deployment failed, and is tried again';
  const last = newest(records);
  const goesOn = last !== undefined && last.backupJobId !== '' && last.fingerprint === now.fingerprint && !isFinal(last.outcome);
  return goesOn ? { action: 'follow', job: { BackupJobId: last.backupJobId }, reason, record: last, isRetry: true } : { action: 'start', reason };
}

function lackOf({ records }: KnownHistory): string | undefined {
  if (records === undefined) { return 'the history cannot be read'; }
  return records.some(({ backupJobId, recoveryPointArn }) => backupJobId !== '' || recoveryPointArn !== '') ? undefined : 'no job was started before';
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
