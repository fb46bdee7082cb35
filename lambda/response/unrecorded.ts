import { errorMessage } from './error-message';
import type { ExecutionState } from '../../src/request/execution/execution-state';

/** A reason, and that the history lacks the execution. */
export function withUnrecorded(reason: string, { Unrecorded, RecordError }: Pick<ExecutionState, 'Unrecorded' | 'RecordError'>): string {
  const why = Unrecorded ?? (RecordError && errorMessage(RecordError));
  return why === undefined ? reason : `${reason.replace(/\.$/, '')}. The history of the backup lacks this execution: ${why}`;
}
