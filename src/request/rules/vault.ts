import { arnPattern, holdsPlaceholder } from '../arn';
import type { BackupRequest } from '../backup-request';
import { knownString, show } from '../known';
import { locationProblems } from './location';
import { error, Problem, warning } from '../problem';
import type { RequestFacts } from '../request-facts';
import { lacks, resourceTypeOf, typeName } from '../resource-types/resource-type';

const VAULT_NAME = /^[a-zA-Z0-9\-_]{2,50}$/;
const VAULT_ARN = arnPattern('arn:P:backup:R:A:backup-vault:N');
const NAME_IN_ARN = /:backup-vault:(.*)$/;

/** Problems of the vaults by themselves; `retention.ts` checks how long they keep a recovery point. */
export function vaultProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const standardArn = knownString(facts.backupVaultArn, facts);
  return [
    ...nameProblems(request, facts),
    ...locationProblems('backupVault', standardArn, facts),
    ...airGappedArnProblems(request, facts),
    ...airGappedTypeProblems(request, facts),
  ];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html */
function nameProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const name = knownString(request.BackupVaultName, facts);
  return name === undefined || VAULT_NAME.test(name) ? [] : [error('backupVaultNameInvalid',
    `\`backupVault\` has the name ${show(name)}, but a vault name is 2 to 50 letters, digits, hyphens and underscores: give its name, not its ARN`)];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html */
function airGappedArnProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const arn = knownString(request.LogicallyAirGappedBackupVaultArn, facts);
  if (arn === undefined) { return locationProblems('logicallyAirGappedBackupVault', arn, facts); }
  const name = NAME_IN_ARN.exec(arn)?.[1] ?? '';
  const isVault = VAULT_ARN.test(arn) && (holdsPlaceholder(name) || VAULT_NAME.test(name));
  return isVault ? locationProblems('logicallyAirGappedBackupVault', arn, facts) : [error('logicallyAirGappedBackupVaultNotAnArn',
    `\`logicallyAirGappedBackupVault\` is ${show(arn)}, which is not the ARN of a vault: use arn:aws:backup:<region>:<account>:backup-vault:<name>`)];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/lag-vault-primary-backup.html */
function airGappedTypeProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const type = resourceTypeOf(request, facts);
  if (request.LogicallyAirGappedBackupVaultArn === undefined || !type || !lacks(type, 'airGappedVault')) { return []; }
  return [warning('airGappedVaultNotSupported',
    `\`logicallyAirGappedBackupVault\` is set, but does not support ${typeName(type)}: the backup goes to \`backupVault\` only ` +
    'and the job completes with issues: leave it out')];
}
