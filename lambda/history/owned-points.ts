import { executionsOf, isFinal } from './recorded-execution';
import { type HistoryRecord, Origin, SCHEMA } from '../../src/request/history/history-record';

/** Whose recovery points may be deleted. */
export interface Owner {
  readonly stackId: string;
  /** The name of the trigger. */
  readonly trigger: string;
  /** Only what this custom resource made; by default, any one of the trigger. */
  readonly logicalId?: string;
}

/**
 * The recovery points that go with a custom resource whose removal policy is DESTROY, newest first: those that its own trigger made under
 * this stack id. Never one that was reused, or that a record of another stack, a former life of this one, or a newer schema names.
 *
 * A record without a recovery point is of a job that may still leave one: look at the job.
 *
 * @param records of the trigger, newest first
 */
export function ownedPoints(records: readonly HistoryRecord[], { stackId, trigger, logicalId }: Owner): HistoryRecord[] {
  const isOwn = (record: HistoryRecord): boolean => record.trigger === trigger && (logicalId === undefined || record.logicalId === logicalId);
  return deletable(records, stackId)
    .filter((record) => isOwn(record) && (record.recoveryPointArn !== '' || record.backupJobId !== '' && !isFinal(record.outcome)));
}

/**
 * What jobs of a stack made and nobody else has a claim to, each recovery point once. A record that somebody else claims is left alone
 * with its recovery point, whatever other records say: any of them may have been edited by hand.
 */
export function deletable(records: readonly HistoryRecord[], stackId: string): HistoryRecord[] {
  const isOurs = (record: HistoryRecord): boolean =>
    stackId !== '' && record.stackId === stackId && record.origin === Origin.OWN && record.schema === SCHEMA;
  const claimed = new Set(records.filter((record) => !isOurs(record)).map(({ recoveryPointArn }) => recoveryPointArn));
  const seen = new Set<string>();
  return executionsOf(records).filter(({ versions }) => versions.every(isOurs)).map(({ record }) => record).filter(({ recoveryPointArn }) => {
    if (recoveryPointArn === '') { return true; }
    const isFirst = !seen.has(recoveryPointArn);
    seen.add(recoveryPointArn);
    return isFirst && !claimed.has(recoveryPointArn);
  });
}
