import type { CustomResourceAttributes } from '../../src/request/custom-resource';

/**
 * The response to a custom resource request.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly Data?: CustomResourceAttributes;
}

/** The content of a response, without the ids that it repeats. */
export type ResponseContent = Pick<CustomResourceResponse, 'Status' | 'Reason' | 'PhysicalResourceId' | 'Data'>;
