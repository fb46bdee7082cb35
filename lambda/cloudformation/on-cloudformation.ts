import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormationEvent } from './cloudformation-event';
import { decide } from './decide';
import { executionInput } from './execution-input';
import type { CustomResourceAttributes, CustomResourceProperties } from '../../src/request/custom-resource';
import type { ExecutionInput } from '../../src/request/execution-state';
import type { AwsClient } from '../aws/aws-client';
import { NotYetPermittedError, TryAgainLaterError } from '../aws/errors';
import { log } from '../aws/log';
import { toError } from '../aws/service-error';
import { toJobRecord } from '../job/job-record';
import { notStartedId } from '../job/physical-id';
import { withConsequence } from '../response/consequence';
import { type ResponseContent, writeResponse } from '../response/response';
import { attributesOf } from '../response/response-content';
import { sendResponse } from '../response/send-response';

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
  const stackStatus = await statusOfStack(event, aws);
  const decision = decide(event, stackStatus);
  const keys = { requestType: event.RequestType, stackId: event.StackId, logicalId: event.LogicalResourceId };
  log('INFO', `decided: ${decision.action}`, { ...keys, reason: decision.reason });
  if (decision.action === 'refuse') { return answer(event, { Status: 'FAILED', Reason: decision.reason }); }
  if (decision.action === 'respond') {
    return answer(event, { Status: 'SUCCESS', Reason: decision.reason, Data: nothingBut(event.ResourceProperties, decision.reason) });
  }
  try {
    await startExecution(event, executionInput(event, decision, stackStatus, Date.now()), aws);
  } catch (error) {
    const { message } = toError(error);
    log('ERROR', 'the machine could not be started', { ...keys, reason: message });
    const reason = `The state machine could not be started, so nothing was done. ${message}`;
    const { Trigger } = event.ResourceProperties;
    await answer(event, { Status: 'FAILED', Reason: withConsequence(reason, { Trigger, StackStatus: stackStatus }, event) });
  }
}

/**
 * The status of the stack: CloudFormation does not tell, and a rollback looks like an update to what was before. A Create is none.
 * Undefined when the stack cannot be asked.
 */
async function statusOfStack(event: CloudFormationEvent, aws: AwsClient): Promise<string | undefined> {
  if (event.RequestType === 'Create') { return undefined; }
  try {
    return (await aws.describeStack(event.StackId)).StackStatus;
  } catch (error) {
    log('WARN', 'the stack could not be asked for its status', { stackId: event.StackId, reason: toError(error).message });
    return undefined;
  }
}

async function startExecution(event: CloudFormationEvent, input: ExecutionInput, aws: AwsClient): Promise<void> {
  for (const pause of PAUSES) {
    try {
      return await aws.startExecution(event.ResourceProperties.StateMachineArn, event.RequestId, input);
    } catch (error) {
      if (!(error instanceof NotYetPermittedError || error instanceof TryAgainLaterError)) { throw error; }
      await sleep(pause * 1000);
    }
  }
  await aws.startExecution(event.ResourceProperties.StateMachineArn, event.RequestId, input);
}

/** The attributes when there is no job: in a chain, what the custom resource before said of it. */
function nothingBut({ ContinuedOutcome, ContinuedStatusMessage }: CustomResourceProperties, reason: string): CustomResourceAttributes {
  const nothing = toJobRecord({ StatusMessage: ContinuedStatusMessage || reason });
  return { ...attributesOf(nothing, undefined), Outcome: ContinuedOutcome ?? '' };
}

/** Answers at once, and keeps the id that the resource has. */
function answer(event: CloudFormationEvent, content: Omit<ResponseContent, 'PhysicalResourceId'>): Promise<void> {
  const PhysicalResourceId = event.PhysicalResourceId ?? notStartedId(event.RequestId);
  return sendResponse(event.ResponseURL, writeResponse(event, { ...content, PhysicalResourceId }));
}
