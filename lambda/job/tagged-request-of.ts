import type { BackupRequest } from '../../src/request/backup-request';
import type { ExecutionState } from '../../src/request/execution/execution-state';
import { taggedRequest } from '../../src/request/tagged-request';

/** What decides about the provenance tags of a job. */
type Tagging = Pick<ExecutionState, 'History' | 'StartPolicy' | 'ResourceType'>;

/** The request of an execution with the provenance tags of its recovery point, unless they are turned off. */
export function taggedRequestOf(request: BackupRequest, { History, StartPolicy, ResourceType }: Tagging): BackupRequest {
  if (History === undefined || StartPolicy?.NoProvenanceTags) { return request; }
  const { Path: historyPath, Recorded: { trigger, revision } } = History;
  return taggedRequest(request, { historyPath, trigger, revision }, ResourceType);
}
