import type { BackupRequest } from '../backup-request';
import { isKnown, knownObject, knownString, show } from '../known';
import { error, Problem, warning } from '../problem';
import type { RequestFacts } from '../request-facts';
import type { ResourceFeature } from '../resource-types/catalogue';
import { lacks, namesWith, resourceTypeOf, typeName } from '../resource-types/resource-type';

interface Option {
  readonly prop: string;
  readonly feature: ResourceFeature;
}

/**
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/windows-backups.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
 */
const OPTIONS: Readonly<Record<string, Option>> = {
  WindowsVSS: { prop: 'windowsVss', feature: 'windowsVss' },
  BackupACLs: { prop: 'backupAcls', feature: 's3Options' },
  BackupObjectTags: { prop: 'backupObjectTags', feature: 's3Options' },
};
const ALLOWED = /^[a-zA-Z0-9\-_.]{1,50}$/;

/**
 * Problems of options that only some resource types have.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export function backupOptionProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const options = Object.entries(knownObject(request.BackupOptions, facts) ?? {});
  return options.filter(([key]) => isKnown(key, facts)).flatMap(([key, value]) => {
    const option = Object.hasOwn(OPTIONS, key) ? OPTIONS[key] : undefined;
    const known = knownString(value, facts);
    return option
      ? [...typeProblems(option, known, request, facts), ...switchProblems(option, known)]
      : patternProblems(key, known);
  });
}

/** AWS documents `disabled` as the default of VSS. Of the others it documents no such thing. */
function asksForNothing(prop: string, value: unknown): boolean {
  return prop === OPTIONS.WindowsVSS.prop && value === 'disabled';
}

/**
 * The request without what asks for nothing of a type that does not have it. Whether AWS Backup accepts that is not documented.
 */
export function withoutIdleOptions(request: BackupRequest, facts: RequestFacts): BackupRequest {
  const type = resourceTypeOf(request, facts);
  const { WindowsVSS, ...others } = request.BackupOptions ?? {};
  if (!asksForNothing(OPTIONS.WindowsVSS.prop, WindowsVSS) || !type || !lacks(type, OPTIONS.WindowsVSS.feature)) { return request; }
  const { BackupOptions, ...rest } = request;
  return Object.keys(others).length === 0 ? rest : { ...rest, BackupOptions: others };
}

function typeProblems({ prop, feature }: Option, value: string | undefined, request: BackupRequest, facts: RequestFacts): Problem[] {
  const type = resourceTypeOf(request, facts);
  if (!type || !lacks(type, feature)) { return []; }
  const only = `it is an option for ${namesWith(feature).join(' and ')} only, and \`resource\` is ${typeName(type)}: leave it out`;
  return asksForNothing(prop, value)
    ? [warning(`${prop}NoEffect`, `\`${prop}\` is false, which has no effect and is not sent: ${only}`)]
    : [error(`${prop}NotSupported`, `\`${prop}\` is set, but ${only}`)];
}

function switchProblems({ prop }: Option, value: string | undefined): Problem[] {
  return value === undefined || value === 'enabled' || value === 'disabled' ? [] : [error(`${prop}Unknown`,
    `\`${prop}\` is ${show(value)}, but AWS Backup accepts only enabled or disabled: use one of them`)];
}

function patternProblems(key: string, value: string | undefined): Problem[] {
  const advice = 'but AWS Backup accepts 1 to 50 letters, digits, hyphens, underscores and dots: change it';
  const problems: Problem[] = [];
  if (!ALLOWED.test(key)) {
    problems.push(error('backupOptionKeyInvalid', `\`backupOptions\` has the key ${show(key)}, ${advice}`));
  }
  if (value !== undefined && !ALLOWED.test(value)) {
    problems.push(error('backupOptionValueInvalid', `\`backupOptions\` has the value ${show(value)} under "${key}", ${advice}`));
  }
  return problems;
}
