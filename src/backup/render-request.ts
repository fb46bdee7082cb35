import { Duration, Token } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { BackupJobProps } from '../backup-job-props';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import { sortMaps } from './props/sort-maps';
import type { BackupRequest, RecoveryPointLifecycle } from '../request/backup-request';
import { additionalMemberProblems, withAdditionalMembers } from '../request/rules/additional-members';

/** The members of a request that `BackupJobProps` determine. */
type JobMembers = Omit<BackupRequest, 'BackupVaultName' | 'LogicallyAirGappedBackupVaultArn' | 'ResourceArn' | 'IamRoleArn'>;

/** The resource, vault and role of a request: those given, or those of the stack. */
export interface RequestTargets {
  readonly resourceArn: string;
  readonly backupVault: IBackupVault;
  readonly role: IRole;
}

/** Renders typed props as the request of the API. Values may be tokens; missing props are left out. */
export function renderRequest(props: OnDemandBackupProps, targets: RequestTargets): BackupRequest {
  return withoutUndefined<BackupRequest>({
    BackupVaultName: targets.backupVault.backupVaultName,
    LogicallyAirGappedBackupVaultArn: props.logicallyAirGappedBackupVault?.backupVaultArn,
    ResourceArn: targets.resourceArn,
    IamRoleArn: targets.role.roleArn,
    ...renderJob(props),
  });
}

/** Renders the options of a job: the members of the request besides resource, vaults and role. */
export function renderJob(props: BackupJobProps): JobMembers {
  const request = withoutUndefined<JobMembers>({
    IdempotencyToken: props.idempotencyToken,
    StartWindowMinutes: minutes(props.startWindow),
    CompleteWindowMinutes: minutes(props.completionWindow),
    Lifecycle: emptyAsUndefined(withoutUndefined<RecoveryPointLifecycle>({
      DeleteAfterDays: days(props.deleteAfter),
      MoveToColdStorageAfterDays: days(props.moveToColdStorageAfter),
      OptInToArchiveForSupportedResources: props.optInToArchiveForSupportedResources,
    })),
    RecoveryPointTags: emptyAsUndefined(sortMaps(props.recoveryPointTags ?? {})),
    BackupOptions: emptyAsUndefined(sortMaps({ ...props.backupOptions, ...optionProps(props) })),
    Index: props.index === undefined ? undefined : props.index ? 'ENABLED' : 'DISABLED',
  });
  // A problem there would seem to be one of another prop
  return additionalProblems(props).length > 0 ? request : withAdditionalMembers(request, sortMaps(props.additionalRequestMembers));
}

/** Problems of the props that the rendered request no longer shows. */
export function propProblems(props: BackupJobProps): string[] {
  const options = props.backupOptions ?? {};
  const clashes = Object.entries(OPTION_OF_PROP)
    .filter(([prop, option]) => props[prop as OptionProp] !== undefined && options[option] !== undefined)
    .map(([prop, option]) => `\`${prop}\` and \`backupOptions.${option}\` are both given: leave one of them out`);
  const durations = { startWindow: 'minutes', completionWindow: 'minutes', deleteAfter: 'days', moveToColdStorageAfter: 'days' } as const;
  const units = Object.entries(durations)
    .filter(([prop, unit]) => isTokenOfOtherUnit(props[prop as keyof typeof durations], unit))
    .map(([prop, unit]) => `\`${prop}\` is a deploy-time value in another unit than ${unit}: write Duration.${unit}(...)`);
  return [...clashes, ...units, ...additionalProblems(props)];
}

function additionalProblems({ additionalRequestMembers }: BackupJobProps): string[] {
  return additionalMemberProblems(additionalRequestMembers, { isUnresolved: Token.isUnresolved }).map(({ message }) => message);
}

/** The backup options that have their own prop. */
export const OPTION_OF_PROP = { windowsVss: 'WindowsVSS', backupAcls: 'BackupACLs', backupObjectTags: 'BackupObjectTags' } as const;
type OptionProp = keyof typeof OPTION_OF_PROP;

function optionProps(props: BackupJobProps): Record<string, string> {
  return Object.fromEntries(Object.entries(OPTION_OF_PROP)
    .filter(([prop]) => props[prop as OptionProp] !== undefined)
    .map(([prop, option]) => [option, props[prop as OptionProp] ? 'enabled' : 'disabled']));
}

function minutes(duration: Duration | undefined): number | undefined {
  return isTokenOfOtherUnit(duration, 'minutes') ? undefined : duration?.toMinutes({ integral: false });
}

function days(duration: Duration | undefined): number | undefined {
  return isTokenOfOtherUnit(duration, 'days') ? undefined : duration?.toDays({ integral: false });
}

/** A deploy-time duration cannot be converted. `Duration.isUnresolved`, because `Token.isUnresolved` sees no token in a duration. */
function isTokenOfOtherUnit(duration: Duration | undefined, unit: 'minutes' | 'days'): boolean {
  return duration !== undefined && duration.isUnresolved() && duration.unitLabel() !== unit;
}

function withoutUndefined<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}

function emptyAsUndefined<T extends object>(members: T): T | undefined {
  return Object.keys(members).length > 0 ? members : undefined;
}
