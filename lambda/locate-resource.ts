import type { AwsClient, StackResource } from './aws-client';
import { NotFoundError, RefusedError } from './errors';
import { log } from './log';
import { stackName } from './stack-name';
import type { MachineState, ResourceInStack } from '../src/request/machine-state';
import { NextStep } from '../src/request/names';
import { parseRequest } from '../src/request/parse-request';
import { resourceArn } from '../src/request/resource-arn';

/** What is not there yet, or no longer belongs to the stack. A resource that failed to be made may have an id, but nothing in it. */
const NOT_THERE = new Set(['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_COMPLETE', 'DELETE_SKIPPED']);

/**
 * Puts the ARN of what is to be backed up into the request, when only CloudFormation knows it: a custom resource that comes before
 * the resource cannot refer to it. When the resource is not there yet, there is nothing to back up, and the run is done.
 */
export async function locateResource(state: MachineState, aws: AwsClient): Promise<MachineState> {
  const { Resource } = state;
  const { request } = parseRequest(state.Request);
  if (Resource === undefined || request === undefined || request.ResourceArn !== undefined) { return state; }
  const found = await find(Resource, aws);
  if ('missing' in found) {
    const Skipped = `There is nothing to back up yet: ${found.missing}`;
    log('INFO', 'skipped', { step: 'Start', reason: Skipped });
    return { ...state, Skipped, Outcome: 'skipped', Next: NextStep.FINISH };
  }
  const ResourceArn = resourceArn(Resource.Type, found.id, state.Answer?.StackId ?? '');
  if (ResourceArn === undefined) {
    throw new RefusedError(`The ARN of ${Resource.Type} ${found.id} cannot be told from its physical id: name the resource by its ARN`);
  }
  log('INFO', 'located', { step: 'Start', resourceArn: ResourceArn });
  return { ...state, Request: JSON.stringify({ ...request, ResourceArn }) };
}

/** The physical id of a resource, or what is missing on the way to it. */
type Found = { readonly id: string } | { readonly missing: string };

/** Walks down through the nested stacks. The physical id of a nested stack is its ARN. */
async function find({ StackName, LogicalResourceIds }: ResourceInStack, aws: AwsClient): Promise<Found> {
  let stack = StackName;
  let id = '';
  for (const logicalId of LogicalResourceIds) {
    const resource = await unlessMissing(aws.describeStackResource(stack, logicalId));
    if (resource === undefined) { return { missing: `stack ${stack} has no ${logicalId}` }; }
    const { PhysicalResourceId, ResourceStatus } = resource;
    if (PhysicalResourceId === '') { return { missing: `${logicalId} of stack ${stack} has no physical id` }; }
    if (NOT_THERE.has(ResourceStatus)) { return { missing: `${logicalId} of stack ${stack} is ${ResourceStatus}` }; }
    id = PhysicalResourceId;
    stack = stackName(id);
  }
  return { id };
}

async function unlessMissing(call: Promise<StackResource>): Promise<StackResource | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotFoundError) { return undefined; }
    throw error;
  }
}
