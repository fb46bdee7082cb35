import type { ResponseAddress } from '../../src/request/execution/execution-state';

/** CloudFormation allows no longer physical id. */
export const LONGEST_PHYSICAL_ID = 1024;

/**
 * The physical id of a custom resource: the unique part of the id of its stack, and its logical id. No job changes it, because another id
 * would count as a replacement, which CloudFormation refuses while rollback is off.
 */
function physicalId({ StackId, LogicalResourceId }: Pick<ResponseAddress, 'StackId' | 'LogicalResourceId'>): string {
  return `${StackId.split('/').pop()}|${LogicalResourceId}`;
}

/** The physical id that each response has: the one of the request, whoever made it up; on Create, that of the custom resource. */
export function keptId(address: Pick<ResponseAddress, 'PhysicalResourceId' | 'StackId' | 'LogicalResourceId'>): string {
  return address.PhysicalResourceId ?? physicalId(address);
}
