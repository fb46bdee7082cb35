import { BackupJobState, ListBackupJobs$, type BackupJob, type ListBackupJobsInput, type ListBackupJobsOutput } from '@aws-sdk/client-backup';
import { subjectsOfJob } from './subjects';
import { summarizeJob } from '../jobs/job-view';
import { invalidParameter } from '../model/errors';
import { defineOperation } from '../model/operation';
import type { BackupService } from '../service/backup-service';

const MAX_RESULTS = 1000;
const KEPT_FOR = 30 * 86_400_000;

export const listBackupJobs = defineOperation<BackupService, ListBackupJobsInput, ListBackupJobsOutput>({
  schema: ListBackupJobs$,
  errors: ['InvalidParameterValueException', 'ServiceUnavailableException'],
  subjects: (input, service) => [
    ...input.ByResourceArn === undefined ? [] : [input.ByResourceArn],
    ...input.ByParentJobId === undefined ? [] : subjectsOfJob(service.jobs.find(input.ByParentJobId)),
  ],
  run: (input, service) => {
    const size = input.MaxResults ?? MAX_RESULTS;
    if (size < 1 || size > MAX_RESULTS) { throw invalidParameter(`maxResults must be 1 to ${MAX_RESULTS}: ${size}`); }
    if (input.ByState !== undefined && !Object.hasOwn(BackupJobState, input.ByState)) { throw invalidParameter(`Invalid state: ${input.ByState}`); }
    const now = service.now();
    const jobs = service.jobs.all
      .filter((job) => job.createdAt > now - KEPT_FOR)
      .map((job) => summarizeJob(service.jobs, job, now))
      .filter((job) => isRequested(job, input))
      .reverse(); // the newest first
    const start = startOf(jobs, input.NextToken);
    const next = jobs[start + size - 1]?.BackupJobId;
    return { BackupJobs: jobs.slice(start, start + size), ...start + size < jobs.length && { NextToken: next } };
  },
});

/** A token is the id of the last job on the previous page, so that newer jobs do not shift the pages. */
function startOf(jobs: readonly BackupJob[], token: string | undefined): number {
  if (token === undefined) { return 0; }
  const last = jobs.findIndex((job) => job.BackupJobId === token);
  if (last === -1) { throw invalidParameter('Invalid next token'); }
  return last + 1;
}

function isRequested(job: BackupJob, input: ListBackupJobsInput): boolean {
  const equals: readonly [string | undefined, string | undefined][] = [
    [input.ByAccountId === '*' ? undefined : input.ByAccountId, job.AccountId],
    [input.ByBackupVaultName, job.BackupVaultName],
    [input.ByMessageCategory, job.MessageCategory],
    [input.ByParentJobId, job.ParentJobId],
    [input.ByResourceArn, job.ResourceArn],
    [input.ByResourceType, job.ResourceType],
    [input.ByState, job.State],
  ];
  return equals.every(([wanted, value]) => wanted === undefined || wanted === value)
    && isBetween(job.CreationDate, input.ByCreatedAfter, input.ByCreatedBefore)
    && isBetween(job.CompletionDate, input.ByCompleteAfter, input.ByCompleteBefore);
}

function isBetween(date: Date | undefined, after: Date | undefined, before: Date | undefined): boolean {
  if (after === undefined && before === undefined) { return true; }
  return date !== undefined && (after === undefined || date > after) && (before === undefined || date < before);
}
