import { resourceArn } from '../../src/request/resource-types/resource-arn';
import type { AwsClient } from '../aws/aws-client';
import { RefusedError } from '../aws/errors';

/** Who is asked for the ARN of each type of `ARN_LOOKUP_OF_CFN_TYPE`, by the physical id. */
export const LOOKUPS: Readonly<Record<string, (aws: AwsClient, physicalId: string) => Promise<string>>> = {
  'AWS::FSx::Volume': (aws, volumeId) => aws.arnOfVolume(volumeId),
  'AWS::RedshiftServerless::Namespace': (aws, name) => aws.arnOfNamespace(name),
};

/**
 * The ARN of a resource of a stack: told by its physical id, or by its service. Throws `NotFoundError` when the service does not know it.
 *
 * @param stackId the ARN of a stack in its account and Region
 */
export async function arnOfResource(type: string, physicalId: string, stackId: string, aws: AwsClient): Promise<string> {
  if (Object.hasOwn(LOOKUPS, type)) { return LOOKUPS[type](aws, physicalId); }
  const arn = resourceArn(type, physicalId, stackId);
  if (arn === undefined) { throw new RefusedError(`The ARN of ${type} ${physicalId} cannot be told from its physical id: name the resource by its ARN`); }
  return arn;
}
