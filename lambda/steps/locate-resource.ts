import { arnOfResource } from './arn-of-resource';
import type { ExecutionState, ResourceInStack } from '../../src/request/execution/execution-state';
import { NextStep } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import type { AwsClient } from '../aws/aws-client';
import { ifFound } from '../aws/if-found';
import { log } from '../aws/log';
import { stackName } from '../aws/stack-name';

/** Statuses of a resource that does not exist yet, or no longer belongs to the stack. One whose creation failed may have an id, but holds no data. */
const MISSING_STATUSES = new Set(['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_COMPLETE', 'DELETE_SKIPPED']);

/**
 * Puts the ARN of the resource to back up into the request, when only CloudFormation knows it: a custom resource that comes before
 * the resource cannot refer to it. A resource that does not exist yet because it moves is backed up at its former location. When neither
 * exists, the execution has nothing to back up and is done.
 */
export async function locateResource(state: ExecutionState, aws: AwsClient): Promise<ExecutionState> {
  const { Resource, FormerResource } = state;
  const { request } = parseRequest(state.Request);
  if (Resource === undefined || request === undefined || request.ResourceArn !== undefined) { return state; }
  const missing: string[] = [];
  for (const resource of [Resource, ...FormerResource ? [FormerResource] : []]) {
    const found = await find(resource, state.ResponseAddress?.StackId ?? '', aws);
    if ('arn' in found) {
      log('INFO', resource === Resource ? 'located' : 'located at its former location', { step: 'Start', resourceArn: found.arn });
      // The type name is that of the new resource
      const ofOtherType = resource.Type === Resource.Type ? {} : { ResourceType: undefined };
      return { ...state, ...ofOtherType, Request: JSON.stringify({ ...request, ResourceArn: found.arn }) };
    }
    missing.push(found.missing);
  }
  const Skipped = `There is nothing to back up yet: ${missing.join(', and ')}`;
  log('INFO', 'skipped', { step: 'Start', reason: Skipped });
  return { ...state, Skipped, Outcome: 'skipped', Next: NextStep.FINISH };
}

/** The ARN of a resource, or what is missing on the way to it. */
type Found = { readonly arn: string } | { readonly missing: string };

/** Walks down through the nested stacks. The physical id of a nested stack is its ARN. */
async function find({ StackName, LogicalResourceIds, Type }: ResourceInStack, stackId: string, aws: AwsClient): Promise<Found> {
  let stack = StackName;
  let id = '';
  for (const logicalId of LogicalResourceIds) {
    const resource = await ifFound(aws.describeStackResource(stack, logicalId));
    if (resource === undefined) { return { missing: `stack ${stack} has no ${logicalId}` }; }
    const { PhysicalResourceId, ResourceStatus } = resource;
    if (PhysicalResourceId === '') { return { missing: `${logicalId} of stack ${stack} has no physical id` }; }
    if (MISSING_STATUSES.has(ResourceStatus)) { return { missing: `${logicalId} of stack ${stack} is ${ResourceStatus}` }; }
    id = PhysicalResourceId;
    stack = stackName(id);
  }
  const arn = await ifFound(arnOfResource(Type, id, stackId, aws));
  return arn === undefined ? { missing: `${Type} ${id} does not exist` } : { arn };
}
