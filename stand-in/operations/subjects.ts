import type { Job } from '../jobs/job';

/** The names that a fault may use for a job: its resource, its id and its recovery point. Empty if there is no such job. */
export function subjectsOfJob(job: Job | undefined): readonly string[] {
  return job === undefined ? [] : [job.resourceArn, job.id, job.recoveryPointArn];
}
