import { responseAddress, type CloudFormationEvent } from './cloudformation-event';
import { type Decision, type FollowDecision, isQuestion } from './decision';
import { formerResource } from './former-resource';
import { historyPath } from './history-path';
import { undecidedRequest } from './undecided-request';
import type { ExecutionHistory, ExecutionInput, ResourceInStack } from '../../src/request/execution/execution-state';
import { parseStartPolicy } from '../../src/request/execution/start-policy';
import { type WaitPolicy, LONGEST_WAIT_SECONDS, parseWaitPolicy } from '../../src/request/execution/wait-policy';
import { TriggerKind } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import { parseResourceInStack } from '../../src/request/resource-in-stack';
import { InvalidBackupError } from '../aws/errors';
import { attributesOfRecord } from '../history/attributes-of-record';
import { recordedTrigger } from '../history/record-of';

/** The input of the state machine for a request of CloudFormation. Throws when the backup cannot be read. */
export function executionInput(event: CloudFormationEvent, decision: Decision, deadline: string, stackStatus?: string): ExecutionInput {
  const { Trigger, Continued } = event.ResourceProperties;
  const starts = decision.action === 'start' || decision.action === 'follow' && decision.isRetry === true;
  return {
    ...requested(event, decision),
    Trigger,
    Resource: starts ? resourceOf(event) : undefined,
    FormerResource: starts ? formerResource(event) : undefined,
    WaitPolicy: waitPolicy(event, decision),
    StartPolicy: parseStartPolicy(event.ResourceProperties.StartPolicy),
    IdempotencyKey: `${event.StackId}\n${event.RequestId}`,
    ...decision.action === 'follow' ? existing(decision) : { ExistingJob: undefined },
    Continued: starts && Trigger === TriggerKind.ON_DELETE && Continued === 'true' ? true : undefined,
    IsRemoval: isRemoval(decision) ? true : undefined,
    Deadline: deadline,
    Undecided: isQuestion(decision) ? undecidedRequest(event) : undefined,
    StackStatus: stackStatus,
    ResponseAddress: responseAddress(event),
    History: history(event, decision),
  };
}

function existing({ job, record, isRetry }: FollowDecision): Pick<ExecutionInput, 'ExistingJob' | 'RecordedAttributes' | 'IsRetry'> {
  return { ExistingJob: job, RecordedAttributes: record && attributesOfRecord(record), IsRetry: isRetry };
}

/** Where the execution is recorded, or finds what to remove. A rollback makes nothing, so it is not recorded. */
function history(event: CloudFormationEvent, decision: Decision): ExecutionHistory | undefined {
  const { ResourceProperties, OldResourceProperties } = event;
  const Path = historyPath(ResourceProperties);
  const makesNothing = decision.action === 'follow' && decision.inRollback === true;
  if (Path === undefined || makesNothing) { return undefined; }
  return { Path, KeyId: ResourceProperties.HistoryKey || undefined, Recorded: recordedTrigger(ResourceProperties, event, OldResourceProperties) };
}

/** Whether recovery points are removed, or may be: a failure before the decision is one of the removal, too. */
function isRemoval(decision: Decision): boolean {
  return decision.action === 'remove' || decision.action === 'askStack' && decision.isRemoval === true;
}

/** What to back up, and how. A replaced resource uses the new vault and role: the former ones may be deleted with it. */
function requested(event: CloudFormationEvent, decision: Decision): Pick<ExecutionInput, 'Request' | 'ResourceType'> {
  const { ResourceProperties: { Request, ResourceType }, OldResourceProperties: before } = event;
  if (decision.action !== 'start' || decision.resourceArn === undefined) { return { Request, ResourceType }; }
  const { request } = parseRequest(Request);
  // A request that cannot be read stays as it is: the first step reports its problems
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
 * The wait policy of the execution. A removal takes the time it needs: the policy of the backup is about its job. A rollback neither
 * waits for the existing job nor fails for it, or the stack would be stuck. An update that is not about the job does not fail for it
 * either: an earlier deployment accepted its result. Only in a chain the job still belongs to this deployment.
 */
function waitPolicy({ ResourceProperties }: CloudFormationEvent, decision: Decision): WaitPolicy {
  const ofBackup = parseWaitPolicy(ResourceProperties.WaitPolicy);
  if (isRemoval(decision)) { return { TimeoutSeconds: LONGEST_WAIT_SECONDS, ...ofBackup.FailOnIssues && { FailOnIssues: true } }; }
  if (decision.action === 'start' && decision.resourceArn !== undefined) { return withoutChain(ofBackup); }
  if (decision.action !== 'follow') { return ofBackup; }
  if (decision.inRollback) { return { ...ofBackup, Accepted: true, WarnOnFailure: true }; }
  if (decision.isRetry) { return ofBackup; }
  return ResourceProperties.ContinuedJobId === undefined ? { ...ofBackup, WarnOnFailure: true } : ofBackup;
}

/**
 * The wait policy of a job that no other custom resource takes up: at the timeout it does at once what the last one of the chain would do,
 * which is to fail, or to go on without the backup.
 */
function withoutChain(ofBackup: WaitPolicy): WaitPolicy {
  if (ofBackup.OnTimeout !== 'HAND_ON') { return ofBackup; }
  return { ...ofBackup, OnTimeout: ofBackup.WarnOnFailure ? 'CONTINUE' : undefined };
}
