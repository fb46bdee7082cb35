import { isGood } from './newest';
import { executionsOf } from './recorded-execution';
import type { HistoryRecord } from '../../src/request/history/history-record';

/**
 * The ARNs of the recovery points that the attributes of custom resources may name, by the records of one trigger.
 *
 * Which template the stack has, no record says. So of each custom resource all that it may be: what ran last, which counts unless it was rolled
 * back; and what was there before it, which a rollback names again, however long ago that was and however many deployments failed since.
 *
 * @param records of one trigger of a backup, newest first
 */
export function deployedArns(records: readonly HistoryRecord[], stackId: string): string[] {
  const executions = executionsOf(records).map(({ record }) => record).filter((record) => record.stackId === stackId && record.logicalId !== '');
  const logicalIds = [...new Set(executions.map(({ logicalId }) => logicalId))];
  const named = logicalIds.flatMap((id) => namedBy(executions.filter(({ logicalId }) => logicalId === id)));
  return [...new Set(named.map(({ recoveryPointArn }) => recoveryPointArn))].filter((arn) => arn !== '');
}

/** @param executions of one custom resource, newest first */
function namedBy(executions: readonly HistoryRecord[]): HistoryRecord[] {
  if (executions.length === 0) { return []; }
  const [{ fingerprint, formerFingerprint }] = executions;
  // A failed backup that is made again has the same properties before and after
  const before = executions.slice(1).filter((record) => formerFingerprint !== '' && record.fingerprint === formerFingerprint);
  const named = [...throughGood(executions), ...throughGood(before)];
  if (before.some(isGoodForAny)) { return named; }
  // The properties before started no job, or none that was good: the response named an earlier one. All that began from these properties failed
  const earlier = executions.findIndex((record) => record.formerFingerprint !== formerFingerprint);
  return [
    ...named,
    ...throughGood(executions.filter((record) => record.fingerprint !== fingerprint)),
    ...earlier === -1 ? [] : namedBy(executions.slice(earlier)),
  ];
}

/** The newest good execution, and what came after it: a deployment may have gone on with a failure. */
function throughGood(executions: readonly HistoryRecord[]): readonly HistoryRecord[] {
  const good = executions.findIndex(isGoodForAny);
  return good === -1 ? executions : executions.slice(0, good + 1);
}

/** What is good for one wait policy is not for another, and that of a former deployment is not known. */
function isGoodForAny(record: HistoryRecord): boolean {
  return isGood(record, { FailOnIssues: true });
}
