import type { CloudFormationEvent } from './cloudformation-event';
import { decide } from './decide';
import { isImmediate, isQuestion, type SettledDecision, type StartDecision } from './decision';
import { executionInput } from './execution-input';
import { immediateResponse } from './immediate-response';
import { askHistory } from './knowledge/ask-history';
import { askStack } from './knowledge/ask-stack';
import { type Knowledge, NOTHING_ASKED, withoutRollback } from './knowledge/knowledge';
import { requestOf } from './undecided-request';
import type { ExecutionHistory, ExecutionState, UndecidedRequest } from '../../src/request/execution/execution-state';
import { parseWaitPolicy } from '../../src/request/execution/wait-policy';
import { NextStep } from '../../src/request/names';
import type { AwsClient } from '../aws/aws-client';
import { ifFound } from '../aws/if-found';
import { log } from '../aws/log';
import { NOT_ASKED } from '../aws/stack-status';
import { isSuccess, outcomeOf } from '../job/job-outcome';
import { isForbidden } from '../job/retry-cause';
import { askAgain } from '../timing/ask-again';
import { isWorthAsking } from '../timing/ask-delay';
import { responseDeadline, secondsToDeadline } from '../timing/deadline';

/**
 * The first step of an execution whose request depends on the history of its trigger or on the status of the stack: asks for what matters, and
 * decides. The next step acts on the decision, so that a fault there does not ask again.
 *
 * While a service does not answer, the execution waits and asks again. When it can wait no longer, it counts as unknown.
 */
export async function decideStep(before: ExecutionState, undecided: UndecidedRequest, aws: AwsClient): Promise<ExecutionState> {
  const event = requestOf(before, undecided);
  let knowledge = NOTHING_ASKED;
  for (;;) {
    const decision = decide(event, knowledge);
    if (!isQuestion(decision)) { return decided(before, event, decision, knowledge); }
    const { known, error } = await ask(decision.action, before, event, undecided, knowledge, aws);
    if (error !== undefined && isWorthWaiting(error, before)) { return askAgain(before, error); }
    knowledge = { ...knowledge, ...known };
  }
}

/** What a question brings, and why it does not bring all. */
interface Reply {
  readonly known: Partial<Knowledge>;
  readonly error?: Error;
}

async function ask(
  question: 'askStack' | 'askHistory', state: ExecutionState, event: CloudFormationEvent, undecided: UndecidedRequest, knowledge: Knowledge, aws: AwsClient,
): Promise<Reply> {
  if (question === 'askHistory') {
    const { history, error } = await askHistory(event, undecided, aws);
    if (error !== undefined) { log('WARN', 'could not read the history', { step: 'Start', stackId: event.StackId, reason: error.message }); }
    return { known: { history }, error };
  }
  if (state.Asking === undefined && await followsEndedJob(event, knowledge, aws)) { return { known: { stack: undefined } }; }
  const { stack, error } = await askStack(event.StackId, aws);
  if (error !== undefined) { log('WARN', 'could not get the status of the stack', { step: 'Start', stackId: event.StackId, reason: error.message }); }
  return { known: { stack }, error };
}

function isWorthWaiting(error: Error, state: ExecutionState): boolean {
  return !isForbidden(error.message) && isWorthAsking(error, state.Asking?.Seconds ?? 0, secondsToDeadline(state, Date.now()));
}

function decided(
  before: ExecutionState, event: CloudFormationEvent, decision: SettledDecision, { stack: known }: Knowledge,
): ExecutionState {
  log('INFO', `decided: ${decision.action}`, {
    step: 'Start', requestType: event.RequestType, stackId: event.StackId, logicalId: event.LogicalResourceId, reason: decision.reason,
  });
  const stack = known === NOT_ASKED ? undefined : known;
  // A nested stack may be deleted by the clean-up of an update of the outermost one, which tries again as in that one itself
  const input = executionInput(event, decision, before.Deadline ?? responseDeadline(Date.now()), stack?.RootStatus ?? stack?.Status);
  const History = input.History && before.History && historyOf(before.History, decision);
  const state = { ...before, ...input, OperationStart: stack?.Began?.toISOString(), History, Asking: undefined, WaitSeconds: 0 };
  return isImmediate(decision)
    ? { ...state, Response: immediateResponse(event, decision), Next: NextStep.FINISH }
    : { ...state, Next: NextStep.WAIT };
}

/** The fingerprint is of the whole request, which is not here any more. Of a job that is made again, it is that of the former one. */
function historyOf(history: ExecutionHistory, decision: SettledDecision): ExecutionHistory {
  const { again } = decision as Partial<StartDecision>;
  if (again === undefined) { return history; }
  return { ...history, Recorded: { ...history.Recorded, fingerprint: again.fingerprint, revision: again.revision } };
}

/** Whether a request follows a job whose result a rollback and any other update report alike. Then nobody needs to ask. */
async function followsEndedJob(event: CloudFormationEvent, knowledge: Knowledge, aws: AwsClient): Promise<boolean> {
  const decision = decide(event, withoutRollback(knowledge));
  if (decision.action !== 'follow' || decision.isRetry) { return false; }
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
