import type { HistoryRecord } from '../../../src/request/history/history-record';
import { type KnownStatus, NO_ROLLBACK, NOT_ASKED } from '../../aws/stack-status';
import type { RecordedProperties } from '../../history/newest';

/** What decides about a request beside the request itself. */
export interface Knowledge {
  readonly stack: KnownStatus;
  readonly history: KnownHistory | typeof NOT_ASKED;
}

/** The history of the trigger, as far as it is about this request. */
export interface KnownHistory {
  /** The records of the stack, newest first: those of a former stack of the same name decide nothing. Undefined when the history cannot be read. */
  readonly records?: readonly HistoryRecord[];
  /** The properties of the custom resource after and before an Update. */
  readonly now: RecordedProperties;
  readonly before: RecordedProperties;
}

/** Nobody has asked for anything yet. */
export const NOTHING_ASKED: Knowledge = { stack: NOT_ASKED, history: NOT_ASKED };

/** The same, as if no update were being rolled back. */
export function withoutRollback(knowledge: Knowledge): Knowledge {
  return { ...knowledge, stack: NO_ROLLBACK };
}
