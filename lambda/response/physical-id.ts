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

/**
 * The physical id that each response has: the one of the request, whoever made it up; on Create, that of the custom resource.
 *
 * A Create that fails has an id of its own: CloudFormation may create the custom resource again, and delete the failed one afterwards.
 */
export function keptId(address: ResponseAddress, status: 'SUCCESS' | 'FAILED'): string {
  if (address.PhysicalResourceId !== undefined) { return address.PhysicalResourceId; }
  return status === 'SUCCESS' ? physicalId(address) : `${physicalId(address)}|${address.RequestId}`.slice(0, LONGEST_PHYSICAL_ID);
}

/** The request of the Create that failed with a physical id; undefined when none did. */
export function failedCreate(address: ResponseAddress): string | undefined {
  const beginning = `${physicalId(address)}|`;
  const { PhysicalResourceId = '' } = address;
  return PhysicalResourceId.startsWith(beginning) ? PhysicalResourceId.slice(beginning.length) || undefined : undefined;
}
