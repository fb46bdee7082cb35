import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BackupProtectionProps } from './backup-protection-props';
import { BACKUP_PROP_NAMES, BACKUP_PROPS, FAILURE_ACTION, REUSE_PROPS, WAIT_PROPS } from '../backup/props/backup-shape';
import { CONSTRUCT, RESOURCE_TYPE } from '../backup/props/cdk-checks';
import { BOOLEAN, listOf, STRING } from '../backup/props/check';
import { failCall, type Shape, shapeProblems } from '../backup/props/shape';
import { propProblems, renderJob } from '../backup/render-request';
import { reuseProblems } from '../backup/start/start-policy';
import { waitPolicyProblems } from '../backup/wait-policies';
import type { BackupRequest } from '../request/backup-request';
import { COVERED_TYPE_NAMES } from '../request/resource-types/synth-columns';
import { lifecycleProblems } from '../request/rules/lifecycle';
import { memberProblems } from '../request/rules/members';
import { recoveryPointTagProblems } from '../request/rules/recovery-point-tags';
import { windowProblems } from '../request/rules/windows';
import { propertyPathProblems } from '../triggers/before-change-problems';

const PROPS: Shape<BackupProtectionProps> = {
  beforeChange: BOOLEAN,
  onDelete: BOOLEAN,
  ignoreProperties: listOf('strings', STRING),
  ignoreTags: BOOLEAN,
  onDeleteFailure: FAILURE_ACTION,
  resourceTypes: listOf('BackupResourceTypes', RESOURCE_TYPE),
  backupVault: BACKUP_PROPS.backupVault,
  role: BACKUP_PROPS.role,
  deleteAfter: BACKUP_PROPS.deleteAfter,
  startWindow: BACKUP_PROPS.startWindow,
  completionWindow: BACKUP_PROPS.completionWindow,
  recoveryPointTags: BACKUP_PROPS.recoveryPointTags,
  historyEncryptionKey: BACKUP_PROPS.historyEncryptionKey,
  keepLast: BACKUP_PROPS.keepLast,
  keepAtLeast: BACKUP_PROPS.keepAtLeast,
  provenanceTags: BACKUP_PROPS.provenanceTags,
  ...REUSE_PROPS,
  ...WAIT_PROPS,
};

/** The rules of what all backups of a protection share. Those that also depend on the resource are checked for each backup. */
const SHARED_RULES = [memberProblems, windowProblems, lifecycleProblems, recoveryPointTagProblems];

/** Throws all problems of a protection in one error, if it has any: once, instead of for each resource at the end of the synthesis. */
export function checkProtection(props: BackupProtectionProps): void {
  failCall('new BackupProtection()', shapeProblems('`props`', props, PROPS, [], BACKUP_PROP_NAMES));
  const { beforeChange = true, onDelete = true, ignoreProperties, ignoreTags, onDeleteFailure, resourceTypes, maxAge, reuseFrom } = props;
  const unknown = (resourceTypes ?? []).filter(({ name }) => !COVERED_TYPE_NAMES.includes(name));
  const problems = [
    ...!beforeChange && !onDelete ? ['`beforeChange` and `onDelete` are both false, so there is nothing to do: leave one of them out'] : [],
    ...!beforeChange && ignoreProperties !== undefined ? ['`ignoreProperties` has no effect without `beforeChange`: leave one of them out'] : [],
    ...!beforeChange && ignoreTags ? ['`ignoreTags` has no effect without `beforeChange`: leave one of them out'] : [],
    ...reuseProblems({ maxAge, reuseFrom }),
    ...!beforeChange && maxAge !== undefined ? ['`maxAge` has no effect without `beforeChange`: leave one of them out'] : [],
    ...!onDelete && onDeleteFailure !== undefined ? ['`onDeleteFailure` has no effect without `onDelete`: leave one of them out'] : [],
    ...resourceTypes?.length === 0 ? ['`resourceTypes` is empty: name a type, or leave it out for all'] : [],
    ...unknown.length > 0 ? [`\`resourceTypes\` names ${unknown.join(', ')}, but a protection knows ${COVERED_TYPE_NAMES.join(', ')}`] : [],
    ...propertyPathProblems(ignoreProperties ?? []),
    ...propProblems(props), ...waitPolicyProblems(props), ...sharedProblems(props),
  ];
  if (problems.length > 0) { throw new Error(`the backup protection has problems:\n${problems.map((problem) => `- ${problem}`).join('\n')}`); }
}

function sharedProblems(props: BackupProtectionProps): string[] {
  const request = { BackupVaultName: 'any', ResourceArn: 'any', IamRoleArn: 'any', ...renderJob(props) } as BackupRequest;
  return SHARED_RULES.flatMap((rule) => rule(request, { isUnresolved: Token.isUnresolved }))
    .filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

/** Throws for a reason that does not help the readers of the report. */
export function failOnOptOut(construct: IConstruct, reason: string): void {
  failCall('BackupProtection.optOut()', [...CONSTRUCT('`construct`', construct), ...STRING('`reason`', reason)]);
  if (Token.isUnresolved(reason) || reason.trim() === '') {
    throw new Error(`BackupProtection.optOut(${construct.node.path}) has ${reason.trim() === '' ? 'no reason' : 'a reason that is known at deploy time only'}: say why, for the report`);
  }
}
