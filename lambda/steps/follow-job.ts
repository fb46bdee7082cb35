import type { JobReference, ExecutionState, Outcome } from '../../src/request/execution-state';
import { NextStep } from '../../src/request/names';
import type { AwsClient } from '../aws/aws-client';
import { NotFoundError } from '../aws/errors';
import { log } from '../aws/log';
import { outcomeOf } from '../job/job-outcome';
import { toJobRecord } from '../job/job-record';

/**
 * Takes up a job that exists. A job that AWS Backup has forgotten ended long ago, and an earlier run answered for it: what is left to
 * tell of it is what its name tells.
 *
 * A deployment that does not wait for the end of its job does not wait for it, or fail for it, later either.
 */
export async function followJob(state: ExecutionState, existing: JobReference, aws: AwsClient): Promise<ExecutionState> {
  try {
    const Job = await aws.describeBackupJob(existing.BackupJobId);
    const Outcome = outcomeOf(Job);
    // The run that it ended in failed for it, and one alarm is enough
    const settled = Outcome !== undefined && state.WaitPolicy.WarnOnFailure ? { Settled: true } : {};
    if (!state.WaitPolicy.Accepted || !state.ResponseAddress) { return { ...state, ...settled, Job, Next: NextStep.WAIT, WaitSeconds: 0 }; }
    return { ...state, ...settled, Job, Outcome, Next: NextStep.RESPOND, WaitSeconds: 0 };
  } catch (error) {
    if (!(error instanceof NotFoundError)) { throw error; }
    log('WARN', 'AWS Backup no longer knows the job', { step: 'Start', jobId: existing.BackupJobId });
    return { ...state, Job: toJobRecord(existing), Settled: true, Outcome: outcomeOfForgotten(existing), Next: NextStep.FINISH };
  }
}

/** What can be told from what the job left; undefined when not even that is known. */
function outcomeOfForgotten({ RecoveryPointArn }: JobReference): Outcome | undefined {
  if (RecoveryPointArn === undefined) { return undefined; }
  return RecoveryPointArn === '' ? 'failed' : 'succeeded';
}
