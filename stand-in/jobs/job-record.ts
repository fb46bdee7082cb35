import type { DescribeBackupJobOutput } from '@aws-sdk/client-backup';
import type { Job } from './job';
import type { JobRegistry } from './job-registry';
import { describeJob } from './job-view';
import type { Phase } from './timeline';

/** A job as the stand-in's owner sees it: the output of `DescribeBackupJob`, the input and the whole timeline. */
export interface JobRecord extends DescribeBackupJobOutput {
  readonly input: Job['input'];
  /** Includes future phases. */
  readonly timeline: readonly Phase[];
}

export function describeJobRecord(jobs: JobRegistry, job: Job, now: number): JobRecord {
  return { ...describeJob(jobs, job, now), input: job.input, timeline: jobs.phasesOf(job) };
}
