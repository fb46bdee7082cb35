import type { Case, Expected } from './case';
import type { Harness } from './harness';
import { HISTORY, type Played, startedJobs } from './run-case';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';
import type { HistoryRecord } from '../../src/request/history/history-record';
import { readRecord } from '../../src/request/history/read-record';

const GOOD = ['succeeded', 'succeededWithIssues', 'reused'];
/** How AWS Backup names the ends of a job, and a record. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  COMPLETED: ['succeeded', 'succeededWithIssues'], PARTIAL: ['partial'], FAILED: ['failed'], EXPIRED: ['expired'], ABORTED: ['aborted'],
};

export function triggerOf({ on, properties }: Pick<Case, 'on' | 'properties'>): string {
  if (properties?.Trigger === 'BEFORE_CHANGE') { return 'before-change'; }
  return on.startsWith('Final') ? 'on-delete' : on === 'Create before a change' ? 'before-change' : 'on-deploy';
}

/** All records of a trigger, oldest first. */
export function recordsOf({ standIn }: Harness, trigger: string, path = HISTORY): HistoryRecord[] {
  return standIn.parameters.values(`${path}/${trigger}`).map(readRecord).filter((record) => record !== undefined);
}

/** Checks that a run that did something has a record of its end, which agrees with the answer and with AWS Backup; and the newest good one. */
export function verifyRecord(harness: Harness, row: Case, played: Played, answer: CustomResourceResponse): void {
  const { expected, waitPolicy } = row;
  verifyLatest(harness, expected);
  const { event } = played;
  const all = recordsOf(harness, triggerOf(row));
  const isOwn = (record: HistoryRecord): boolean =>
    record.requestId === event.RequestId || record.backupJobId !== '' && [jobIn(answer), startedJobs(harness).at(-1)?.BackupJobId].includes(record.backupJobId);
  const own = all.filter(isOwn).at(-1);
  if (expected.record === 'none' || expected.run === 'none' || !doesSomething(harness, event.RequestId)) {
    expect(all.filter(({ requestId }) => requestId === event.RequestId)).toEqual([]);
    return;
  }
  expect(own).toBeDefined();
  const record = own as HistoryRecord;
  expect(record).toMatchObject(expected.record ?? {});
  if (expected.record !== undefined) { return; }
  verifyFacts(harness, record, expected, answer);
  if (record.backupJobId === '') {
    expect(['failed', 'timedOut', 'skipped']).toContain(record.outcome);
    expect([record.outcome, record.statusMessage]).not.toContain('');
  }
  const isGood = GOOD.includes(record.outcome) && record.recoveryPointArn !== '' && !(waitPolicy?.FailOnIssues && record.outcome !== 'succeeded');
  if (isGood) { expect(latestOf(harness)).toMatchObject({ backupJobId: record.backupJobId, requestId: record.requestId }); }
}

function verifyFacts(harness: Harness, record: HistoryRecord, { jobs }: Expected, answer: CustomResourceResponse): void {
  const { Outcome, RecoveryPointArn } = answer.Data ?? {};
  if (jobs > 0 && record.backupJobId !== '') { expect(record.backupJobId).toBe(startedJobs(harness).at(-1)?.BackupJobId); }
  const job = harness.standIn.jobs.find(({ BackupJobId }) => BackupJobId === record.backupJobId);
  if (job !== undefined && !['timedOut', 'unknown'].includes(record.outcome)) {
    expect(ENDS[String(job.State)]).toContain(record.outcome);
    if (record.recoveryPointArn !== '') { expect(record.recoveryPointArn).toBe(job.RecoveryPointArn); }
  }
  if (Outcome && record.outcome !== 'unknown' && !(Outcome === 'timedOut' && ENDS[String(job?.State)]?.includes(record.outcome))) {
    expect(record).toMatchObject({ outcome: Outcome, recoveryPointArn: RecoveryPointArn });
  }
}

/** The newest good record is good, whatever happened. */
function verifyLatest(harness: Harness, { latest }: Expected): void {
  const found = latestOf(harness);
  if (latest !== undefined) { expect(found?.outcome ?? '').toBe(latest); }
  if (latest === undefined && found !== undefined) {
    expect(GOOD).toContain(found.outcome);
    expect(found.recoveryPointArn).not.toBe('');
  }
}

export function latestOf({ standIn }: Harness, path = HISTORY): HistoryRecord | undefined {
  return readRecord(standIn.parameters.values(`${path}/latest`).at(-1));
}

/** A request that needs no job, a removal and a rollback do nothing that is recorded. */
function doesSomething({ lastStates, stacks }: Harness, requestId: string): boolean {
  const state = lastStates.get(requestId);
  if (state === undefined) { return true; }
  const { Response, IsRemoval, ExistingJob } = state;
  return Response === undefined && IsRemoval !== true && !(ExistingJob !== undefined && stacks.status === 'UPDATE_ROLLBACK_IN_PROGRESS');
}

function jobIn({ Data }: CustomResourceResponse): string | undefined {
  return Data?.BackupJobId;
}
