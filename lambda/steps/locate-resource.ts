import { arnOfResource } from './arn-of-resource';
import type { ExecutionState, ResourceInStack } from '../../src/request/execution-state';
import { NextStep } from '../../src/request/names';
import { parseRequest } from '../../src/request/parse-request';
import type { AwsClient } from '../aws/aws-client';
import { NotFoundError } from '../aws/errors';
import { log } from '../aws/log';
import { stackName } from '../aws/stack-name';

/** What is not there yet, or no longer belongs to the stack. A resource that failed to be made may have an id, but nothing in it. */
const NOT_THERE = new Set(['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_COMPLETE', 'DELETE_SKIPPED']);

/**
 * Puts the ARN of what is to be backed up into the request, when only CloudFormation knows it: a custom resource that comes before
 * the resource cannot refer to it. When it is not there yet because it moves, the former one is what to back up. When neither is
 * there, there is nothing to back up, and the run is done.
 */
export async function locateResource(state: ExecutionState, aws: AwsClient): Promise<ExecutionState> {
  const { Resource, FormerResource } = state;
  const { request } = parseRequest(state.Request);
  if (Resource === undefined || request === undefined || request.ResourceArn !== undefined) { return state; }
  const missing: string[] = [];
  for (const resource of [Resource, ...FormerResource ? [FormerResource] : []]) {
    const found = await find(resource, state.ResponseAddress?.StackId ?? '', aws);
    if ('arn' in found) {
      log('INFO', resource === Resource ? 'located' : 'located where it was before', { step: 'Start', resourceArn: found.arn });
      // The name of the type is that of the new one
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
    const resource = await unlessMissing(aws.describeStackResource(stack, logicalId));
    if (resource === undefined) { return { missing: `stack ${stack} has no ${logicalId}` }; }
    const { PhysicalResourceId, ResourceStatus } = resource;
    if (PhysicalResourceId === '') { return { missing: `${logicalId} of stack ${stack} has no physical id` }; }
    if (NOT_THERE.has(ResourceStatus)) { return { missing: `${logicalId} of stack ${stack} is ${ResourceStatus}` }; }
    id = PhysicalResourceId;
    stack = stackName(id);
  }
  const arn = await unlessMissing(arnOfResource(Type, id, stackId, aws));
  return arn === undefined ? { missing: `there is no ${Type} ${id}` } : { arn };
}

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotFoundError) { return undefined; }
    throw error;
  }
}
