import { CreateBackupVault$, type CreateBackupVaultInput, type CreateBackupVaultOutput } from '@aws-sdk/client-backup';
import { invalidParameter } from '../model/errors';
import { defineOperation } from '../model/operation';
import { isVaultName } from '../rules/vault-name';
import type { BackupService } from '../service/backup-service';

export const createBackupVault = defineOperation<BackupService, CreateBackupVaultInput, CreateBackupVaultOutput>({
  schema: CreateBackupVault$,
  errors: [
    'AlreadyExistsException', 'InvalidParameterValueException', 'LimitExceededException', 'MissingParameterValueException',
    'ServiceUnavailableException',
  ],
  subjects: (input) => [input.BackupVaultName],
  run: (input, service, caller) => {
    const name = input.BackupVaultName;
    if (!isVaultName(name)) { throw invalidParameter(`Invalid backup vault name: ${name}`); }
    const vault = service.vaults.create(name);
    return { BackupVaultName: name, BackupVaultArn: service.vaultArn(name, caller), CreationDate: new Date(vault.createdAt) };
  },
});
