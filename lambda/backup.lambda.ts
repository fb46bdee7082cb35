import { answerStep } from './steps/respond-step';
import { AwsClient } from './aws/aws-client';
import { checkStep } from './steps/check-step';
import { type CloudFormationEvent, isCloudFormationEvent } from './cloudformation/cloudformation-event';
import { finishStep, type Finished } from './steps/finish-step';
import { inTime } from './steps/in-time';
import { onCloudFormation } from './cloudformation/on-cloudformation';
import { removeStep } from './steps/remove-step';
import { startStep } from './steps/start-step';
import type { MachineState } from '../src/request/execution-state';
import { MachineStep } from '../src/request/names';

/** A step of the machine, with what the step before it handed on. */
interface MachineEvent {
  readonly Step: string;
  readonly State: MachineState;
}

const aws = new AwsClient();

/**
 * The one function of a stack. Called by CloudFormation (through the custom resource) and by the state machine, once for
 * each of its steps. Parses, calls, answers; what to do is decided in the files that it calls.
 */
export async function handler(event: CloudFormationEvent | MachineEvent): Promise<MachineState | Finished | void> {
  if (isCloudFormationEvent(event)) { return onCloudFormation(event, aws); }
  const { Step, State } = event;
  switch (Step) {
    case MachineStep.START: return inTime(State, () => State.RemovedJob ? removeStep(State, State.RemovedJob, aws) : startStep(State, aws));
    case MachineStep.CHECK: return inTime(State, () => State.RemovedJob ? removeStep(State, State.RemovedJob, aws) : checkStep(State, aws));
    case MachineStep.ANSWER: return answerStep(State);
    case MachineStep.FINISH: return finishStep(State);
    default: throw new Error(`unknown step: ${Step}`);
  }
}
