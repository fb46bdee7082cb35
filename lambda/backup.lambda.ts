import { AwsClient } from './aws/aws-client';
import { type CloudFormationEvent, isCloudFormationEvent } from './cloudformation/cloudformation-event';
import { onCloudFormation } from './cloudformation/on-cloudformation';
import { checkStep } from './steps/check-step';
import { finishStep, type ExecutionResult } from './steps/finish-step';
import { removeStep } from './steps/remove-step';
import { respondStep } from './steps/respond-step';
import { startStep } from './steps/start-step';
import { withinDeadline } from './steps/within-deadline';
import type { ExecutionState } from '../src/request/execution-state';
import { StateMachineStep } from '../src/request/names';

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
    case StateMachineStep.START: return withinDeadline(State, () => removeOr(startStep, State));
    case StateMachineStep.CHECK: return withinDeadline(State, () => removeOr(checkStep, State));
    case StateMachineStep.RESPOND: return respondStep(State);
    case StateMachineStep.FINISH: return finishStep(State);
    default: throw new Error(`unknown step: ${Step}`);
  }
}

/** An execution that removes a job does nothing else in any step. */
function removeOr(step: typeof startStep, state: ExecutionState): Promise<ExecutionState> {
  return state.RemovedJob ? removeStep(state, state.RemovedJob, aws) : step(state, aws);
}
