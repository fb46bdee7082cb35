import type { CloudFormationEvent } from './cloudformation-event';
import { decideContinued } from './decide-continued';
import { decideDelete } from './decide-delete';
import { decideFailedCreate } from './decide-failed-create';
import { decideFinalBackup } from './decide-final-backup';
import { decideReplacement } from './decide-replacement';
import { decideUpdate } from './decide-update';
import type { Decision } from './decision';
import type { Knowledge } from './knowledge/knowledge';
import { TriggerKind } from '../../src/request/names';

/** Decides by a request, and by what is known beside it. */
type Decide = (event: CloudFormationEvent, knowledge: Knowledge) => Decision;

/** What to do, by the trigger of the custom resource and the request type. */
const TABLE: Readonly<Record<string, Readonly<Record<CloudFormationEvent['RequestType'], Decide>>>> = {
  [TriggerKind.ON_DEPLOY]: { Create: continuedOr(startFirst), Update: continuedOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.ON_FIRST_DEPLOY]: { Create: continuedOr(startFirst), Update: continuedOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.BEFORE_CHANGE]: { Create: continuedOr(startFirst), Update: continuedOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.ON_DELETE]: { Create: waitForDelete, Update: decideReplacement, Delete: (event, { stack }) => decideFinalBackup(event, stack) },
};

/**
 * What to do with a request of CloudFormation. Asks for the history of the trigger and for the status of the stack only where they make a
 * difference; a Create is never a rollback. What is known is never asked for again.
 *
 * A backup too many does less harm than one too few: without a status an Update does not count as a rollback, a history that cannot be read
 * names no backup, and nothing is deleted.
 */
export function decide(event: CloudFormationEvent, knowledge: Knowledge): Decision {
  const { RequestType, ResourceProperties: { Trigger } } = event;
  const isKnown = typeof Trigger === 'string' && Object.hasOwn(TABLE, Trigger);
  const decision = TABLE[isKnown ? Trigger : TriggerKind.ON_DEPLOY][RequestType](event, knowledge);
  return RequestType === 'Delete' ? decideFailedCreate(event, decision, knowledge) : decision;
}

/** A new backup starts its job. Before a change too: an existing resource may change in this very deployment. */
function startFirst(): Decision {
  return { action: 'start', reason: 'the backup is new' };
}

/** The second and later custom resources of a chain take up the job of the previous one, whatever changed. */
function continuedOr(decideFirst: Decide): Decide {
  return (event, knowledge) => {
    const { ContinuedJobId } = event.ResourceProperties;
    return ContinuedJobId === undefined ? decideFirst(event, knowledge) : decideContinued(event, ContinuedJobId, knowledge);
  };
}

function waitForDelete(): Decision {
  return { action: 'respond', reason: 'the backup is made before the resource is deleted' };
}
