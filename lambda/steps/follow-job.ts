import type { JobReference, ExecutionState, Outcome } from '../../src/request/execution-state';
import { NextStep } from '../../src/request/names';
import type { AwsClient } from '../aws/aws-client';
import { ifFound } from '../aws/if-found';
import { log } from '../aws/log';
import { outcomeOf } from '../job/job-outcome';
import { toJobRecord } from '../job/job-record';

/**
 * Takes up a job that exists. A job that AWS Backup no longer knows ended long ago, and an earlier execution responded for it: all that
 * is known of it is in its reference.
 *
 * A deployment that does not wait for the end of its job does not wait for it, or fail for it, later either.
 */
export async function followJob(state: ExecutionState, existing: JobReference, aws: AwsClient): Promise<ExecutionState> {
  const Job = await ifFound(aws.describeBackupJob(existing.BackupJobId));
  if (Job === undefined) {
    log('WARN', 'AWS Backup no longer knows the job', { step: 'Start', jobId: existing.BackupJobId });
    return { ...state, Job: toJobRecord(existing), Settled: true, Outcome: outcomeOfUnknown(existing), Next: NextStep.FINISH };
  }
  const Outcome = outcomeOf(Job);
  // The execution in which it ended failed for it, and one alarm is enough
  const settled = Outcome !== undefined && state.WaitPolicy.WarnOnFailure ? { Settled: true } : {};
  if (!state.WaitPolicy.Accepted || !state.ResponseAddress) { return { ...state, ...settled, Job, Next: NextStep.WAIT, WaitSeconds: 0 }; }
  return { ...state, ...settled, Job, Outcome, Next: NextStep.RESPOND, WaitSeconds: 0 };
}

/** The outcome that follows from the recovery point; undefined when not even that is known. */
function outcomeOfUnknown({ RecoveryPointArn }: JobReference): Outcome | undefined {
  if (RecoveryPointArn === undefined) { return undefined; }
  return RecoveryPointArn === '' ? 'failed' : 'succeeded';
}
