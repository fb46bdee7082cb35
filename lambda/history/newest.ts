import { executionsOf, isFinal, type RecordedExecution } from './recorded-execution';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import { type HistoryRecord, Origin, RecordedOutcome } from '../../src/request/history/history-record';
import { isSuccess } from '../job/job-outcome';

/**
 * Decisions by the history of one trigger. All of them take its records newest first, and treat the records of one job as one.
 */

/** What decides whether an outcome is good. */
type Acceptance = Pick<WaitPolicy, 'FailOnIssues'>;

/** Whether a record names a recovery point to restore from, under the wait policy. */
export function isGood(record: HistoryRecord, waitPolicy: Acceptance): boolean {
  return isSuccess(record.outcome, waitPolicy) && record.recoveryPointArn !== '';
}

/** The newest record; undefined when nothing is known. */
export function newest(records: readonly HistoryRecord[]): HistoryRecord | undefined {
  return executionsOf(records)[0]?.record;
}

/** The newest record of a recovery point to restore from. */
export function newestGood(records: readonly HistoryRecord[], waitPolicy: Acceptance): HistoryRecord | undefined {
  return executionsOf(records).find(({ record }) => isGood(record, waitPolicy))?.record;
}

/** Whether the newest record is good for exactly these properties, so that a retry of the deployment needs no other backup. */
export function isGoodFor(records: readonly HistoryRecord[], fingerprint: string, waitPolicy: Acceptance): boolean {
  const last = newest(records);
  return last !== undefined && fingerprint !== '' && last.fingerprint === fingerprint && isGood(last, waitPolicy);
}

/** The record to which a rollback returns: the newest good one of the properties rolled back to, else their newest one. */
export function rollbackTarget(records: readonly HistoryRecord[], fingerprint: string, waitPolicy: Acceptance): HistoryRecord | undefined {
  const ofFingerprint = fingerprint === '' ? [] : executionsOf(records).filter(({ record }) => record.fingerprint === fingerprint);
  return (ofFingerprint.find(({ record }) => isGood(record, waitPolicy)) ?? ofFingerprint[0])?.record;
}

/** The properties of a custom resource before or after an update, as a history knows them. */
export interface RecordedProperties {
  readonly fingerprint: string;
  readonly waitPolicy: WaitPolicy;
}

/**
 * Whether an Update without the status of a rollback returns a failed custom resource to its last good state, as CloudFormation does with
 * rollback turned off: this custom resource failed last, with the properties before the update, and succeeded last with those after it. It also
 * succeeded when there was nothing to back up yet, or when the failure only warned; and when the failed update began with them, and nothing is
 * recorded of them: not each update makes a backup.
 *
 * A failure that did not fail its deployment is none: the next deployment may well return to the former properties, and backs up.
 */
export function isReturnToLastGood(
  records: readonly HistoryRecord[], logicalId: string, before: RecordedProperties, after: RecordedProperties,
): boolean {
  const { fingerprint } = after;
  if (fingerprint === '' || before.fingerprint === fingerprint || !hasFailedLast(records, logicalId, before)) { return false; }
  const [failed, ...earlier] = executionsOf(records);
  const isUnrecorded = failed.record.formerFingerprint === fingerprint && !earlier.some(({ record }) => record.fingerprint === fingerprint);
  const lastDeployed = earlier.find((execution) => !failedDeployment(execution, logicalId, after.waitPolicy));
  return isUnrecorded || lastDeployed?.record.fingerprint === fingerprint;
}

/** Whether the newest record is that of a failure for which the deployment of these very properties failed. */
export function hasFailedLast(records: readonly HistoryRecord[], logicalId: string, { fingerprint, waitPolicy }: RecordedProperties): boolean {
  const [last] = executionsOf(records);
  return last !== undefined && fingerprint !== '' && last.record.fingerprint === fingerprint && failedDeployment(last, logicalId, waitPolicy);
}

/** Whether a custom resource failed for an execution. A job that it handed on, or did not wait for, failed without it. */
export function failedDeployment({ record, versions }: RecordedExecution, logicalId: string, waitPolicy: WaitPolicy): boolean {
  if (isSuccess(record.outcome, waitPolicy)) { return false; }
  const own = versions.filter((version) => version.logicalId === logicalId);
  const hasJob = record.backupJobId !== '';
  if (hasJob && waitPolicy.Accepted === true) { return false; }
  if (own.some(({ outcome }) => outcome === 'timedOut')) { return failsForTimeout(hasJob, waitPolicy); }
  return waitPolicy.WarnOnFailure !== true && own.some(({ outcome }) => isFinal(outcome) || outcome === RecordedOutcome.UNKNOWN);
}

function failsForTimeout(hasJob: boolean, { OnTimeout, WarnOnFailure }: WaitPolicy): boolean {
  return hasJob ? OnTimeout !== 'HAND_ON' && OnTimeout !== 'CONTINUE' : WarnOnFailure !== true;
}

/**
 * Whether a good record belongs into the parameter of the newest good one: a job that ends late is older than what is there. One whose date is
 * not known is not newer than any other. Whoever reuses what is there adds nothing: the record of the job that made it stays.
 */
export function supersedesLatest(record: HistoryRecord, latest: HistoryRecord | undefined): boolean {
  if (record.origin === Origin.REUSED && record.recoveryPointArn === latest?.recoveryPointArn) { return false; }
  const known = Date.parse(latest?.creationDate ?? '');
  return Number.isNaN(known) || Date.parse(record.creationDate) >= known;
}
