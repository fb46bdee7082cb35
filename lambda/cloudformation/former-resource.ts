import type { CloudFormationEvent } from './cloudformation-event';
import type { ResourceInStack } from '../../src/request/execution/execution-state';
import { sameJson } from '../../src/request/json';
import { parseResourceInStack } from '../../src/request/resource-in-stack';

/**
 * The location of the resource before the update, when it moves: its construct was renamed, or the nested stack that contains it.
 * CloudFormation then creates a new resource and deletes the former one later, so that the data to back up still exists.
 */
export function formerResource(event: CloudFormationEvent): ResourceInStack | undefined {
  const { RequestType, ResourceProperties: { Resource }, OldResourceProperties: before } = event;
  const moves = RequestType === 'Update' && Resource !== undefined && !sameJson(Resource, before?.Resource);
  return moves ? parseResourceInStack(before?.Resource) : undefined;
}
