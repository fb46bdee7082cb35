import type { Lifecycle } from '@aws-sdk/client-backup';

/** The retention periods that a vault lock allows. */
export interface VaultLock {
  readonly minRetentionDays?: number;
  readonly maxRetentionDays?: number;
}

/** Whether the vault's lock accepts a recovery point with this lifecycle. */
export function acceptsLifecycle(lock: VaultLock, lifecycle: Lifecycle | undefined): boolean {
  const days = lifecycle?.DeleteAfterDays ?? -1;
  const kept = days === -1 ? Infinity : days;
  return kept >= (lock.minRetentionDays ?? 0) && kept <= (lock.maxRetentionDays ?? Infinity);
}
