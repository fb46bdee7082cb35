import { amount } from '../amount';
import type { BackupRequest } from '../backup-request';
import { isKnown } from '../known';
import { retentionDays } from './lifecycle-members';
import { error, Problem } from '../problem';
import type { RequestFacts, RetentionRange } from '../request-facts';
import { lacks, resourceTypeOf } from '../resource-types/resource-type';

const AIR_GAPPED_MIN_DAYS = 7;

interface VaultLabel {
  readonly prop: 'backupVault' | 'logicallyAirGappedBackupVault';
  readonly label: string;
}

/** Problems of a retention outside the range of a vault, with which the job fails. */
export function retentionProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const days = retentionDays(request, facts);
  if (days === undefined) { return []; }
  return [
    ...rangeProblems(days, facts.vaultLock ?? {}, { prop: 'backupVault', label: 'Vault Lock of `backupVault`' }, facts),
    ...airGappedProblems(days, request, facts),
  ];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html */
function airGappedProblems(days: number, request: BackupRequest, facts: RequestFacts): Problem[] {
  const type = resourceTypeOf(request, facts);
  if (request.LogicallyAirGappedBackupVaultArn === undefined || (type && lacks(type, 'airGappedVault'))) { return []; }
  const { minDays = AIR_GAPPED_MIN_DAYS, maxDays } = facts.airGappedRetention ?? {};
  return rangeProblems(days, { minDays, maxDays },
    { prop: 'logicallyAirGappedBackupVault', label: '`logicallyAirGappedBackupVault`' }, facts);
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html */
function rangeProblems(days: number, { minDays, maxDays }: RetentionRange, { prop, label }: VaultLabel, facts: RequestFacts): Problem[] {
  if (minDays !== undefined && isKnown(minDays, facts) && days < minDays) {
    return [error(`${prop}RetentionTooShort`,
      `\`deleteAfter\` is ${amount(days, 'days')}, but ${label} accepts at least ${amount(minDays, 'days')}: use Duration.days(${minDays}) or more`)];
  }
  if (maxDays === undefined || !isKnown(maxDays, facts) || days <= maxDays) { return []; }
  const start = days === Infinity ? '`deleteAfter` is left out, to keep the recovery point forever' : `\`deleteAfter\` is ${amount(days, 'days')}`;
  return [error(`${prop}RetentionTooLong`, `${start}, but ${label} accepts at most ${amount(maxDays, 'days')}: use Duration.days(${maxDays}) or less`)];
}
