import type { BackupRequest } from '../backup-request';
import { knownString } from '../known';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';

/**
 * Problems of the token, of which AWS documents only that it is a string.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export function idempotencyTokenProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  return knownString(request.IdempotencyToken, facts) !== '' ? [] : [error('idempotencyTokenEmpty',
    '`idempotencyToken` is "", which cannot distinguish one job from another: use a string that is new for each job, or leave it out')];
}
