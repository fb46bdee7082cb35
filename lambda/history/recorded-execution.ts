import { EMPTY_RECORD, type HistoryRecord, Origin, RecordedOutcome } from '../../src/request/history/history-record';

/** What the versions of a parameter say about one execution, or about the executions that waited for the same job. */
export interface RecordedExecution {
  /** All that is known: the newest of each fact about the job, the oldest of each about its start. */
  readonly record: HistoryRecord;
  /** As they were written, newest first. */
  readonly versions: readonly HistoryRecord[];
}

/** What is known when a job starts. The next custom resources of a chain write records of the same job, without these or with their own. */
const FACTS_OF_START = [
  'schema', 'trigger', 'fingerprint', 'stackId', 'requestId', 'logicalId', 'iamRoleArn', 'idempotencyKey', 'origin', 'revision', 'formerFingerprint',
] as const satisfies readonly (keyof HistoryRecord)[];

/** Outcomes after which nothing more happens to a job. One that was used instead of a new one had ended before. */
const FINAL_OUTCOMES: readonly string[] = ['succeeded', 'succeededWithIssues', 'partial', 'failed', 'expired', 'aborted', RecordedOutcome.REUSED];

/** Whether an outcome is the end of the job. Without one, or after the timeout, the job may still leave a recovery point. */
export function isFinal(outcome: string): boolean {
  return FINAL_OUTCOMES.includes(outcome);
}

/**
 * The executions in a history, newest first by their first record: a job that is watched for long may end after the next one.
 *
 * An execution writes its record before each response and at the end of its job, and may be delivered twice, so most have several.
 *
 * @param records newest first
 */
export function executionsOf(records: readonly HistoryRecord[]): RecordedExecution[] {
  const versions = new Map<string, HistoryRecord[]>();
  for (const [index, record] of records.entries()) {
    const key = keyOf(record) ?? `record ${index}`;
    const earlier = versions.get(key) ?? [];
    versions.delete(key); // a Map keeps the place of a key, and the oldest record determines the place
    versions.set(key, [...earlier, record]);
  }
  return [...versions.values()].map((each) => ({ record: merged(each), versions: each }));
}

/** A record with what is known of the same job from earlier ones: what a follower of the job does not know by itself. */
export function carriedOver(record: HistoryRecord, records: readonly HistoryRecord[]): HistoryRecord {
  const key = keyOf(record);
  return merged([record, ...records.filter((earlier) => key !== undefined && keyOf(earlier) === key)]);
}

/** A reused recovery point keeps the id of its job, but whoever reuses it did not start that job. */
function keyOf({ backupJobId, idempotencyKey, origin }: HistoryRecord): string | undefined {
  if (backupJobId !== '' && origin !== Origin.REUSED) { return `job ${backupJobId}`; }
  return idempotencyKey === '' ? undefined : `${origin} ${idempotencyKey}`;
}

function merged(versions: readonly HistoryRecord[]): HistoryRecord {
  const oldestFirst = [...versions].reverse();
  const members = Object.keys(EMPTY_RECORD) as (keyof HistoryRecord)[];
  const isOfStart = (member: keyof HistoryRecord): boolean => (FACTS_OF_START as readonly string[]).includes(member);
  const known = members.map((member) => [member, (isOfStart(member) ? oldestFirst : versions).find((version) => version[member] !== '')?.[member] ?? '']);
  const end = versions.find((version) => isFinal(version.outcome));
  // What was said of the job while it ran is no message about its end
  return { ...Object.fromEntries(known) as HistoryRecord, ...end && { outcome: end.outcome, statusMessage: end.statusMessage } };
}
