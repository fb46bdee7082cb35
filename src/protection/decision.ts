import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BackupProtectionProps } from './backup-protection-props';
import type { Classification, Possible } from './classification/classification';
import { classify, classifyIncluded } from './classification/classify';
import type { IncludedResource } from './classification/included-resources';
import { optOutReason } from './opt-out';
import { ProtectionStatus } from './protection-report';
import { type Coverage, coverageOf } from '../triggers/coverage';

/** What a protection does about a stateful resource. */
export interface Decision {
  readonly status: ProtectionStatus;
  /** AWS Backup's name of the type. */
  readonly typeName?: string;
  /** The wanted backups that exist already. */
  readonly coverage: Coverage;
  /** The wanted backups that are missing. */
  readonly missing: readonly (keyof Coverage)[];
  readonly reason?: string;
  /** The id of the warning to add; left out if there is no reason to warn. */
  readonly warning?: string;
}

/** Decides what a protection does for a stateful resource. Called after the last aspect, because it renders the resource. */
export function decisionOn(resource: CfnResource, props: BackupProtectionProps): Decision {
  const classification = classify(resource);
  return withoutBackup(resource, classification, props)
    ?? { typeName: classification.typeName, reason: (classification as Possible).remark, ...backups(resource, props) };
}

/** Decides about a resource that is only a part of a template, which the construct includes. */
export function decisionOnIncluded(construct: IConstruct, { cfnType }: IncludedResource, props: BackupProtectionProps): Decision {
  return withoutBackup(construct, classifyIncluded(cfnType), props) as Decision;
}

/** The decision about a resource that could be protected, if its stack could have backups. */
export function withoutBackups({ typeName, coverage }: Decision, reason: string): Decision {
  return { typeName, status: ProtectionStatus.NOT_PROTECTED, coverage, missing: [], reason, warning: 'notProtected' };
}

/** The decision that needs no backup; undefined if backups are possible and wanted. */
function withoutBackup(construct: IConstruct, classification: Classification, props: BackupProtectionProps): Decision | undefined {
  const unchanged = { typeName: classification.typeName, coverage: {}, missing: [] };
  const optedOut = optOutReason(construct) ?? exclusionReason(classification, props);
  if (optedOut !== undefined) { return { ...unchanged, status: ProtectionStatus.OPTED_OUT, reason: optedOut }; }
  switch (classification.kind) {
    case 'heldElsewhere': return { ...unchanged, status: ProtectionStatus.HELD_ELSEWHERE, reason: classification.reason };
    case 'impossible': return {
      ...unchanged,
      status: ProtectionStatus.NOT_PROTECTED,
      reason: `${classification.reason}: ${classification.advice}`,
      warning: classification.typeName === undefined ? 'typeNotSupported' : 'notProtected',
    };
    case 'possible': return undefined;
  }
}

/** Why `resourceTypes` excludes a resource; undefined if it does not. A type known only at deploy time is protected, to be safe. */
function exclusionReason(classification: Classification, { resourceTypes }: BackupProtectionProps): string | undefined {
  if (resourceTypes === undefined || (classification.kind === 'possible' && classification.typeName === undefined)) { return undefined; }
  const names = resourceTypes.map(({ name }) => name);
  return names.includes(classification.typeName ?? '') ? undefined : `\`resourceTypes\` of the protection names ${names.join(', ')} only`;
}

function backups(resource: CfnResource, { beforeChange = true, onDelete = true }: BackupProtectionProps): Pick<Decision, 'status' | 'coverage' | 'missing'> {
  const existing = coverageOf(resource);
  const wanted = [...beforeChange ? ['beforeChange' as const] : [], ...onDelete ? ['onDelete' as const] : []];
  const missing = wanted.filter((kind) => existing[kind] === undefined);
  return {
    status: missing.length > 0 ? ProtectionStatus.PROTECTED : ProtectionStatus.COVERED,
    coverage: Object.fromEntries(wanted.filter((kind) => existing[kind] !== undefined).map((kind) => [kind, existing[kind]])),
    missing,
  };
}
