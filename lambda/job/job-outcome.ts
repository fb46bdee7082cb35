import type { JobRecord, Outcome } from '../../src/request/execution/execution-state';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';

const SUCCESS_CATEGORY = /^success$/i;

/**
 * What the state of a job means; undefined while the job is not finished.
 *
 * "Completed with issues" is not a state: it is `COMPLETED` with a `MessageCategory` other than success. A job in an unknown state is
 * not finished, because AWS Backup adds states, and a new one is not known to be an end.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeBackupJob.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html
 */
export function outcomeOf(job: JobRecord): Outcome | undefined {
  switch (job.State) {
    case 'COMPLETED': return hasIssues(job) ? 'succeededWithIssues' : 'succeeded';
    case 'PARTIAL': return 'partial';
    case 'FAILED': return 'failed';
    case 'EXPIRED': return 'expired';
    case 'ABORTED': return 'aborted';
    default: return undefined; // CREATED, PENDING, RUNNING, ABORTING
  }
}

/** Whether an outcome, of an execution or in its record, counts as success under the wait policy. */
export function isSuccess(outcome: string | undefined, { FailOnIssues }: Pick<WaitPolicy, 'FailOnIssues'>): boolean {
  return outcome === 'succeeded' || outcome === 'reused' || outcome === 'succeededWithIssues' && !FailOnIssues;
}

/**
 * Whether the job ended only because another one of the same resource was running: AWS Backup runs one at a time, and the others wait
 * until their start window closes.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html
 */
export function gaveWay(job: JobRecord): boolean {
  const ended = ['EXPIRED', 'FAILED', 'ABORTED'].includes(job.State);
  return ended && (/^concurrent_?job$/i.test(job.MessageCategory) || /running job for the same resource/i.test(job.StatusMessage));
}

function hasIssues(job: JobRecord): boolean {
  return job.MessageCategory ? !SUCCESS_CATEGORY.test(job.MessageCategory) : job.StatusMessage !== '';
}
