import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { ResponseAddress } from '../../src/request/execution-state';
import { TriggerKind } from '../../src/request/names';

/**
 * A custom resource request of CloudFormation.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export interface CloudFormationEvent extends ResponseAddress {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceProperties: CustomResourceProperties;
  readonly OldResourceProperties?: CustomResourceProperties;
}

/** Whether an event is a request of CloudFormation, and not a step of the state machine. */
export function isCloudFormationEvent(event: object): event is CloudFormationEvent {
  return 'RequestType' in event && 'ResponseURL' in event;
}

/**
 * The part of an event that a response needs. A custom resource that is deleted keeps its id. So does one that waits for a deletion:
 * another id would count as a replacement, and CloudFormation would delete it.
 */
export function responseAddress(event: CloudFormationEvent): ResponseAddress {
  const { ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId, RequestType, ResourceProperties: { Trigger } } = event;
  const KeepsId = RequestType === 'Delete' || Trigger === TriggerKind.ON_DELETE ? true : undefined;
  return { ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId, RequestType, KeepsId };
}
