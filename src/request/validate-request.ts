import type { BackupRequest } from './backup-request';
import { isObject } from './known';
import type { Problem } from './problem';
import type { RequestFacts } from './request-facts';
import { partitionProblems } from './rules/arn/partition';
import { backupOptionProblems } from './rules/backup-options';
import { coldStorageProblems } from './rules/cold-storage';
import { idempotencyTokenProblems } from './rules/idempotency-token';
import { indexProblems } from './rules/index-option';
import { lifecycleProblems } from './rules/lifecycle';
import { memberProblems, notAnObject } from './rules/members';
import { recoveryPointTagProblems } from './rules/recovery-point-tags';
import { resourceProblems } from './rules/resource';
import { retentionProblems } from './rules/retention';
import { roleProblems } from './rules/role';
import { vaultProblems } from './rules/vault';
import { windowProblems } from './rules/windows';

const RULES: readonly ((request: BackupRequest, facts: RequestFacts) => Problem[])[] = [
  memberProblems,
  resourceProblems,
  vaultProblems,
  roleProblems,
  partitionProblems,
  windowProblems,
  lifecycleProblems,
  coldStorageProblems,
  retentionProblems,
  recoveryPointTagProblems,
  backupOptionProblems,
  indexProblems,
  idempotencyTokenProblems,
];

/**
 * Returns all problems of a request that follow from what is known. Never throws, whatever the request is: the handler gets it
 * from JSON.
 */
export function validateRequest(request: BackupRequest, facts: RequestFacts = {}): Problem[] {
  return isObject(request) ? RULES.flatMap((rule) => rule(request, facts)) : [notAnObject(request)];
}
