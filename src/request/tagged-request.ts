import type { BackupRequest } from './backup-request';
import { type Provenance, provenanceTags } from './provenance-tags';
import { resourceTypeOf, tagsOf } from './resource-types/resource-type';
import { MAX_TAGS } from './rules/recovery-point-tags';

/**
 * A request with the provenance tags of its recovery point. They are no part of the request in the template, so that no change of them
 * starts a job. Unchanged for a type whose recovery points get no tags, and where they would not fit beside those of the user: tags are not
 * worth a backup.
 *
 * @param resourceType AWS Backup's name of it, where the ARN alone does not show it
 */
export function taggedRequest(request: BackupRequest, provenance: Provenance, resourceType?: string): BackupRequest {
  if (tagsOf(resourceTypeOf(request, { resourceType })) === 'never') { return request; }
  const RecoveryPointTags = { ...request.RecoveryPointTags, ...provenanceTags(provenance) };
  return Object.keys(RecoveryPointTags).length > MAX_TAGS ? request : { ...request, RecoveryPointTags };
}
