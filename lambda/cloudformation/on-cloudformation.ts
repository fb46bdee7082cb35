import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormationEvent } from './cloudformation-event';
import { decide } from './decide';
import { isImmediate } from './decision';
import { executionInput } from './execution-input';
import { immediateResponse } from './immediate-response';
import { NOTHING_ASKED } from './knowledge/knowledge';
import type { ExecutionInput, ImmediateResponse } from '../../src/request/execution/execution-state';
import type { AwsClient } from '../aws/aws-client';
import { NotYetPermittedError, TryAgainLaterError } from '../aws/errors';
import { log } from '../aws/log';
import { toError } from '../aws/service-error';
import { withConsequence } from '../response/consequence';
import { keptId } from '../response/physical-id';
import { writeResponse } from '../response/response-size-limit';
import { sendResponse } from '../response/send-response';
import { responseDeadline } from '../timing/deadline';

/** Pauses, in seconds, while IAM propagates the permission to start the state machine, or while Step Functions throttles. */
const PAUSES = [2, 4, 8, 16, 30];

/**
 * Handles a request of CloudFormation, which may have been delivered before, and have an execution already.
 *
 * 1. Decide what the request asks for. Where the history or the status of the stack decides, the first step of the state machine asks for it:
 *    in a rollback many backups ask at once, and only the state machine can wait for as long as a service throttles.
 * 2. Either respond at once, or start the state machine, which responds in the end. The execution is named after the request, so that a
 *    second delivery starts nothing.
 * 3. When the state machine cannot be started, nobody else would respond: respond with a failure.
 */
export async function onCloudFormation(event: CloudFormationEvent, aws: AwsClient): Promise<void> {
  const decision = decide(event, NOTHING_ASKED);
  const keys = { requestType: event.RequestType, stackId: event.StackId, logicalId: event.LogicalResourceId };
  log('INFO', `decided: ${decision.action}`, { ...keys, reason: decision.reason });
  if (isImmediate(decision)) { return respond(event, immediateResponse(event, decision)); }
  try {
    await startExecution(event, executionInput(event, decision, responseDeadline(Date.now())), aws);
  } catch (error) {
    const { message } = toError(error);
    log('ERROR', 'the state machine could not be started', { ...keys, reason: message });
    const reason = `The state machine could not be started, so nothing was done. ${message}`;
    await respond(event, { Status: 'FAILED', Reason: withConsequence(reason, { Trigger: event.ResourceProperties.Trigger }, event) });
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

/** Responds at once, and keeps the id of the resource. */
function respond(event: CloudFormationEvent, response: ImmediateResponse): Promise<void> {
  return sendResponse(event.ResponseURL, writeResponse(event, { ...response, PhysicalResourceId: keptId(event, response.Status) }));
}
