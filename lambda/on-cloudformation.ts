import { setTimeout as sleep } from 'node:timers/promises';
import { type AnswerContent, writeAnswer } from './answer';
import { attributesOf } from './answer-content';
import type { AwsClient } from './aws-client';
import { answerAddress, type CloudFormationEvent } from './cloudformation-event';
import { answerDeadline } from './deadline';
import { decide, type Decision } from './decide';
import { NotYetPermittedError, TryAgainLaterError } from './errors';
import { toJobRecord } from './job-record';
import { log } from './log';
import { notStartedId } from './physical-id';
import { sendAnswer } from './send-answer';
import { toError } from './service-error';
import type { CustomResourceAttributes, CustomResourceProperties } from '../src/request/custom-resource';
import { type Handling, LONGEST_WAIT_SECONDS, parseHandling } from '../src/request/handling';
import type { MachineInput } from '../src/request/machine-state';

/** Pauses, in seconds, while IAM spreads the permission to start the machine, or while Step Functions throttles. */
const PAUSES = [2, 4, 8, 16, 30];

/**
 * Takes a request of CloudFormation.
 *
 * What may have happened before: the same request may have been delivered already; the machine may run for it.
 *
 * 1. Decide what the request asks for.
 * 2. Either answer at once, or hand over to the machine, which answers in the end. The run is named after the request, so
 *    that a second delivery starts nothing.
 * 3. When the machine cannot be started nobody else would answer: answer that it failed.
 */
export async function onCloudFormation(event: CloudFormationEvent, aws: AwsClient): Promise<void> {
  const rolledBack = await isRollback(event, aws);
  const decision = decide(event, rolledBack);
  const keys = { requestType: event.RequestType, stackId: event.StackId, logicalId: event.LogicalResourceId };
  log('INFO', `decided: ${decision.action}`, { ...keys, reason: decision.reason });
  if (decision.action === 'refuse') { return answer(event, { Status: 'FAILED', Reason: decision.reason }); }
  if (decision.action === 'answer') {
    return answer(event, { Status: 'SUCCESS', Reason: decision.reason, Data: nothingBut(event.ResourceProperties, decision.reason) });
  }
  try {
    await startMachine(event, machineInput(event, decision, rolledBack), aws);
  } catch (error) {
    const { message } = toError(error);
    log('ERROR', 'the machine could not be started', { ...keys, reason: message });
    await answer(event, { Status: 'FAILED', Reason: `The state machine could not be started, so nothing was done. ${message}` });
  }
}

/**
 * Whether an update of the stack is being rolled back. CloudFormation does not tell: a rollback looks like an update to what was
 * before. Undefined when the stack cannot be asked.
 */
async function isRollback(event: CloudFormationEvent, aws: AwsClient): Promise<boolean | undefined> {
  if (event.RequestType === 'Create') { return false; }
  try {
    return (await aws.stackStatus(event.StackId)).startsWith('UPDATE_ROLLBACK');
  } catch (error) {
    log('WARN', 'the stack could not be asked for its status', { stackId: event.StackId, reason: toError(error).message });
    return undefined;
  }
}

async function startMachine(event: CloudFormationEvent, input: MachineInput, aws: AwsClient): Promise<void> {
  for (const pause of PAUSES) {
    try {
      return await aws.startMachine(event.ResourceProperties.StateMachineArn, event.RequestId, input);
    } catch (error) {
      if (!(error instanceof NotYetPermittedError || error instanceof TryAgainLaterError)) { throw error; }
      await sleep(pause * 1000);
    }
  }
  await aws.startMachine(event.ResourceProperties.StateMachineArn, event.RequestId, input);
}

function machineInput(event: CloudFormationEvent, decision: Decision, rolledBack: boolean | undefined): MachineInput {
  const { Request, ResourceType } = event.ResourceProperties;
  return {
    Request,
    ResourceType,
    Handling: handling(event, decision, rolledBack),
    Occasion: `${event.StackId}\n${event.RequestId}`,
    ExistingJob: decision.action === 'follow' ? decision.job : undefined,
    RemovedJob: decision.action === 'remove' ? decision.job : undefined,
    Deadline: answerDeadline(Date.now()),
    Answer: answerAddress(event),
  };
}

/**
 * How the run handles its job. A removal takes the time it needs: what the definition says is about its backup. A rollback neither
 * waits for the job that exists nor fails for it, or the stack would be stuck. And an update that is not about the job does not fail
 * for it: an earlier deployment took it as it was. Only in a chain the job is still that of this deployment.
 */
function handling({ ResourceProperties }: CloudFormationEvent, { action }: Decision, rolledBack: boolean | undefined): Handling {
  if (action === 'remove') { return { TimeoutSeconds: LONGEST_WAIT_SECONDS }; }
  const ofDefinition = parseHandling(ResourceProperties.Handling);
  if (action !== 'follow') { return ofDefinition; }
  if (rolledBack) { return { ...ofDefinition, Accepted: true, WarnOnFailure: true }; }
  return ResourceProperties.ContinuedJobId === undefined ? { ...ofDefinition, WarnOnFailure: true } : ofDefinition;
}

/** The attributes when there is no job: in a chain, what the custom resource before said of it. */
function nothingBut({ ContinuedOutcome, ContinuedStatusMessage }: CustomResourceProperties, reason: string): CustomResourceAttributes {
  const nothing = toJobRecord({ StatusMessage: ContinuedStatusMessage || reason });
  return { ...attributesOf(nothing, undefined), Outcome: ContinuedOutcome ?? '' };
}

/** Answers at once, and keeps the id that the resource has. */
function answer(event: CloudFormationEvent, content: Omit<AnswerContent, 'PhysicalResourceId'>): Promise<void> {
  const PhysicalResourceId = event.PhysicalResourceId ?? notStartedId(event.RequestId);
  return sendAnswer(event.ResponseURL, writeAnswer(event, { ...content, PhysicalResourceId }));
}
