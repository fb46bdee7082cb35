import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BackupProtectionProps } from './backup-protection-props';
import { reuseProblems } from '../backup/start/start-policy';
import { COVERED_TYPE_NAMES } from '../request/resource-types/synth-columns';

/** Throws all problems of a protection in one error, if it has any. */
export function checkProtection(props: BackupProtectionProps): void {
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
  ];
  if (problems.length > 0) { throw new Error(`the backup protection has problems:\n${problems.map((problem) => `- ${problem}`).join('\n')}`); }
}

/** Throws for a reason that does not help the readers of the report. */
export function failOnOptOut({ node }: IConstruct, reason: string): void {
  if (Token.isUnresolved(reason) || reason.trim() === '') {
    throw new Error(`BackupProtection.optOut(${node.path}) has ${reason.trim() === '' ? 'no reason' : 'a reason that is known at deploy time only'}: say why, for the report`);
  }
}
