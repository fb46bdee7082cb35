import type { JobScript } from './job-script';
import type { StartContext } from './start-context';
import type { StartInput } from '../model/start-input';
import type { ResourceType } from '../rules/resource-types';
import { acceptsLifecycle } from '../rules/vault-lock';

const MAX_TAGS = 50;

/** How the service itself ends a job that it accepted, whatever the script says. */
export function foreseeOutcome(context: StartContext, input: StartInput, type: ResourceType): JobScript {
  const vault = context.vaults.find(input.BackupVaultName);
  if (vault === undefined) {
    return failure(`Backup job failed because backup vault ${input.BackupVaultName} does not exist.`, 'RESOURCE_NOT_FOUND');
  }
  if (!acceptsLifecycle(vault, input.Lifecycle)) {
    return failure('Backup job failed because the lifecycle is outside the valid range for backup vault.', 'INVALID_LIFECYCLE');
  }
  if (Object.keys(input.RecoveryPointTags ?? {}).length > MAX_TAGS) {
    return failure(`The resultant tag set must not have more than ${MAX_TAGS} user tags.`, 'LIMIT_EXCEEDED');
  }
  if (input.LogicallyAirGappedBackupVaultArn !== undefined && !type.airGapped) {
    return {
      statusMessage: `${type.name} is not supported by logically air-gapped vaults.`,
      messageCategory: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT_NOT_SUPPORTED',
    };
  }
  return {};
}

function failure(statusMessage: string, messageCategory: string): JobScript {
  return { outcome: 'FAILED', runningSeconds: 0, statusMessage, messageCategory };
}
