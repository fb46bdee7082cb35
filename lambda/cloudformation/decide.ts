import type { CloudFormationEvent } from './cloudformation-event';
import { decideDelete } from './decide-delete';
import { decideFinalBackup } from './decide-final-backup';
import { decideReplacement } from './decide-replacement';
import { decideUpdate } from './decide-update';
import type { Decision, SettledDecision } from './decision';
import { TriggerKind } from '../../src/request/names';
import { isUpdateRollback, NOT_ASKED, type KnownStatus, type StackStatus } from '../aws/stack-status';

/** Decides by a request and the status of its stack, undefined when it cannot be known. */
type Decide = (event: CloudFormationEvent, stack: KnownStatus) => Decision;

/** What to do, by the trigger of the custom resource and the request type. */
const TABLE: Readonly<Record<string, Readonly<Record<CloudFormationEvent['RequestType'], Decide>>>> = {
  [TriggerKind.ON_DEPLOY]: { Create: createOr(startFirst), Update: takeUpOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.ON_FIRST_DEPLOY]: { Create: createOr(startFirst), Update: takeUpOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.BEFORE_CHANGE]: { Create: createOr(startFirst), Update: takeUpOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.ON_DELETE]: { Create: waitForDelete, Update: decideReplacement, Delete: decideFinalBackup },
};

/**
 * What to do with a request of CloudFormation. Asks for the status of the stack only where it makes a difference; a Create is never a
 * rollback.
 *
 * @param stack undefined when the status cannot be known. A backup too many does less harm than one too few: an update then does not
 *     count as a rollback, and nothing is deleted
 */
export function decide(event: CloudFormationEvent, stack: StackStatus | undefined): SettledDecision;
export function decide(event: CloudFormationEvent, stack: KnownStatus): Decision;
export function decide(event: CloudFormationEvent, stack: KnownStatus): Decision {
  const { RequestType, ResourceProperties: { Trigger } } = event;
  const isKnown = typeof Trigger === 'string' && Object.hasOwn(TABLE, Trigger);
  return TABLE[isKnown ? Trigger : TriggerKind.ON_DEPLOY][RequestType](event, stack);
}

/** A new backup starts its job. Before a change too: an existing resource may change in this very deployment. */
function startFirst(): Decision {
  return { action: 'start', reason: 'the backup is new' };
}

function createOr(decideFirst: Decide): Decide {
  return (event) => takeUpOr(decideFirst)(event, undefined);
}

/** The second and later custom resources of a chain take up the job of the previous one, whatever changed. */
function takeUpOr(decideFirst: Decide): Decide {
  return (event, stack) => {
    const { ContinuedJobId } = event.ResourceProperties;
    if (ContinuedJobId === undefined) { return decideFirst(event, stack); }
    if (ContinuedJobId === '') { return { action: 'respond', reason: 'the previous custom resource of the chain started no job' }; }
    const reason = 'the previous custom resource of the chain handed on its job';
    return stack === NOT_ASKED
      ? { action: 'askStack', reason }
      : { action: 'follow', job: { BackupJobId: ContinuedJobId }, reason, ...isUpdateRollback(stack) && { inRollback: true } };
  };
}

function waitForDelete(): Decision {
  return { action: 'respond', reason: 'the backup is made before the resource is deleted' };
}
