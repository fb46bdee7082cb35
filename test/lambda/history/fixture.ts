import { type HistoryRecord } from '../../../src/request/history/history-record';
import { RECORD } from '../../request/history/fixture';

export { RECORD };

export const STACK_ID = RECORD.stackId;
/** The same stack name, deleted and created again. */
export const FORMER_LIFE = STACK_ID.replace('51af3dc0', '00000000');
const NEWEST = Date.parse('2025-11-23T04:00:00Z');

/** The time of a job, in days before the newest one. */
export function daysBefore(days: number): string {
  return new Date(NEWEST - days * 24 * 3600_000).toISOString();
}

export function pointArn(job: string): string {
  return `arn:aws:backup:eu-west-1:111122223333:recovery-point:${job}`;
}

/** The record of a job that left a recovery point so many days before the newest one. */
export function made(job: string, days: number, overrides: Partial<HistoryRecord> = {}): HistoryRecord {
  return {
    ...RECORD,
    backupJobId: job,
    recoveryPointArn: pointArn(job),
    creationDate: daysBefore(days),
    completionDate: daysBefore(days - 0.1),
    idempotencyKey: `key of ${job}`,
    fingerprint: `fingerprint of ${job}`,
    ...overrides,
  };
}

/** The record of an execution that left no recovery point. */
export function failed(job: string, days: number, overrides: Partial<HistoryRecord> = {}): HistoryRecord {
  return made(job, days, { outcome: 'failed', recoveryPointArn: '', ...overrides });
}

export function jobsOf(records: readonly HistoryRecord[]): string[] {
  return records.map(({ backupJobId }) => backupJobId);
}
