import type { CloudFormationEvent } from './cloudformation-event';
import { decideDelete } from './decide-delete';
import { decideFinalBackup } from './decide-final-backup';
import { decideReplacement } from './decide-replacement';
import { decideUpdate } from './decide-update';
import type { Decision } from './decision';
import { TriggerKind } from '../../src/request/names';

/** Decides by a request and the status of its stack, undefined when it is not known. */
type Decide = (event: CloudFormationEvent, stackStatus: string | undefined) => Decision;

/** What to do, by the trigger of the custom resource and the request type. */
const TABLE: Readonly<Record<string, Readonly<Record<CloudFormationEvent['RequestType'], Decide>>>> = {
  [TriggerKind.ON_DEPLOY]: { Create: takeUpOr(startFirst), Update: takeUpOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.ON_FIRST_DEPLOY]: { Create: takeUpOr(startFirst), Update: takeUpOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.BEFORE_CHANGE]: { Create: takeUpOr(startFirst), Update: takeUpOr(decideUpdate), Delete: decideDelete },
  [TriggerKind.ON_DELETE]: { Create: waitForDelete, Update: decideReplacement, Delete: (_event, stackStatus) => decideFinalBackup(stackStatus) },
};

/**
 * What to do with a request of CloudFormation.
 *
 * @param stackStatus undefined when it is not known. A backup too many does less harm than one too few: an update then does not count
 *     as a rollback, and nothing is deleted
 */
export function decide(event: CloudFormationEvent, stackStatus: string | undefined): Decision {
  const { RequestType, ResourceProperties: { Trigger } } = event;
  const isKnown = typeof Trigger === 'string' && Object.hasOwn(TABLE, Trigger);
  return TABLE[isKnown ? Trigger : TriggerKind.ON_DEPLOY][RequestType](event, stackStatus);
}

/** A new backup starts its job. Before a change too: an existing resource may change in this very deployment. */
function startFirst(): Decision {
  return { action: 'start', reason: 'the backup is new' };
}

/** The second and later custom resources of a chain take up the job of the previous one, whatever changed. */
function takeUpOr(decideFirst: Decide): Decide {
  return (event, stackStatus) => {
    const { ContinuedJobId } = event.ResourceProperties;
    if (ContinuedJobId === undefined) { return decideFirst(event, stackStatus); }
    return ContinuedJobId === ''
      ? { action: 'respond', reason: 'the previous custom resource of the chain started no job' }
      : { action: 'follow', job: { BackupJobId: ContinuedJobId }, reason: 'the previous custom resource of the chain handed on its job' };
  };
}

function waitForDelete(): Decision {
  return { action: 'respond', reason: 'the backup is made before the resource is deleted' };
}
