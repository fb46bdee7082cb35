import { DescribeBackupVault$, type DescribeBackupVaultInput, type DescribeBackupVaultOutput } from '@aws-sdk/client-backup';
import { defineOperation } from '../model/operation';
import type { BackupService } from '../service/backup-service';

export const describeBackupVault = defineOperation<BackupService, DescribeBackupVaultInput, DescribeBackupVaultOutput>({
  schema: DescribeBackupVault$,
  errors: ['InvalidParameterValueException', 'MissingParameterValueException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  subjects: (input) => [input.BackupVaultName],
  run: (input, service, caller) => {
    const vault = service.vaults.get(input.BackupVaultName);
    return {
      BackupVaultName: vault.name,
      BackupVaultArn: service.vaultArn(vault.name, caller),
      VaultType: 'BACKUP_VAULT',
      CreationDate: new Date(vault.createdAt),
      NumberOfRecoveryPoints: service.recoveryPoints.countIn(vault.name),
      Locked: vault.locked ?? false,
      MinRetentionDays: vault.minRetentionDays,
      MaxRetentionDays: vault.maxRetentionDays,
    };
  },
});
