import type { DescribeBackupJobOutput } from '@aws-sdk/client-backup';
import type { Job } from './job';
import { describeJob } from './job-view';
import type { Phase } from './timeline';
import type { BackupService } from '../service/backup-service';

/** A job as the stand-in's owner sees it: what `DescribeBackupJob` tells, the input, and the whole timeline. */
export interface JobRecord extends DescribeBackupJobOutput {
  readonly input: Job['input'];
  /** Also what is still to come. */
  readonly timeline: readonly Phase[];
}

export function describeJobRecord(service: BackupService, job: Job): JobRecord {
  return { ...describeJob(service.jobs, job, service.now()), input: job.input, timeline: service.jobs.phasesOf(job) };
}
