import { readHistory } from './read-history';
import type { HistoryRecord } from '../../src/request/history/history-record';
import { LATEST } from '../../src/request/history/parameter-name';
import type { AwsClient } from '../aws/aws-client';

/** The records of a backup, newest first, by the trigger whose parameter they are in. */
export type BackupRecords = Readonly<Record<string, readonly HistoryRecord[]>>;

/** Reads the records of all triggers of a backup, also of those that it has no more. Throws what the calls throw. */
export async function readBackupRecords(historyPath: string, aws: AwsClient): Promise<BackupRecords> {
  const prefix = `${historyPath}/`;
  const triggers = (await aws.parameterNames(historyPath))
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter((trigger) => trigger !== LATEST && !trigger.includes('/'));
  const records: [string, HistoryRecord[]][] = [];
  // One after the other: Parameter Store throttles
  for (const trigger of triggers) { records.push([trigger, await readHistory(`${prefix}${trigger}`, aws)]); }
  return Object.fromEntries(records);
}
