import { CfnResource, Stack, Tokenization } from 'aws-cdk-lib';
import type { CfnBackupVault, CfnLogicallyAirGappedBackupVault, IBackupVault } from 'aws-cdk-lib/aws-backup';
import { originOf } from './resource/origin';
import type { RetentionRange } from '../request/request-facts';

/** The retention that Vault Lock of a vault accepts; undefined if the vault has no lock, or is not of this app. */
export function vaultLockOf(vault: IBackupVault): RetentionRange | undefined {
  const resource = vault.node.defaultChild;
  if (!CfnResource.isCfnResource(resource) || resource.cfnResourceType !== 'AWS::Backup::BackupVault') { return undefined; }
  const lock: unknown = Stack.of(vault).resolve((resource as CfnBackupVault).lockConfiguration);
  return lock === undefined ? undefined : rangeOf(lock as { minRetentionDays?: unknown; maxRetentionDays?: unknown });
}

/** The retention that a logically air-gapped vault accepts; empty if the vault is not of this app. */
export function airGappedRetentionOf(vault: IBackupVault): RetentionRange {
  const origin = originOf(vault.backupVaultArn);
  return origin?.cfnResourceType === 'AWS::Backup::LogicallyAirGappedBackupVault' ? rangeOf(origin as CfnLogicallyAirGappedBackupVault) : {};
}

/** Days that are known only at deploy time are left out. */
function rangeOf({ minRetentionDays, maxRetentionDays }: { minRetentionDays?: unknown; maxRetentionDays?: unknown }): RetentionRange {
  return { minDays: numberUnlessToken(minRetentionDays), maxDays: numberUnlessToken(maxRetentionDays) };
}

function numberUnlessToken(value: unknown): number | undefined {
  return typeof value === 'number' && Tokenization.reverseNumber(value) === undefined ? value : undefined;
}
