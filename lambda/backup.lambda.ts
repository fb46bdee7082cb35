import { AwsClient } from './aws/aws-client';
import { type CloudFormationEvent, isCloudFormationEvent } from './cloudformation/cloudformation-event';
import { decideStep } from './cloudformation/decide-step';
import { onCloudFormation } from './cloudformation/on-cloudformation';
import { checkStep } from './steps/check-step';
import { pruneStep } from './steps/deletion/prune-step';
import { removeStep } from './steps/deletion/remove-step';
import { finishStep } from './steps/finish-step';
import { recordStep } from './steps/record/record-step';
import { respondStep } from './steps/respond-step';
import { startStep } from './steps/start-step';
import { waitForAnswer } from './steps/wait-for-answer';
import { withinDeadline } from './steps/within-deadline';
import type { ExecutionResult } from '../src/request/execution/execution-result';
import type { ExecutionState } from '../src/request/execution/execution-state';
import { NextStep, StateMachineStep } from '../src/request/names';

/** A step of the state machine, with the state that the previous step handed on. */
interface StepEvent {
  readonly Step: string;
  readonly State: ExecutionState;
}

const aws = new AwsClient();

/**
 * The one function of a stack. CloudFormation calls it through the custom resource, and the state machine calls it once for each step.
 * It only decides which of the two called, and which step to run.
 */
export async function handler(event: CloudFormationEvent | StepEvent): Promise<ExecutionState | ExecutionResult | void> {
  if (isCloudFormationEvent(event)) { return onCloudFormation(event, aws); }
  const { Step, State } = event;
  switch (Step) {
    case StateMachineStep.START: return recorded(await withinDeadline(State, () => start(State)));
    case StateMachineStep.CHECK: return recorded(await withinDeadline(State, () => check(State)));
    case StateMachineStep.RECORD: return recordStep(State, aws);
    case StateMachineStep.RESPOND: return respondStep(State);
    case StateMachineStep.FINISH: return finishStep(State);
    case StateMachineStep.PRUNE: return pruneStep(State as unknown as ExecutionResult, aws); // all that Finish leaves
    default: throw new Error(`unknown step: ${Step}`);
  }
}

/** The first step: what to do must be decided before. */
function start(state: ExecutionState): Promise<ExecutionState> {
  return state.Undecided ? decideStep(state, state.Undecided, aws) : waitForAnswer(state, (current) => removeOr(startStep, current));
}

/** Once more the first step, as long as CloudFormation has not answered what it asked. */
function check(state: ExecutionState): Promise<ExecutionState> {
  return state.Asking ? start({ ...state, WaitSeconds: 0 }) : waitForAnswer(state, (current) => removeOr(checkStep, current));
}

/** Records an execution that is about to respond or to end. In this very call, because the next one costs time: only waits need a step of their own. */
function recorded(state: ExecutionState): ExecutionState | Promise<ExecutionState> {
  return state.Next === NextStep.RESPOND || state.Next === NextStep.FINISH ? recordStep(state, aws) : state;
}

/** An execution that removes recovery points does nothing else in any step. */
function removeOr(step: typeof startStep, state: ExecutionState): Promise<ExecutionState> {
  return state.IsRemoval && state.History ? removeStep(state, state.History, aws) : step(state, aws);
}
