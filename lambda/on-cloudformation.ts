import { setTimeout as sleep } from 'node:timers/promises';
import { writeAnswer } from './answer';
import type { AwsClient } from './aws-client';
import { answerAddress, type CloudFormationEvent } from './cloudformation-event';
import { answerDeadline } from './deadline';
import { decide, type Decision } from './decide';
import { NotYetPermittedError, TryAgainLaterError } from './errors';
import { log } from './log';
import { notStartedId } from './physical-id';
import { sendAnswer } from './send-answer';
import { toError } from './service-error';
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
  const decision = decide(event);
  const keys = { requestType: event.RequestType, stackId: event.StackId, logicalId: event.LogicalResourceId };
  log('INFO', `decided: ${decision.action}`, { ...keys, reason: decision.reason });
  if (decision.action === 'answer') {
    return answer(event, 'SUCCESS', decision.reason);
  }
  try {
    await startMachine(event, decision, aws);
  } catch (error) {
    const { message } = toError(error);
    log('ERROR', 'the machine could not be started', { ...keys, reason: message });
    await answer(event, 'FAILED', `No backup job was started. ${message}`);
  }
}

async function startMachine(event: CloudFormationEvent, decision: Decision, aws: AwsClient): Promise<void> {
  const input = machineInput(event, decision);
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

function machineInput(event: CloudFormationEvent, decision: Decision): MachineInput {
  const { Request, ResourceType } = event.ResourceProperties;
  return {
    Request,
    ResourceType,
    Occasion: `${event.StackId}\n${event.RequestId}`,
    ExistingJobId: decision.action === 'follow' ? decision.jobId : undefined,
    Deadline: answerDeadline(Date.now()),
    Answer: answerAddress(event),
  };
}

function answer(event: CloudFormationEvent, Status: 'SUCCESS' | 'FAILED', Reason: string): Promise<void> {
  const PhysicalResourceId = event.PhysicalResourceId ?? notStartedId(event.RequestId);
  return sendAnswer(event.ResponseURL, writeAnswer(event, { Status, Reason, PhysicalResourceId }));
}
