import type { StartInput } from './job';
import type { JobScript } from './job-script';
import type { ResourceType } from '../rules/resource-types';
import type { BackupService } from '../service/backup-service';
import { acceptsLifecycle } from '../service/vaults';

const MAX_TAGS = 50;

/** What the service itself makes of a job that it accepted, whatever the script says. */
export function foreseeOutcome(service: BackupService, input: StartInput, type: ResourceType): JobScript {
  const vault = service.vaults.find(input.BackupVaultName);
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
