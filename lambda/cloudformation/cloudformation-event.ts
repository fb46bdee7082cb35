import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { ResponseAddress } from '../../src/request/execution/execution-state';

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

/** The part of an event that a response needs. */
export function responseAddress(event: CloudFormationEvent): ResponseAddress {
  const { ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId, RequestType } = event;
  return { ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId, RequestType };
}
