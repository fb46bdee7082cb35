import type { ExecutionHistory } from '../../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../../src/request/execution/wait-policy';
import { type HistoryRecord, Origin, SCHEMA } from '../../../src/request/history/history-record';
import { parameterName } from '../../../src/request/history/parameter-name';
import type { AwsClient } from '../../aws/aws-client';
import { isGood } from '../../history/newest';
import { readHistory, readLatest } from '../../history/read-history';
import { executionsOf } from '../../history/recorded-execution';

/**
 * The records of good recovery points that the backup itself made in this life of its stack: those of the trigger, and the newest one of all its
 * triggers.
 */
export async function ownPoints({ Path, Recorded }: ExecutionHistory, waitPolicy: WaitPolicy, aws: AwsClient): Promise<HistoryRecord[]> {
  const ofTrigger = await readHistory(parameterName(Path, Recorded.trigger), aws);
  const latest = await readLatest(Path, aws);
  const records = [...latest === undefined ? [] : [latest], ...executionsOf(ofTrigger).map(({ record }) => record)];
  return records.filter((record) =>
    record.stackId === Recorded.stackId && record.origin === Origin.OWN && record.schema === SCHEMA && isGood(record, waitPolicy));
}
