import type { BackupRequest } from './backup-request';
import { knownNumber, knownObject } from './known';
import type { RequestFacts } from './request-facts';

/**
 * What the API takes for "no end".
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
export const FOR_EVER = -1;

/** The members of the lifecycle, none if it is left out; undefined when they are not known (yet). */
export function lifecycleOf({ Lifecycle }: BackupRequest, facts: RequestFacts): Readonly<Record<string, unknown>> | undefined {
  return Lifecycle === undefined ? {} : knownObject(Lifecycle, facts);
}

/** After how many days the recovery point is deleted, Infinity for never; undefined when that is not known (yet). */
export function retentionDays(request: BackupRequest, facts: RequestFacts): number | undefined {
  const lifecycle = lifecycleOf(request, facts);
  if (lifecycle === undefined) { return undefined; }
  const days = lifecycle.DeleteAfterDays;
  return days === undefined || days === FOR_EVER ? Infinity : knownNumber(days, facts);
}

/** After how many days the recovery point moves to cold storage; undefined when it never does, or that is not known (yet). */
export function coldStorageDays(request: BackupRequest, facts: RequestFacts): number | undefined {
  const days = knownNumber(lifecycleOf(request, facts)?.MoveToColdStorageAfterDays, facts);
  return days === FOR_EVER ? undefined : days;
}
