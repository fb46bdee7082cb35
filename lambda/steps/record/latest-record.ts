import type { ExecutionHistory } from '../../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { latestParameterName } from '../../../src/request/history/parameter-name';
import { readRecord } from '../../../src/request/history/read-record';
import { writeRecord } from '../../../src/request/history/write-record';
import type { AwsClient } from '../../aws/aws-client';
import { ifFound } from '../../aws/if-found';
import { supersedesLatest } from '../../history/newest';

/** Makes a good record the newest one of its backup, unless a newer job has left one already. */
export async function writeLatest({ Path, KeyId }: ExecutionHistory, record: HistoryRecord, aws: AwsClient): Promise<void> {
  const before = await ifFound(aws.getParameter(latestParameterName(Path)));
  if (!supersedesLatest(record, readRecord(before?.Value))) { return; }
  await replaceLatest({ Path, KeyId }, record, before?.Version ?? 0, aws);
}

/**
 * Makes a record the newest good one of its backup, whatever the known version says.
 *
 * @param knownVersion the version to replace; 0 when there is none
 */
export async function replaceLatest(
  { Path, KeyId }: Pick<ExecutionHistory, 'Path' | 'KeyId'>, record: HistoryRecord, knownVersion: number, aws: AwsClient,
): Promise<void> {
  const name = latestParameterName(Path);
  let known = knownVersion;
  let value = writeRecord(record);
  // Another execution may have written since. Whoever overwrites a newer record puts it back
  for (;;) {
    const version = await aws.putParameter(name, value, KeyId);
    if (version <= known + 1) { return; }
    const between = await ifFound(aws.getParameter(`${name}:${version - 1}`));
    const written = readRecord(value);
    if (between === undefined || written === undefined || supersedesLatest(written, readRecord(between.Value))) { return; }
    known = version;
    value = between.Value;
  }
}
