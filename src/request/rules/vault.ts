import { arnPattern, holdsPlaceholder } from '../arn';
import type { BackupRequest } from '../backup-request';
import { knownString, show } from '../known';
import { error, Problem, warning } from '../problem';
import type { RequestFacts } from '../request-facts';
import { arnPartProblems } from './arn/arn-parts';
import { locationProblems } from './arn/location';
import { lacks, resourceTypeOf, typeName } from '../resource-types/resource-type';

const VAULT_NAME = /^[a-zA-Z0-9\-_]{2,50}$/;
const VAULT_NAME_RULE = 'a vault name is 2 to 50 letters, digits, hyphens and underscores';
const VAULT_ARN = arnPattern('arn:P:backup:R:A:backup-vault:N');
const NEEDS = { hasRegion: true, hasAccount: true } as const;

/** Problems of the vaults by themselves; `retention.ts` checks how long they keep a recovery point. */
export function vaultProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const standardArn = knownString(facts.backupVaultArn, facts);
  return [
    ...nameProblems(request, facts),
    ...standardArnProblems(standardArn, facts),
    ...airGappedArnProblems(request, facts),
    ...airGappedTypeProblems(request, facts),
  ];
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html */
function nameProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const name = knownString(request.BackupVaultName, facts);
  if (name !== undefined && isReserved(name)) { return [reserved('backupVault', name)]; }
  return name === undefined || VAULT_NAME.test(name) ? [] : [error('backupVaultNameInvalid',
    `\`backupVault\` has the name ${show(name)}, but ${VAULT_NAME_RULE}: give its name, not its ARN`)];
}

/** The name of an imported vault is taken from its ARN, and checked already. */
function standardArnProblems(arn: string | undefined, facts: RequestFacts): Problem[] {
  const malformed = arn === undefined ? [] : arnPartProblems('backupVault', arn, NEEDS);
  return malformed.length > 0 ? malformed : locationProblems('backupVault', arn, facts);
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html */
function airGappedArnProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const arn = knownString(request.LogicallyAirGappedBackupVaultArn, facts);
  if (arn === undefined) { return locationProblems('logicallyAirGappedBackupVault', arn, facts); }
  if (isReserved(arn)) { return [reserved('logicallyAirGappedBackupVault', arn)]; }
  const name = VAULT_ARN.exec(arn)?.[1];
  if (name === undefined) {
    return [error('logicallyAirGappedBackupVaultNotAnArn',
      `\`logicallyAirGappedBackupVault\` is ${show(arn)}, which is not the ARN of a vault: use arn:aws:backup:<region>:<account>:backup-vault:<name>`)];
  }
  if (!holdsPlaceholder(name) && !VAULT_NAME.test(name)) {
    return [error('logicallyAirGappedBackupVaultNameInvalid',
      `\`logicallyAirGappedBackupVault\` is ${show(arn)}, which has the name ${show(name)}, but ${VAULT_NAME_RULE}: use the ARN of a vault`)];
  }
  const malformed = arnPartProblems('logicallyAirGappedBackupVault', arn, NEEDS);
  return malformed.length > 0 ? malformed : locationProblems('logicallyAirGappedBackupVault', arn, facts);
}

/** Whether a name, or the name in an ARN, is one of those that AWS keeps for itself: aws/efs/automatic-backup-vault. */
function isReserved(nameOrArn: string): boolean {
  return /^(arn:.*:backup-vault:)?aws\//.test(nameOrArn);
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html#working-with-efs */
function reserved(prop: string, value: string): Problem {
  return error(`${prop}Reserved`,
    `\`${prop}\` is ${show(value)}, which is reserved by AWS for its automatic backups: use a vault of your own, or leave it out`);
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/lag-vault-primary-backup.html */
function airGappedTypeProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const type = resourceTypeOf(request, facts);
  if (request.LogicallyAirGappedBackupVaultArn === undefined || !type || !lacks(type, 'airGappedVault')) { return []; }
  return [warning('airGappedVaultNotSupported',
    `\`logicallyAirGappedBackupVault\` is set, but does not support ${typeName(type)}: the backup goes to \`backupVault\` only ` +
    'and the job completes with issues: leave it out')];
}
