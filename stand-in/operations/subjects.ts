import type { Job } from '../jobs/job';

/** What faults may call a job: its resource, its id, its recovery point. Nothing, if there is no such job. */
export function subjectsOfJob(job: Job | undefined): readonly string[] {
  return job === undefined ? [] : [job.resourceArn, job.id, job.recoveryPointArn];
}
