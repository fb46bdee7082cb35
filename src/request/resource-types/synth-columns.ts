import { RESOURCE_TYPE_NAMES } from './catalogue';
import {
  type CfnTypeColumns, FULLY_MANAGED, GENERAL_POLICY, type ProtectionRule, type RecoveryPointColumns, SYNTH_CATALOGUE, type SynthColumns,
} from './synth-catalogue';

const ROWS: readonly SynthColumns[] = Object.values(SYNTH_CATALOGUE);

/** The names of the types that `BackupProtection` covers, sorted. */
export const COVERED_TYPE_NAMES: readonly string[] = RESOURCE_TYPE_NAMES.filter((name) => SYNTH_CATALOGUE[name].protection === 'covered').sort();

/** The CloudFormation types that AWS Backup can back up, sorted. */
export const CFN_TYPES: readonly string[] = [...new Set(ROWS.flatMap(({ cfnTypes }) => Object.keys(cfnTypes)))].sort();

/** The AWS managed policies for the backups of a type; that of most types when its name is new to this library, or not known. */
export function backupPoliciesOf(typeName: string | undefined): readonly string[] {
  return columnsOf(typeName)?.backupPolicies ?? [GENERAL_POLICY];
}

/** Whether the recovery points of a type contain nested ones. */
export function isComposite(typeName: string | undefined): boolean {
  return columnsOf(typeName)?.isComposite === true;
}

/** The CloudFormation type of the members of a cluster; undefined for a type that is no cluster. */
export function memberTypeOf(cfnType: string): string | undefined {
  return columnsOfCfn(cfnType)?.memberType;
}

/** What deleting the recovery points of a type takes; when its name is not known, what that of each type takes. */
export function recoveryPointsOf(typeName: string | undefined): RecoveryPointColumns[] {
  return typeName === undefined ? ROWS.map(({ recoveryPoints }) => recoveryPoints) : [columnsOf(typeName)?.recoveryPoints ?? FULLY_MANAGED];
}

/** The attribute of a CloudFormation type that is the ARN; undefined when it has none. */
export function arnAttributeOf(cfnType: string): string | undefined {
  return columnsOfCfn(cfnType)?.arnAttribute;
}

/** The properties of a CloudFormation type that hold its tags. */
export function tagPropertiesOf(cfnType: string): readonly string[] {
  return columnsOfCfn(cfnType)?.tagProperties ?? ['Tags'];
}

/** Which resources of a CloudFormation type AWS Backup can back up; undefined for a type that is in no row. */
export function protectionRuleOf(cfnType: string): ProtectionRule | undefined {
  return columnsOfCfn(cfnType)?.rule ?? (CFN_TYPES.some((cluster) => memberTypeOf(cluster) === cfnType) ? 'clusterMember' : undefined);
}

function columnsOf(typeName: string | undefined): SynthColumns | undefined {
  const name = RESOURCE_TYPE_NAMES.find((known) => known === typeName);
  return name && SYNTH_CATALOGUE[name];
}

function columnsOfCfn(cfnType: string): CfnTypeColumns | undefined {
  return ROWS.find(({ cfnTypes }) => Object.hasOwn(cfnTypes, cfnType))?.cfnTypes[cfnType];
}
