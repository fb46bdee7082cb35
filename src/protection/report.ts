import type { IConstruct } from 'constructs';
import { type ProtectionReportEntry, ProtectionStatus } from './protection-report';
import { Protector } from './protector';

/** The file in the cloud assembly with the entries of all protections of an app. */
export const REPORT_FILE = 'on-demand-backup-protection.json';

/** The precedence of the statuses, if several protections have decided about one resource. */
const PRECEDENCE = Object.values(ProtectionStatus);

const WORDS: Readonly<Record<ProtectionStatus, string>> = {
  [ProtectionStatus.PROTECTED]: 'protected',
  [ProtectionStatus.COVERED]: 'covered by other backups',
  [ProtectionStatus.HELD_ELSEWHERE]: 'with their data elsewhere',
  [ProtectionStatus.OPTED_OUT]: 'opted out',
  [ProtectionStatus.NOT_PROTECTED]: 'not protected',
};

/** The entries of some constructs, one for each resource, merged over all protections that have decided about it. */
export function mergedEntries(constructs: readonly IConstruct[]): ProtectionReportEntry[] {
  const byResource = new Map<string, ProtectionReportEntry[]>();
  constructs.flatMap((construct) => Protector.over(construct).flatMap(({ entries }) => entries.get(construct) ?? [])).forEach((entry) => {
    byResource.set(entry.resource, [...byResource.get(entry.resource) ?? [], entry]);
  });
  return sortedEntries([...byResource.values()].map((entries) =>
    entries.sort((a, b) => PRECEDENCE.indexOf(a.status) - PRECEDENCE.indexOf(b.status)).reduce(withTriggersOf)));
}

function withTriggersOf(entry: ProtectionReportEntry, { beforeChange, onDelete }: ProtectionReportEntry): ProtectionReportEntry {
  return { ...beforeChange && { beforeChange }, ...onDelete && { onDelete }, ...entry };
}

/** The entries in the order of their paths, which is the same on every computer. */
export function sortedEntries(entries: readonly ProtectionReportEntry[]): ProtectionReportEntry[] {
  return [...entries].sort((a, b) => a.resource < b.resource ? -1 : 1);
}

/** The entries in one sentence. */
export function summary(entries: readonly ProtectionReportEntry[]): string {
  const counts = PRECEDENCE.map((status) => [entries.filter((entry) => entry.status === status).length, WORDS[status]] as const);
  const parts = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `backups before change and deletion: of ${entries.length} stateful ${entries.length === 1 ? 'resource' : 'resources'}, ${parts.join(', ')}`;
}
