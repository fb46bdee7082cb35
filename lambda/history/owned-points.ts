import { executionsOf, isFinal } from './recorded-execution';
import { type HistoryRecord, Origin, SCHEMA } from '../../src/request/history/history-record';
import { TriggerName } from '../../src/request/history/trigger-name';

/** Whose recovery points may be deleted. */
export interface Owner extends User {
  readonly stackId: string;
  readonly trigger: string;
}

/** Who uses recovery points that the backup has made before, without a claim to them. */
export interface User {
  /** The name of the trigger; by default, any one. */
  readonly trigger?: string;
  /** Only this custom resource; by default, any one of the trigger. */
  readonly logicalId?: string;
}

/**
 * The recovery points that go with a custom resource whose removal policy is DESTROY, newest first: those that its own trigger made under
 * this stack id, whether or not it used them again. Never one that it only used, that another custom resource of the trigger uses, or that a
 * record of another stack, a former life of this one, or a newer schema names.
 *
 * A record without a recovery point is of a job that may still leave one: look at the job.
 *
 * @param records of the trigger, newest first
 */
export function ownedPoints(records: readonly HistoryRecord[], owner: Owner): HistoryRecord[] {
  return deletable(records, owner.stackId, owner)
    .filter((record) => isOf(record, owner) && (record.recoveryPointArn !== '' || record.backupJobId !== '' && !isFinal(record.outcome)));
}

/**
 * What jobs of a stack made and nobody else has a claim to, each recovery point once. A record that somebody else claims is left alone
 * with its recovery point, whatever other records say: any of them may have been edited by hand.
 *
 * @param user who has no claim to what it uses again. A final backup always has one
 */
export function deletable(records: readonly HistoryRecord[], stackId: string, user: User = {}): HistoryRecord[] {
  const isOfStack = (record: HistoryRecord): boolean => stackId !== '' && record.stackId === stackId && record.schema === SCHEMA;
  const isOurs = (record: HistoryRecord): boolean => isOfStack(record) && record.origin === Origin.OWN;
  const isUse = (record: HistoryRecord): boolean =>
    isOfStack(record) && record.origin === Origin.REUSED && record.trigger !== TriggerName.ON_DELETE && isOf(record, user);
  const claimed = new Set(records.filter((record) => !isOurs(record) && !isUse(record)).map(({ recoveryPointArn }) => recoveryPointArn));
  const seen = new Set<string>();
  return executionsOf(records).filter(({ versions }) => versions.every(isOurs)).map(({ record }) => record).filter(({ recoveryPointArn }) => {
    if (recoveryPointArn === '') { return true; }
    const isFirst = !seen.has(recoveryPointArn);
    seen.add(recoveryPointArn);
    return isFirst && !claimed.has(recoveryPointArn);
  });
}

function isOf(record: HistoryRecord, { trigger, logicalId }: User): boolean {
  return (trigger === undefined || record.trigger === trigger) && (logicalId === undefined || record.logicalId === logicalId);
}
