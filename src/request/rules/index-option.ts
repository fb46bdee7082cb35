import type { BackupRequest } from '../backup-request';
import { knownString, show } from '../known';
import { error, Problem, warning } from '../problem';
import type { RequestFacts } from '../request-facts';
import { lacks, namesWith, resourceTypeOf, typeName } from '../resource-types/resource-type';

/**
 * Problems of a backup index, which only some types have, and no recovery point in a logically air-gapped vault.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/lag-vault-primary-backup.html
 */
export function indexProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const index = knownString(request.Index, facts);
  if (index === undefined || index === 'DISABLED') { return []; }
  if (index !== 'ENABLED') {
    return [error('indexUnknown', `\`index\` is ${show(index)}, but AWS Backup accepts only ENABLED or DISABLED: use one of them`)];
  }
  const type = resourceTypeOf(request, facts);
  const problems: Problem[] = [];
  if (type && lacks(type, 'index')) {
    problems.push(error('indexNotSupported',
      `\`index\` is ENABLED, but AWS Backup creates an index for ${namesWith('index').join(' and ')} only, and \`resource\` is ${typeName(type)}: leave it out`));
  }
  if (request.LogicallyAirGappedBackupVaultArn !== undefined) {
    problems.push(warning('indexInAirGappedVault',
      '`index` is ENABLED, but AWS Backup creates no index in a logically air-gapped vault: leave it out, or leave `logicallyAirGappedBackupVault` out'));
  }
  return problems;
}
