import type { CloudFormationEvent } from '../cloudformation-event';
import { historyPath } from '../history-path';
import type { KnownHistory } from './knowledge';
import type { UndecidedRequest } from '../../../src/request/execution/execution-state';
import { parseWaitPolicy } from '../../../src/request/execution/wait-policy';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { parameterName } from '../../../src/request/history/parameter-name';
import { triggerName } from '../../../src/request/history/trigger-name';
import type { AwsClient } from '../../aws/aws-client';
import { toError } from '../../aws/service-error';
import { readHistory } from '../../history/read-history';

/** What the question for the history of a trigger brings. */
export interface HistoryReply {
  readonly history: KnownHistory;
  /** Why its records are not known. */
  readonly error?: Error;
}

/**
 * Reads the history of the trigger of a request. Records of another stack do not count: one that was deleted and created again under the same name
 * starts afresh.
 */
export async function askHistory(event: CloudFormationEvent, undecided: UndecidedRequest, aws: AwsClient): Promise<HistoryReply> {
  const history = {
    now: { fingerprint: undecided.Fingerprint ?? '', waitPolicy: parseWaitPolicy(event.ResourceProperties.WaitPolicy) },
    before: { fingerprint: undecided.OldFingerprint ?? '', waitPolicy: parseWaitPolicy(event.OldResourceProperties?.WaitPolicy) },
  };
  try {
    return { history: { ...history, records: await recordsOf(event, aws) } };
  } catch (error) {
    return { history, error: toError(error) };
  }
}

async function recordsOf({ ResourceProperties, StackId }: CloudFormationEvent, aws: AwsClient): Promise<HistoryRecord[] | undefined> {
  const path = historyPath(ResourceProperties);
  if (path === undefined) { return undefined; }
  const records = await readHistory(parameterName(path, triggerName(ResourceProperties.Trigger)), aws);
  return records.filter(({ stackId }) => stackId === StackId);
}
