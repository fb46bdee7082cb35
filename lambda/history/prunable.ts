import { isGood, newestGood } from './newest';
import { deletable } from './owned-points';
import { isFinal } from './recorded-execution';
import type { HistoryRecord } from '../../src/request/history/history-record';
import type { WaitPolicy } from '../../src/request/wait-policy';

/** Which recovery points of a backup to keep. What keeps more counts. */
export interface Retention {
  /** How many good ones, at least 1. */
  readonly keepLast: number;
  /** For how many seconds; by default, their age does not matter. */
  readonly keepAtLeastSeconds?: number;
  /** What the deployed template or the properties before the update name. */
  readonly protectedArns: readonly string[];
  /** The stack that they must be of. */
  readonly stackId: string;
  /** The job of this very execution: what it supersedes goes one execution later, because the deployment may still be rolled back. */
  readonly currentJobId?: string;
  /** Decides which ones are good. */
  readonly waitPolicy: Pick<WaitPolicy, 'FailOnIssues'>;
  /** In milliseconds. */
  readonly now: number;
}

/**
 * The recovery points that newer ones of the same backup supersede, oldest first. Only what jobs of this stack made; never the newest
 * good one, a reused or protected one, or one whose job has not ended.
 *
 * One that is not good (its job completed with issues, say) does not count as kept, and goes with the good ones of its age.
 *
 * @param records of the backup, newest first
 */
export function prunable(records: readonly HistoryRecord[], retention: Retention): HistoryRecord[] {
  const { keepLast, keepAtLeastSeconds = 0, protectedArns, stackId, currentJobId, waitPolicy, now } = retention;
  const ours = deletable(records, stackId)
    .filter((record) => isFinal(record.outcome) && isComplete(record) && record.backupJobId !== currentJobId)
    .sort((a, b) => created(b) - created(a));
  const kept = ours.filter((record) => isGood(record, waitPolicy)).slice(0, Math.ceil(keepLast));
  const isEnough = keepLast >= 1 && kept.length >= keepLast;
  if (!isEnough) { return []; }
  const oldestKept = created(kept[kept.length - 1]);
  const spared = new Set([...kept, newestGood(records, waitPolicy)].map((record) => record?.recoveryPointArn).concat(protectedArns));
  return ours
    .filter((record) => created(record) < oldestKept && now - created(record) > keepAtLeastSeconds * 1000 && !spared.has(record.recoveryPointArn))
    .reverse();
}

/** Whether a record has all that must match the recovery point before it is deleted. */
function isComplete({ recoveryPointArn, backupVaultName, resourceArn, iamRoleArn, creationDate }: HistoryRecord): boolean {
  return [recoveryPointArn, backupVaultName, resourceArn, iamRoleArn].every((member) => member !== '') && !Number.isNaN(Date.parse(creationDate));
}

function created({ creationDate }: HistoryRecord): number {
  return Date.parse(creationDate);
}
