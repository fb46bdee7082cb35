import type { AwsClient } from './aws-client';
import { NotFoundError } from './errors';
import { toJobRecord } from './job-record';
import { log } from './log';
import type { JobReference, MachineState } from '../src/request/machine-state';
import { NextStep } from '../src/request/names';

/**
 * Takes up a job that exists. A job that AWS Backup has forgotten ended long ago, in a deployment that took it for good: what is
 * left to tell of it is what its name tells.
 */
export async function followJob(state: MachineState, existing: JobReference, aws: AwsClient): Promise<MachineState> {
  try {
    const Job = await aws.describeBackupJob(existing.BackupJobId);
    return { ...state, Job, Next: NextStep.WAIT, WaitSeconds: 0 };
  } catch (error) {
    if (!(error instanceof NotFoundError)) { throw error; }
    log('WARN', 'AWS Backup no longer knows the job', { step: 'Start', jobId: existing.BackupJobId });
    return { ...state, Job: toJobRecord(existing), Outcome: 'succeeded', Next: NextStep.FINISH };
  }
}
