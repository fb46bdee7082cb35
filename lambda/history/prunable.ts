import { isGood, newestGood } from './newest';
import { deletable } from './owned-points';
import { executionsOf, isFinal } from './recorded-execution';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import type { HistoryRecord } from '../../src/request/history/history-record';
import { TriggerName } from '../../src/request/history/trigger-name';

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
  /** The resource that they must be of; by default, it does not matter. */
  readonly resourceArn?: string;
  /** The trigger that they must be of; by default, any one except that of final backups. */
  readonly trigger?: string;
  /** What is known to be gone, whatever the records say: expired, or deleted by others. It does not count as kept. */
  readonly goneArns?: readonly string[];
  /** The job of this very execution: what it supersedes goes one execution later, because the deployment may still be rolled back. */
  readonly currentJobId?: string;
  /** Decides which ones are good. */
  readonly waitPolicy: Pick<WaitPolicy, 'FailOnIssues'>;
  /** In milliseconds. */
  readonly now: number;
}

/**
 * The newest good recovery points of a backup, newest first: as many as its retention keeps, or fewer. Final backups are none of them:
 * they neither go nor count.
 *
 * They are why older ones may go, so look at them before: records outlive recovery points. One that is gone belongs into `goneArns`.
 *
 * @param records of the backup, newest first
 */
export function retained(records: readonly HistoryRecord[], retention: Retention): HistoryRecord[] {
  const { keepLast, goneArns = [], waitPolicy, now } = retention;
  return ended(records, retention)
    .filter((record) => isGood(record, waitPolicy) && !goneArns.includes(record.recoveryPointArn) && !(Date.parse(record.expiryDate) <= now))
    .slice(0, Math.ceil(keepLast));
}

/**
 * The recovery points that newer ones of the same backup supersede, oldest first. Only what jobs of this stack made; never the newest
 * good one, one that was only used or is protected, or one whose job has not ended.
 *
 * One that is not good (its job completed with issues, say) does not count as kept, and goes with the good ones of its age.
 *
 * @param records of the backup, newest first
 */
export function prunable(records: readonly HistoryRecord[], retention: Retention): HistoryRecord[] {
  const { keepLast, keepAtLeastSeconds, protectedArns, goneArns = [], waitPolicy, now } = retention;
  const kept = retained(records, retention);
  const isEnough = keepLast >= 1 && kept.length >= keepLast;
  if (!isEnough || Number.isNaN(now)) { return []; }
  const oldestKept = created(kept[kept.length - 1]);
  const newest = [newestGood(records, waitPolicy), newestOf(records, waitPolicy)];
  const spared = new Set([...kept, ...newest].map((record) => record?.recoveryPointArn).concat(protectedArns, goneArns));
  const isOldEnough = (record: HistoryRecord): boolean => keepAtLeastSeconds === undefined || now - created(record) > keepAtLeastSeconds * 1000;
  return ended(records, retention)
    .filter((record) => created(record) < oldestKept && isOldEnough(record) && !spared.has(record.recoveryPointArn))
    .reverse();
}

/** What jobs of this stack left, other than the current one, newest first. */
function ended(records: readonly HistoryRecord[], { stackId, resourceArn, trigger, currentJobId }: Retention): HistoryRecord[] {
  return deletable(records, stackId, { trigger })
    .filter((record) => isFinal(record.outcome) && isComplete(record) && record.backupJobId !== currentJobId)
    .filter((record) => trigger === undefined ? record.trigger !== TriggerName.ON_DELETE : record.trigger === trigger)
    .filter((record) => resourceArn === undefined || record.resourceArn === resourceArn)
    .sort((a, b) => created(b) - created(a));
}

/** The newest good one by its date, whoever made it. The newest by its record is another one if somebody edited the dates. */
function newestOf(records: readonly HistoryRecord[], waitPolicy: Retention['waitPolicy']): HistoryRecord | undefined {
  const good = executionsOf(records).map(({ record }) => record).filter((record) => isGood(record, waitPolicy) && !Number.isNaN(created(record)));
  return good.sort((a, b) => created(b) - created(a)).at(0);
}

/** Whether a record has all that must match the recovery point before it is deleted. */
function isComplete({ recoveryPointArn, backupVaultName, resourceArn, iamRoleArn, creationDate }: HistoryRecord): boolean {
  return [recoveryPointArn, backupVaultName, resourceArn, iamRoleArn].every((member) => member !== '') && !Number.isNaN(Date.parse(creationDate));
}

function created({ creationDate }: HistoryRecord): number {
  return Date.parse(creationDate);
}
