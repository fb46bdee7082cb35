import { responseAddress, type CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import { formerResource } from './former-resource';
import type { ExecutionInput, ResourceInStack } from '../../src/request/execution-state';
import { TriggerKind } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import { parseResourceInStack } from '../../src/request/resource-in-stack';
import { type WaitPolicy, LONGEST_WAIT_SECONDS, parseWaitPolicy } from '../../src/request/wait-policy';
import { InvalidBackupError } from '../aws/errors';
import { isUpdateRollback } from '../aws/stack-status';
import { responseDeadline } from '../timing/deadline';

/** What the machine is started with for a request of CloudFormation. Throws when the definition cannot be read. */
export function executionInput(event: CloudFormationEvent, decision: Decision, stackStatus: string | undefined, now: number): ExecutionInput {
  const { Trigger, Continued } = event.ResourceProperties;
  const starts = decision.action === 'start';
  return {
    ...requested(event, decision),
    Trigger,
    Resource: starts ? resourceOf(event) : undefined,
    FormerResource: starts ? formerResource(event) : undefined,
    WaitPolicy: waitPolicy(event, decision, stackStatus),
    IdempotencyKey: `${event.StackId}\n${event.RequestId}`,
    ExistingJob: decision.action === 'follow' ? decision.job : undefined,
    Continued: starts && Trigger === TriggerKind.ON_DELETE && Continued === 'true' ? true : undefined,
    RemovedJob: decision.action === 'remove' ? decision.job : undefined,
    Deadline: responseDeadline(now),
    StackStatus: stackStatus,
    ResponseAddress: responseAddress(event),
  };
}

/** What to back up, and how. A replaced resource goes where the new one would go: the former vault and role may be deleted with it. */
function requested(event: CloudFormationEvent, decision: Decision): Pick<ExecutionInput, 'Request' | 'ResourceType'> {
  const { ResourceProperties: { Request, ResourceType }, OldResourceProperties: before } = event;
  if (decision.action !== 'start' || decision.resourceArn === undefined) { return { Request, ResourceType }; }
  const { request } = parseRequest(Request);
  // One that cannot be read is left as it is: the first step says what is wrong with it
  const ofFormer = request === undefined ? Request : JSON.stringify({ ...request, ResourceArn: decision.resourceArn });
  return { Request: ofFormer, ResourceType: before?.ResourceType };
}

function resourceOf({ ResourceProperties: { Resource } }: CloudFormationEvent): ResourceInStack | undefined {
  if (Resource === undefined) { return undefined; }
  const resource = parseResourceInStack(Resource);
  if (resource === undefined) { throw new InvalidBackupError(['the property Resource does not name a resource of a stack']); }
  return resource;
}

/**
 * How the run handles its job. A removal takes the time it needs: what the definition says is about its backup. A rollback neither
 * waits for the job that exists nor fails for it, or the stack would be stuck. And an update that is not about the job does not fail
 * for it: an earlier deployment took it as it was. Only in a chain the job is still that of this deployment.
 */
function waitPolicy({ ResourceProperties }: CloudFormationEvent, decision: Decision, stackStatus: string | undefined): WaitPolicy {
  const { action } = decision;
  if (action === 'remove') { return { TimeoutSeconds: LONGEST_WAIT_SECONDS }; }
  const ofDefinition = parseWaitPolicy(ResourceProperties.WaitPolicy);
  if (action === 'start' && decision.resourceArn !== undefined) { return withoutChain(ofDefinition); }
  if (action !== 'follow') { return ofDefinition; }
  if (stackStatus !== undefined && isUpdateRollback(stackStatus)) { return { ...ofDefinition, Accepted: true, WarnOnFailure: true }; }
  return ResourceProperties.ContinuedJobId === undefined ? { ...ofDefinition, WarnOnFailure: true } : ofDefinition;
}

/**
 * Of a backup that no other custom resource takes up: when its time is up, it does at once what the last one of the chain would do, which
 * is to fail, or to go on without it.
 */
function withoutChain(ofDefinition: WaitPolicy): WaitPolicy {
  if (ofDefinition.OnTimeout !== 'HAND_ON') { return ofDefinition; }
  return { ...ofDefinition, OnTimeout: ofDefinition.WarnOnFailure ? 'CONTINUE' : undefined };
}
