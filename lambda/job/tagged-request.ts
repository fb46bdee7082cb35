import type { BackupRequest } from '../../src/request/backup-request';
import type { ExecutionState } from '../../src/request/execution/execution-state';
import { provenanceTags } from '../../src/request/provenance-tags';
import { resourceTypeOf, tagsOf } from '../../src/request/resource-types/resource-type';
import { MAX_TAGS } from '../../src/request/rules/recovery-point-tags';

/** What decides about the provenance tags of a job. */
type Tagging = Pick<ExecutionState, 'History' | 'StartPolicy' | 'ResourceType'>;

/**
 * A request with the provenance tags of its recovery point. They are no part of the request in the template, so that no change of them
 * starts a job. Unchanged for a type whose recovery points get no tags, and where they would not fit beside those of the user: tags are not
 * worth a backup.
 */
export function taggedRequest(request: BackupRequest, { History, StartPolicy, ResourceType }: Tagging): BackupRequest {
  if (History === undefined || StartPolicy?.NoProvenanceTags) { return request; }
  if (tagsOf(resourceTypeOf(request, { resourceType: ResourceType })) === 'never') { return request; }
  const { Path: historyPath, Recorded: { trigger, revision } } = History;
  const RecoveryPointTags = { ...request.RecoveryPointTags, ...provenanceTags({ historyPath, trigger, revision }) };
  return Object.keys(RecoveryPointTags).length > MAX_TAGS ? request : { ...request, RecoveryPointTags };
}
