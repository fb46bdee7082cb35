import { shellQuoted } from '../../src/request/cli/shell-quoted';

/** Where a recovery point is. */
export interface PointLocation {
  readonly recoveryPointArn: string;
  readonly backupVaultName: string;
  /** Empty when it is not known: the command then uses that of the AWS CLI. */
  readonly region: string;
}

/**
 * The AWS CLI command that shows a recovery point; empty without one.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/backup/describe-recovery-point.html
 */
export function describeCommand(point: PointLocation): string {
  return backupCommand('describe-recovery-point', point);
}

/**
 * The AWS CLI command that fetches what `start-restore-job` takes as `--metadata`; empty without a recovery point.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/backup/get-recovery-point-restore-metadata.html
 */
export function restoreMetadataCommand(point: PointLocation): string {
  return backupCommand('get-recovery-point-restore-metadata', point);
}

function backupCommand(operation: string, { recoveryPointArn, backupVaultName, region }: PointLocation): string {
  if (recoveryPointArn === '' || backupVaultName === '') { return ''; }
  const options = { 'backup-vault-name': backupVaultName, 'recovery-point-arn': recoveryPointArn, ...region === '' ? {} : { region } };
  return ['aws', 'backup', operation, ...Object.entries(options).flatMap(([option, value]) => [`--${option}`, shellQuoted(value)])].join(' ');
}
