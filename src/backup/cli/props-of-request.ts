import { Duration } from 'aws-cdk-lib';
import { BackupResource, BackupVault, type IBackupVault } from 'aws-cdk-lib/aws-backup';
import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { OnDemandBackupProps } from '../../on-demand-backup-props';
import type { BackupRequest } from '../../request/backup-request';
import { FOREVER } from '../../request/rules/lifecycle-members';
import { OPTION_OF_PROP } from '../render-request';

const SWITCH: ReadonlySet<string> = new Set(['enabled', 'disabled']);

/**
 * The props that render a request, as far as it is given. It must have no problems.
 *
 * @param scope where the vaults and the role are imported, in one construct
 */
export function propsOfRequest(scope: Construct, id: string, request: Partial<BackupRequest>): Partial<OnDemandBackupProps> {
  let imports: Construct | undefined;
  const imported = <T>(value: string | undefined, by: (within: Construct, name: string) => T): T | undefined =>
    value === undefined ? undefined : by(imports ??= new Construct(scope, `${id}CliInput`), value);
  const { Lifecycle = {} } = request;
  return {
    resource: request.ResourceArn === undefined ? undefined : BackupResource.fromArn(request.ResourceArn),
    backupVault: imported<IBackupVault>(request.BackupVaultName, (within, name) => BackupVault.fromBackupVaultName(within, 'BackupVault', name)),
    logicallyAirGappedBackupVault: imported<IBackupVault>(request.LogicallyAirGappedBackupVaultArn,
      (within, arn) => BackupVault.fromBackupVaultArn(within, 'LogicallyAirGappedBackupVault', arn)),
    role: imported<IRole>(request.IamRoleArn, (within, arn) => Role.fromRoleArn(within, 'Role', arn)),
    idempotencyToken: request.IdempotencyToken,
    startWindow: duration(request.StartWindowMinutes, Duration.minutes),
    completionWindow: duration(request.CompleteWindowMinutes, Duration.minutes),
    deleteAfter: duration(Lifecycle.DeleteAfterDays, Duration.days),
    moveToColdStorageAfter: duration(Lifecycle.MoveToColdStorageAfterDays, Duration.days),
    optInToArchiveForSupportedResources: Lifecycle.OptInToArchiveForSupportedResources,
    recoveryPointTags: request.RecoveryPointTags,
    ...optionProps(request.BackupOptions),
    index: request.Index === undefined ? undefined : request.Index === 'ENABLED',
  };
}

/** `FOREVER` is what the API has for a member that is left out. */
function duration(amount: number | undefined, of: (amount: number) => Duration): Duration | undefined {
  return amount === undefined || amount === FOREVER ? undefined : of(amount);
}

/** An option that has its own prop gets that, so that another prop can override it. A deploy-time value stays an option. */
function optionProps(options: BackupRequest['BackupOptions'] = {}): Partial<OnDemandBackupProps> {
  const own = Object.entries(OPTION_OF_PROP).filter(([, option]) => SWITCH.has(options[option]));
  const rest = Object.entries(options).filter(([name]) => !own.some(([, option]) => option === name));
  return {
    ...Object.fromEntries(own.map(([prop, option]) => [prop, options[option] === 'enabled'])),
    ...rest.length > 0 ? { backupOptions: Object.fromEntries(rest) } : {},
  };
}
