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
import type { ResponseContent } from '../response/custom-resource-response';
import { attributesOf } from '../response/response-content';
import { writeResponse } from '../response/response-size-limit';
import { sendResponse } from '../response/send-response';

/** Pauses, in seconds, while IAM propagates the permission to start the state machine, or while Step Functions throttles. */
const PAUSES = [2, 4, 8, 16, 30];

/**
 * Handles a request of CloudFormation, which may have been delivered before, and have an execution already.
 *
 * 1. Decide what the request asks for.
 * 2. Either respond at once, or start the state machine, which responds in the end. The execution is named after the request, so that a
 *    second delivery starts nothing.
 * 3. When the state machine cannot be started, nobody else would respond: respond with a failure.
 */
export async function onCloudFormation(event: CloudFormationEvent, aws: AwsClient): Promise<void> {
  const stackStatus = await statusOfStack(event, aws);
  const decision = decide(event, stackStatus);
  const keys = { requestType: event.RequestType, stackId: event.StackId, logicalId: event.LogicalResourceId };
  log('INFO', `decided: ${decision.action}`, { ...keys, reason: decision.reason });
  if (decision.action === 'refuse') { return respond(event, { Status: 'FAILED', Reason: decision.reason }); }
  if (decision.action === 'respond') {
    return respond(event, { Status: 'SUCCESS', Reason: decision.reason, Data: attributesWithoutJob(event.ResourceProperties, decision.reason) });
  }
  try {
    await startExecution(event, executionInput(event, decision, stackStatus, Date.now()), aws);
  } catch (error) {
    const { message } = toError(error);
    log('ERROR', 'the state machine could not be started', { ...keys, reason: message });
    const reason = `The state machine could not be started, so nothing was done. ${message}`;
    const { Trigger } = event.ResourceProperties;
    await respond(event, { Status: 'FAILED', Reason: withConsequence(reason, { Trigger, StackStatus: stackStatus }, event) });
  }
}

/**
 * The status of the stack: the request does not include it, and a rollback looks like an update to the former properties. A Create is
 * never a rollback. Undefined when the status is not known.
 */
async function statusOfStack(event: CloudFormationEvent, aws: AwsClient): Promise<string | undefined> {
  if (event.RequestType === 'Create') { return undefined; }
  try {
    return (await aws.describeStack(event.StackId)).StackStatus;
  } catch (error) {
    log('WARN', 'could not get the status of the stack', { stackId: event.StackId, reason: toError(error).message });
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

/** The attributes without a job: in a chain, those of the previous custom resource. */
function attributesWithoutJob({ ContinuedOutcome, ContinuedStatusMessage }: CustomResourceProperties, reason: string): CustomResourceAttributes {
  const noJob = toJobRecord({ StatusMessage: ContinuedStatusMessage || reason });
  return { ...attributesOf(noJob, undefined), Outcome: ContinuedOutcome ?? '' };
}

/** Responds at once, and keeps the id of the resource. */
function respond(event: CloudFormationEvent, content: Omit<ResponseContent, 'PhysicalResourceId'>): Promise<void> {
  const PhysicalResourceId = event.PhysicalResourceId ?? notStartedId(event.RequestId);
  return sendResponse(event.ResponseURL, writeResponse(event, { ...content, PhysicalResourceId }));
}
