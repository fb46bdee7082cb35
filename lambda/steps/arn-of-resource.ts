import type { ArnLookUp } from '../../src/request/resource-types/catalogue';
import { arnLookUpOf, resourceArn } from '../../src/request/resource-types/resource-arn';
import type { AwsClient } from '../aws/aws-client';
import { RefusedError } from '../aws/errors';

/** The calls that give an ARN by the physical id, each under its action. */
const LOOK_UPS: Readonly<Record<ArnLookUp, (aws: AwsClient, physicalId: string) => Promise<string>>> = {
  'fsx:DescribeVolumes': (aws, volumeId) => aws.arnOfVolume(volumeId),
  'redshift-serverless:GetNamespace': (aws, name) => aws.arnOfNamespace(name),
};

/**
 * The ARN of a resource of a stack, from its physical id or its service. Throws `NotFoundError` when the service does not know it.
 *
 * @param stackId the ARN of a stack in its account and Region
 */
export async function arnOfResource(type: string, physicalId: string, stackId: string, aws: AwsClient): Promise<string> {
  const lookUp = arnLookUpOf(type);
  if (lookUp !== undefined) { return LOOK_UPS[lookUp](aws, physicalId); }
  const arn = resourceArn(type, physicalId, stackId);
  if (arn === undefined) { throw new RefusedError(`The ARN of ${type} ${physicalId} does not follow from its physical id: name the resource by its ARN`); }
  return arn;
}
