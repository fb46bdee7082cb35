import type { CloudFormationEvent } from './cloudformation-event';
import type { Decision } from './decision';
import type { KnownHistory, Knowledge } from './knowledge/knowledge';
import { parseWaitPolicy } from '../../src/request/execution/wait-policy';
import { type HistoryRecord, RecordedOutcome } from '../../src/request/history/history-record';
import { isUpdateRollback, NOT_ASKED } from '../aws/stack-status';
import { newest } from '../history/newest';
import { executionsOf, isFinal } from '../history/recorded-execution';
import { isSuccess } from '../job/job-outcome';

/**
 * A custom resource of a chain after the first one takes up the job of the previous one.
 *
 * When that job is recorded as a failure, an earlier deployment failed for it, and the previous custom resource, which did not, still names
 * it: this one makes the backup again. Not where a failure only warns: then the previous one may just have reported it.
 */
export function decideContinued(event: CloudFormationEvent, jobId: string, { stack, history }: Knowledge): Decision {
  const isReused = event.ResourceProperties.ContinuedOutcome === RecordedOutcome.REUSED;
  if (jobId === '' && !isReused) { return { action: 'respond', reason: 'the previous custom resource of the chain started no job' }; }
  const reason = 'the previous custom resource of the chain handed on its job';
  if (history === NOT_ASKED) { return { action: 'askHistory', reason }; }
  // Never followed: that would record the job as this trigger's own
  if (isReused) { return { action: 'respond', reason: 'the previous custom resource of the chain uses a recovery point', record: newestReused(history) }; }
  const record = executionsOf(history.records ?? []).find((execution) => execution.record.backupJobId === jobId)?.record;
  const hasEnded = record !== undefined && isFinal(record.outcome);
  const waitPolicy = parseWaitPolicy(event.ResourceProperties.WaitPolicy);
  if (hasEnded && (isSuccess(record.outcome, waitPolicy) || waitPolicy.WarnOnFailure)) { return { action: 'respond', reason, record }; }
  if (event.RequestType === 'Update' && stack === NOT_ASKED) { return { action: 'askStack', reason }; }
  const inRollback = event.RequestType === 'Update' && stack !== NOT_ASKED && isUpdateRollback(stack);
  if (!hasEnded) { return { action: 'follow', job: { BackupJobId: jobId }, reason, record, ...inRollback && { inRollback } }; }
  return inRollback
    ? { action: 'respond', reason: 'the stack is being rolled back', record }
    : { action: 'start', reason: 'the job of the previous custom resource failed in an earlier deployment', again: record };
}

/** What the previous custom resource recorded a moment ago, if it could. */
function newestReused({ records = [] }: KnownHistory): HistoryRecord | undefined {
  const last = newest(records);
  return last?.outcome === RecordedOutcome.REUSED ? last : undefined;
}
