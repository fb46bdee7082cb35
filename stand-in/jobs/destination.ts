import type { Destination } from './job';
import type { StartContext } from './start-context';
import type { Caller } from '../model/call';
import { notFound } from '../model/errors';
import type { StartInput } from '../model/start-input';
import type { ResourceType } from '../rules/resource-types';

/**
 * Chooses the vault for the recovery point. If the request names a logically air-gapped vault, the backup of a fully managed
 * resource goes straight there. Others go to the standard vault, from which a copy job (not imitated) copies and then deletes them.
 */
export function chooseDestination(context: StartContext, input: StartInput, type: ResourceType, caller: Caller): Destination {
  const standard = standardVault(context, input, caller);
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

function standardVault(context: StartContext, input: StartInput, caller: Caller): Destination {
  const name = input.BackupVaultName;
  const vault = context.vaults.find(name);
  if (vault === undefined && context.options.missingVault !== 'fail-job') { throw notFound(`Backup vault not found: ${name}`); }
  return {
    vaultName: name,
    vaultArn: context.vaultArn(name, caller),
    vaultType: 'BACKUP_VAULT',
    isLocked: vault?.locked ?? false,
    lifecycle: input.Lifecycle,
  };
}
