import type { CfnResource } from 'aws-cdk-lib';
import type { BackupProtectionProps } from './backup-protection-props';
import type { Classification } from './classification/classification';
import { classify } from './classification/classify';
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

/** Decides what a protection does for a stateful resource. */
export function decisionOn(resource: CfnResource, props: BackupProtectionProps): Decision {
  const classification = classify(resource);
  const unchanged = { typeName: classification.typeName, coverage: {}, missing: [] };
  const optedOut = optOutReason(resource) ?? exclusionReason(classification, props);
  if (optedOut !== undefined) { return { ...unchanged, status: ProtectionStatus.OPTED_OUT, reason: optedOut }; }
  switch (classification.kind) {
    case 'heldElsewhere': return { ...unchanged, status: ProtectionStatus.HELD_ELSEWHERE, reason: classification.reason };
    case 'impossible': return {
      ...unchanged,
      status: ProtectionStatus.NOT_PROTECTED,
      reason: `${classification.reason}: ${classification.advice}`,
      warning: classification.typeName === undefined ? 'typeNotSupported' : 'notProtected',
    };
    case 'possible': return { typeName: classification.typeName, reason: classification.remark, ...backups(resource, props) };
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
