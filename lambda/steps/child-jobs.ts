import type { ChildJobs, JobRecord } from '../../src/request/execution-state';
import type { AwsClient } from '../aws/aws-client';
import { log } from '../aws/log';
import { toError } from '../aws/service-error';
import { outcomeOf } from '../job/job-outcome';

/** The state of an execution, and what a reason can name, are limited. */
const MOST_EXAMPLES = 5;

/**
 * The jobs for the parts of a partial job: how many there are, and which of them left no complete recovery point. Undefined when they
 * cannot be listed: the job ended, so nothing may fail any more.
 */
export async function childJobs(parent: JobRecord, aws: AwsClient): Promise<ChildJobs | undefined> {
  try {
    const all = await aws.listChildJobs(parent.BackupJobId);
    const incomplete = all.filter((child) => outcomeOf(child) !== 'succeeded');
    log('WARN', 'a part of the backup is missing', { step: 'Check', jobId: parent.BackupJobId, childJobs: all.length, incomplete: incomplete.length });
    return { Total: all.length, Incomplete: incomplete.length, Examples: incomplete.slice(0, MOST_EXAMPLES) };
  } catch (error) {
    log('WARN', 'could not list the child jobs', { step: 'Check', jobId: parent.BackupJobId, reason: toError(error).message });
    return undefined;
  }
}
