import { failedDeployment, type RecordedProperties, rollbackTarget } from './newest';
import { executionsOf } from './recorded-execution';
import type { HistoryRecord } from '../../src/request/history/history-record';

/** The properties of a custom resource after and before an Update. */
interface Updated {
  readonly now: RecordedProperties;
  readonly before: RecordedProperties;
}

/*
 * The record that the response to an Update describes when it starts no job. All take the records of a trigger newest first.
 */

/**
 * After an update: the record that the custom resource has already. That is the newest one of its properties, or, where a change started no job, of
 * those before; without such records, the newest one that failed no deployment.
 */
export function recordAfterUpdate(records: readonly HistoryRecord[], logicalId: string, { now, before }: Updated): HistoryRecord | undefined {
  return recordOf(records, logicalId, now) ?? recordOf(records, logicalId, before) ?? newestDeployed(records, logicalId, now);
}

/**
 * After a rollback: the record of the properties to which it returns.
 *
 * @param isOwn whether each change of the properties starts a job, so that only a record of these very properties will do; else a former
 *     one does, too, but never one of the properties that are rolled back
 */
export function recordAfterRollback(
  records: readonly HistoryRecord[], logicalId: string, { now, before }: Updated, isOwn: boolean,
): HistoryRecord | undefined {
  const own = recordOf(records, logicalId, now);
  return own !== undefined || isOwn ? own : newestDeployed(records.filter(({ fingerprint }) => fingerprint !== before.fingerprint), logicalId, now);
}

/** The record of properties: the newest one that failed no deployment, else the newest good one, else the newest one. */
function recordOf(records: readonly HistoryRecord[], logicalId: string, properties: RecordedProperties): HistoryRecord | undefined {
  const { fingerprint, waitPolicy } = properties;
  const own = fingerprint === '' ? [] : executionsOf(records).filter(({ record }) => record.fingerprint === fingerprint);
  return own.find((execution) => !failedDeployment(execution, logicalId, waitPolicy))?.record ?? rollbackTarget(records, fingerprint, waitPolicy);
}

function newestDeployed(records: readonly HistoryRecord[], logicalId: string, { waitPolicy }: RecordedProperties): HistoryRecord | undefined {
  return executionsOf(records).find((execution) => !failedDeployment(execution, logicalId, waitPolicy))?.record;
}
