import type { Destination, StartInput } from './job';
import { notFound } from '../model/errors';
import type { Caller } from '../model/operation';
import type { ResourceType } from '../rules/resource-types';
import type { BackupService } from '../service/backup-service';

/**
 * Which vault the recovery point goes to. With a logically air-gapped vault in the request, a fully managed resource goes
 * straight there; others go to the standard vault, for a copy job (not imitated) that takes them on and then deletes them.
 */
export function chooseDestination(service: BackupService, input: StartInput, type: ResourceType, caller: Caller): Destination {
  const standard = standardVault(service, input, caller);
  const airGappedArn = input.LogicallyAirGappedBackupVaultArn;
  if (airGappedArn === undefined || !type.airGapped) { return standard; }
  if (!type.fullyManaged) { return { ...standard, lifecycle: { ...input.Lifecycle, DeleteAfterEvent: 'DELETE_AFTER_COPY' } }; }
  return {
    vaultName: airGappedArn.slice(airGappedArn.lastIndexOf(':') + 1),
    vaultArn: airGappedArn,
    vaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
    isLocked: true,
    lifecycle: input.Lifecycle,
  };
}

function standardVault(service: BackupService, input: StartInput, caller: Caller): Destination {
  const name = input.BackupVaultName;
  const vault = service.vaults.find(name);
  if (vault === undefined && service.options.missingVault !== 'fail-job') { throw notFound(`Backup vault not found: ${name}`); }
  return {
    vaultName: name,
    vaultArn: service.vaultArn(name, caller),
    vaultType: 'BACKUP_VAULT',
    isLocked: vault?.locked ?? false,
    lifecycle: input.Lifecycle,
  };
}
