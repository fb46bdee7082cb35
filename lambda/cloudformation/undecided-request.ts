import type { CloudFormationEvent } from './cloudformation-event';
import type { ExecutionState, ResponseAddress, UndecidedRequest } from '../../src/request/execution/execution-state';
import { sameValue } from '../../src/request/json';
import { fingerprintOf } from '../history/fingerprint-of';

/**
 * What decides about a request once the history, or the status of its stack, is known. Only whether deploy-time values changed is of interest,
 * and their hash: the values themselves may be secret, and the console of Step Functions shows the state.
 */
export function undecidedRequest({ ResourceProperties, OldResourceProperties }: CloudFormationEvent): UndecidedRequest {
  const changed = !sameValue(ResourceProperties.DeployTimeValues, OldResourceProperties?.DeployTimeValues);
  return {
    ResourceProperties: { ...ResourceProperties, DeployTimeValues: changed ? 'changed' : undefined },
    ...OldResourceProperties && {
      OldResourceProperties: { ...OldResourceProperties, DeployTimeValues: undefined },
      Fingerprint: fingerprintOf(ResourceProperties),
      OldFingerprint: fingerprintOf(OldResourceProperties),
    },
  };
}

/** The request of CloudFormation again. */
export function requestOf({ ResponseAddress }: ExecutionState, { ResourceProperties, OldResourceProperties }: UndecidedRequest): CloudFormationEvent {
  const address = ResponseAddress as ResponseAddress; // only a request of CloudFormation is ever undecided
  return { ...address, RequestType: address.RequestType as CloudFormationEvent['RequestType'], ResourceProperties, OldResourceProperties };
}
