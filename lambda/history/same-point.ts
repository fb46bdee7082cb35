import { LONGEST_WATCH_SECONDS } from '../../src/request/execution/wait-policy';
import type { HistoryRecord } from '../../src/request/history/history-record';

/** A recovery point as `DescribeRecoveryPoint` returns it, with only the members we compare. */
export interface DescribedPoint {
  readonly ResourceArn?: string;
  readonly IamRoleArn?: string;
  readonly CreationDate?: Date;
}

/** AWS Backup does not say that a job and its recovery point are created at the same moment. */
const TOLERANCE_MS = 60_000;

/**
 * Whether a recovery point is the one that a record names: of the same resource, made with the same role, while its job ran. Checked
 * before each deletion, because anybody may have edited the record. What is not known does not match; a job whose end was not recorded may
 * have run as long as an execution watches one.
 */
export function isSamePoint(record: HistoryRecord, { ResourceArn, IamRoleArn, CreationDate }: DescribedPoint): boolean {
  const start = Date.parse(record.creationDate);
  const end = record.completionDate === '' ? start + LONGEST_WATCH_SECONDS * 1000 : Date.parse(record.completionDate);
  const time = CreationDate?.getTime() ?? NaN;
  return record.resourceArn !== '' && record.resourceArn === ResourceArn
    && record.iamRoleArn !== '' && record.iamRoleArn === IamRoleArn
    && time >= start - TOLERANCE_MS && time <= end + TOLERANCE_MS;
}
