import { askStack } from './ask-stack';
import type { CloudFormationEvent } from './cloudformation-event';
import { decide } from './decide';
import { isImmediate } from './decision';
import { executionInput } from './execution-input';
import { immediateResponse } from './immediate-response';
import { requestOf } from './undecided-request';
import type { ExecutionState, UndecidedRequest } from '../../src/request/execution-state';
import { NextStep } from '../../src/request/names';
import { parseWaitPolicy } from '../../src/request/wait-policy';
import type { AwsClient } from '../aws/aws-client';
import { ifFound } from '../aws/if-found';
import { log } from '../aws/log';
import { NO_ROLLBACK, type StackStatus } from '../aws/stack-status';
import { isSuccess, outcomeOf } from '../job/job-outcome';
import { askAgain } from '../timing/ask-again';
import { isWorthAsking } from '../timing/ask-delay';
import { responseDeadline, secondsToDeadline } from '../timing/deadline';

/**
 * The first step of an execution whose request depends on the status of the stack: asks for it, and decides. The next step acts on the
 * decision, so that a fault there does not ask again.
 *
 * While CloudFormation does not answer, the execution waits and asks again. When it can wait no longer, the status counts as unknown.
 */
export async function decideStep(before: ExecutionState, undecided: UndecidedRequest, aws: AwsClient): Promise<ExecutionState> {
  const event = requestOf(before, undecided);
  if (before.Asking === undefined && await followsEndedJob(event, aws)) { return decided(before, event, undefined); }
  const { stack, error } = await askStack(event.StackId, aws);
  if (error === undefined) { return decided(before, event, stack); }
  log('WARN', 'could not get the status of the stack', { step: 'Start', stackId: event.StackId, reason: error.message });
  const left = secondsToDeadline(before, Date.now());
  return isWorthAsking(error, before.Asking?.Seconds ?? 0, left) ? askAgain(before, error) : decided(before, event, stack);
}

function decided(before: ExecutionState, event: CloudFormationEvent, stack: StackStatus | undefined): ExecutionState {
  const decision = decide(event, stack);
  log('INFO', `decided: ${decision.action}`, {
    step: 'Start', requestType: event.RequestType, stackId: event.StackId, logicalId: event.LogicalResourceId, reason: decision.reason,
  });
  // A nested stack may be deleted by the clean-up of an update of the outermost one, which tries again as in that one itself
  const input = executionInput(event, decision, before.Deadline ?? responseDeadline(Date.now()), stack?.RootStatus ?? stack?.Status);
  // Its fingerprint is of the whole request, which is not here any more
  const History = input.History && before.History;
  const state = { ...before, ...input, History, Asking: undefined, WaitSeconds: 0 };
  return isImmediate(decision)
    ? { ...state, Response: immediateResponse(event, decision), Next: NextStep.FINISH }
    : { ...state, Next: NextStep.WAIT };
}

/** Whether a request follows a job whose result a rollback and any other update report alike. Then nobody needs to ask. */
async function followsEndedJob(event: CloudFormationEvent, aws: AwsClient): Promise<boolean> {
  const decision = decide(event, NO_ROLLBACK);
  if (decision.action !== 'follow') { return false; }
  try {
    const job = await ifFound(aws.describeBackupJob(decision.job.BackupJobId));
    if (job === undefined) { return true; }
    const { ContinuedJobId, WaitPolicy } = event.ResourceProperties;
    const outcome = outcomeOf(job);
    return outcome !== undefined && (ContinuedJobId === undefined || isSuccess(outcome, parseWaitPolicy(WaitPolicy)));
  } catch {
    return false; // not known to have ended
  }
}
