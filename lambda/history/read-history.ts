import type { HistoryRecord } from '../../src/request/history/history-record';
import { latestParameterName } from '../../src/request/history/parameter-name';
import { readRecord } from '../../src/request/history/read-record';
import type { AwsClient } from '../aws/aws-client';
import { ifFound } from '../aws/if-found';

/**
 * Reads the records of a parameter, newest first; none when it does not exist. A version that is no record is skipped: anybody may have
 * edited the parameter.
 *
 * Throws what the call throws: a history that cannot be read is not an empty one.
 *
 * @param name of the parameter of one trigger, see `parameterName()`
 */
export async function readHistory(name: string, aws: AwsClient): Promise<HistoryRecord[]> {
  const versions = await aws.getParameterHistory(name);
  return versions.map(({ Value }) => readRecord(Value)).filter((record) => record !== undefined);
}

/** Reads the newest good record of a backup; undefined when there is none that can be read. Throws what the call throws. */
export async function readLatest(historyPath: string, aws: AwsClient): Promise<HistoryRecord | undefined> {
  return readRecord((await ifFound(aws.getParameter(latestParameterName(historyPath))))?.Value);
}
