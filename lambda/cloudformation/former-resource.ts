import type { CloudFormationEvent } from './cloudformation-event';
import type { ResourceInStack } from '../../src/request/execution-state';
import { sameJson } from '../../src/request/json';
import { parseResourceInStack } from '../../src/request/resource-in-stack';

/**
 * Where the resource was before the update, when it moves: its construct was renamed, or the nested stack that it is in. CloudFormation
 * then makes a new one and deletes the former, so that the data to back up is still there.
 */
export function formerResource(event: CloudFormationEvent): ResourceInStack | undefined {
  const { RequestType, ResourceProperties: { Resource }, OldResourceProperties: before } = event;
  const moves = RequestType === 'Update' && Resource !== undefined && !sameJson(Resource, before?.Resource);
  return moves ? parseResourceInStack(before?.Resource) : undefined;
}
