import type { ExecutionState, JobReference } from '../../src/request/execution/execution-state';
import { NextStep } from '../../src/request/names';
import type { AwsClient } from '../aws/aws-client';
import { ifFound } from '../aws/if-found';
import { log } from '../aws/log';
import { isSuccess, outcomeOf } from '../job/job-outcome';
import { toJobRecord } from '../job/job-record';
import { attributesOf } from '../response/response-content';

/**
 * Takes up a job that exists. A job that AWS Backup no longer knows ended long ago, and an earlier execution responded for it: the response says
 * what the history knows of it.
 *
 * A deployment that does not wait for the end of its job does not wait for it, or fail for it, later either. Undefined when a deployment that
 * failed is tried again and its job came to nothing: then another one must be started.
 */
export async function followJob(state: ExecutionState, existing: JobReference, aws: AwsClient): Promise<ExecutionState | undefined> {
  const Job = await ifFound(aws.describeBackupJob(existing.BackupJobId));
  const Outcome = Job && outcomeOf(Job);
  if (state.IsRetry && (Job === undefined || Outcome !== undefined && !isSuccess(Outcome, state.WaitPolicy))) { return undefined; }
  if (Job === undefined) {
    log('WARN', 'AWS Backup no longer knows the job', { step: 'Start', jobId: existing.BackupJobId });
    const Data = state.RecordedAttributes ?? attributesOf(toJobRecord(existing), undefined);
    const Response = { Status: 'SUCCESS', Reason: `Backup job ${existing.BackupJobId}: AWS Backup no longer knows it`, Data } as const;
    return { ...state, Response, Next: NextStep.FINISH };
  }
  // The execution in which it ended failed for it, and one alarm is enough
  const settled = Outcome !== undefined && state.WaitPolicy.WarnOnFailure ? { Settled: true } : {};
  if (!state.WaitPolicy.Accepted || !state.ResponseAddress) { return { ...state, ...settled, Job, Next: NextStep.WAIT, WaitSeconds: 0 }; }
  return { ...state, ...settled, Job, Outcome, Next: NextStep.RESPOND, WaitSeconds: 0 };
}
