import { answerAddress, type CloudFormationEvent } from './cloudformation-event';
import { answerDeadline } from './deadline';
import type { Decision } from './decision';
import { InvalidDefinitionError } from './errors';
import { isUpdateRollback } from './stack-status';
import { type Handling, LONGEST_WAIT_SECONDS, parseHandling } from '../src/request/handling';
import type { MachineInput, ResourceInStack } from '../src/request/machine-state';
import { TriggerKind } from '../src/request/names';
import { parseResourceInStack } from '../src/request/resource-in-stack';

/** What the machine is started with for a request of CloudFormation. Throws when the definition cannot be read. */
export function machineInput(event: CloudFormationEvent, decision: Decision, stackStatus: string | undefined, now: number): MachineInput {
  const { Request, ResourceType, Trigger, Continued } = event.ResourceProperties;
  const starts = decision.action === 'start';
  return {
    Request,
    ResourceType,
    Trigger,
    Resource: starts ? resourceOf(event) : undefined,
    Handling: handling(event, decision, stackStatus),
    Occasion: `${event.StackId}\n${event.RequestId}`,
    ExistingJob: decision.action === 'follow' ? decision.job : undefined,
    Continued: starts && Trigger === TriggerKind.ON_DELETE && Continued === 'true' ? true : undefined,
    RemovedJob: decision.action === 'remove' ? decision.job : undefined,
    Deadline: answerDeadline(now),
    StackStatus: stackStatus,
    Answer: answerAddress(event),
  };
}

function resourceOf({ ResourceProperties: { Resource } }: CloudFormationEvent): ResourceInStack | undefined {
  if (Resource === undefined) { return undefined; }
  const resource = parseResourceInStack(Resource);
  if (resource === undefined) { throw new InvalidDefinitionError(['the property Resource does not name a resource of a stack']); }
  return resource;
}

/**
 * How the run handles its job. A removal takes the time it needs: what the definition says is about its backup. A rollback neither
 * waits for the job that exists nor fails for it, or the stack would be stuck. And an update that is not about the job does not fail
 * for it: an earlier deployment took it as it was. Only in a chain the job is still that of this deployment.
 */
function handling({ ResourceProperties }: CloudFormationEvent, { action }: Decision, stackStatus: string | undefined): Handling {
  if (action === 'remove') { return { TimeoutSeconds: LONGEST_WAIT_SECONDS }; }
  const ofDefinition = parseHandling(ResourceProperties.Handling);
  if (action !== 'follow') { return ofDefinition; }
  if (stackStatus !== undefined && isUpdateRollback(stackStatus)) { return { ...ofDefinition, Accepted: true, WarnOnFailure: true }; }
  return ResourceProperties.ContinuedJobId === undefined ? { ...ofDefinition, WarnOnFailure: true } : ofDefinition;
}
