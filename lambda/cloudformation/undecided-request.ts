import type { CloudFormationEvent } from './cloudformation-event';
import type { ExecutionState, ResponseAddress, UndecidedRequest } from '../../src/request/execution-state';
import { sameValue } from '../../src/request/json';

/**
 * What decides about a request once the status of its stack is known. Only whether deploy-time values changed is of interest: the values
 * themselves may be secret, and the console of Step Functions shows the state.
 */
export function undecidedRequest({ ResourceProperties, OldResourceProperties }: CloudFormationEvent): UndecidedRequest {
  const changed = !sameValue(ResourceProperties.DeployTimeValues, OldResourceProperties?.DeployTimeValues);
  return {
    ResourceProperties: { ...ResourceProperties, DeployTimeValues: changed ? 'changed' : undefined },
    OldResourceProperties: OldResourceProperties && { ...OldResourceProperties, DeployTimeValues: undefined },
  };
}

/** The request of CloudFormation again. */
export function requestOf({ ResponseAddress }: ExecutionState, undecided: UndecidedRequest): CloudFormationEvent {
  const address = ResponseAddress as ResponseAddress; // only a request of CloudFormation is ever undecided
  return { ...address, RequestType: address.RequestType as CloudFormationEvent['RequestType'], ...undecided };
}
