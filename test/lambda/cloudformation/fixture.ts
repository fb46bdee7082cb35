import { NO_ROLLBACK } from '../../../lambda/aws/stack-status';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide } from '../../../lambda/cloudformation/decide';
import type { Decision } from '../../../lambda/cloudformation/decision';
import type { Knowledge, KnownHistory } from '../../../lambda/cloudformation/knowledge/knowledge';
import { fingerprintOf } from '../../../lambda/history/fingerprint-of';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import { parseWaitPolicy } from '../../../src/request/execution/wait-policy';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { RECORD } from '../../request/history/fixture';

/** The record of an execution with these properties. */
export function recordFor(properties: CustomResourceProperties, members: Partial<HistoryRecord> = {}): HistoryRecord {
  return { ...RECORD, fingerprint: fingerprintOf(properties), ...members };
}

/** What the history says about a request; undefined when it cannot be read. */
export function historyOf(event: CloudFormationEvent, records?: readonly HistoryRecord[]): KnownHistory {
  const of = (properties?: CustomResourceProperties) =>
    ({ fingerprint: properties ? fingerprintOf(properties) : '', waitPolicy: parseWaitPolicy(properties?.WaitPolicy) });
  return { records, now: of(event.ResourceProperties), before: of(event.OldResourceProperties) };
}

/** Decides when everything is known; by the own status of the stack, undefined when it cannot be known. */
export function decideBy(event: CloudFormationEvent, status: string | undefined, records: readonly HistoryRecord[] | undefined): Decision {
  return decide(event, { stack: status === undefined ? undefined : { ...NO_ROLLBACK, Status: status }, history: historyOf(event, records) });
}

/** Decides when only some of it is known. */
export function decideWith(event: CloudFormationEvent, stack: Knowledge['stack'], records?: readonly HistoryRecord[]): Decision {
  return decide(event, { stack, history: historyOf(event, records) });
}
