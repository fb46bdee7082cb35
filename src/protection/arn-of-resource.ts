import type { CfnResource } from 'aws-cdk-lib';
import { arnOfPhysicalId } from '../request/resource-types/resource-arn';
import { arnAttributeOf } from '../request/resource-types/synth-columns';

/** The ARN of a resource that AWS Backup can back up: a reference to its attribute or, where it has none, made from its physical id. */
export function arnOf(resource: CfnResource): string {
  const { cfnResourceType: type, stack, ref } = resource;
  const attribute = arnAttributeOf(type);
  const location = { partition: stack.partition, region: stack.region, account: stack.account };
  // A row whose physical id does not give the ARN has an attribute: the tests hold it
  return attribute === undefined ? arnOfPhysicalId(type, ref, location) as string : resource.getAtt(attribute).toString();
}
