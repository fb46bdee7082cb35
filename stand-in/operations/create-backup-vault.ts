import { CreateBackupVault$, type CreateBackupVaultInput, type CreateBackupVaultOutput } from '@aws-sdk/client-backup';
import { invalidParameter } from '../model/errors';
import { defineOperation } from '../model/operation';

const VAULT_NAME = /^[a-zA-Z0-9\-_]{2,50}$/;

export const createBackupVault = defineOperation<CreateBackupVaultInput, CreateBackupVaultOutput>({
  schema: CreateBackupVault$,
  errors: [
    'AlreadyExistsException', 'InvalidParameterValueException', 'LimitExceededException', 'MissingParameterValueException',
    'ServiceUnavailableException',
  ],
  subjects: (input) => [input.BackupVaultName],
  run: (input, service, caller) => {
    const name = input.BackupVaultName;
    if (!VAULT_NAME.test(name)) { throw invalidParameter(`Invalid backup vault name: ${name}`); }
    const vault = service.vaults.create(name);
    return { BackupVaultName: name, BackupVaultArn: service.vaultArn(name, caller), CreationDate: new Date(vault.createdAt) };
  },
});
