import type { BackupRequest } from '../backup-request';
import { knownNumber, knownObject } from '../known';
import type { RequestFacts } from '../request-facts';

/**
 * The API's value for "no end".
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
export const FOREVER = -1;

/** The members of the lifecycle, none if it is left out; undefined if they are not known (yet). */
export function lifecycleOf({ Lifecycle }: BackupRequest, facts: RequestFacts): Readonly<Record<string, unknown>> | undefined {
  return Lifecycle === undefined ? {} : knownObject(Lifecycle, facts);
}

/** The number of days after which the recovery point is deleted, Infinity for never; undefined if it is not known (yet). */
export function retentionDays(request: BackupRequest, facts: RequestFacts): number | undefined {
  const lifecycle = lifecycleOf(request, facts);
  if (lifecycle === undefined) { return undefined; }
  const days = lifecycle.DeleteAfterDays;
  return days === undefined || days === FOREVER ? Infinity : knownNumber(days, facts);
}

/** The number of days after which the recovery point moves to cold storage; undefined for never, or if it is not known (yet). */
export function coldStorageDays(request: BackupRequest, facts: RequestFacts): number | undefined {
  const days = knownNumber(lifecycleOf(request, facts)?.MoveToColdStorageAfterDays, facts);
  return days === FOREVER ? undefined : days;
}
