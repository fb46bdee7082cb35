import type { ChildJobs, ExecutionState, JobRecord } from '../../src/request/execution/execution-state';
import { NextStep } from '../../src/request/names';
import type { AwsClient } from '../aws/aws-client';
import { TryAgainLaterError } from '../aws/errors';
import { log } from '../aws/log';
import { toError } from '../aws/service-error';
import { outcomeOf } from '../job/job-outcome';
import { timeLeft } from '../timing/deadline';

/** The state of an execution, and what a reason can name, are limited. */
const MOST_EXAMPLES = 5;
/** When the list fails for a passing reason. */
const MOST_LISTINGS = 5;
const PAUSE_SECONDS = 5;

/** The end of an execution whose job is partial, with the jobs for its parts; a few more waits when they cannot be listed for a passing reason. */
export async function partialEnd(state: ExecutionState, Job: JobRecord, aws: AwsClient): Promise<ExecutionState> {
  const { Listings = 0 } = state;
  const mayWait = Listings < MOST_LISTINGS && timeLeft(state, Date.now()) > PAUSE_SECONDS;
  const ChildJobs = await childJobs(Job, mayWait, aws);
  return ChildJobs === 'later'
    ? { ...state, Listings: Listings + 1, Next: NextStep.WAIT, WaitSeconds: PAUSE_SECONDS }
    : { ...state, Job, Outcome: 'partial', ChildJobs, Next: NextStep.FINISH };
}

/**
 * How many jobs a partial job has for its parts, and which of them left no complete recovery point. Undefined when they cannot be listed:
 * the job ended, so nothing may fail any more.
 */
async function childJobs(parent: JobRecord, mayWait: boolean, aws: AwsClient): Promise<ChildJobs | 'later' | undefined> {
  try {
    const all = await aws.listChildJobs(parent.BackupJobId);
    const incomplete = all.filter((child) => outcomeOf(child) !== 'succeeded');
    log('WARN', 'a part of the backup is missing', { step: 'Check', jobId: parent.BackupJobId, childJobs: all.length, incomplete: incomplete.length });
    return { Total: all.length, Incomplete: incomplete.length, Examples: incomplete.slice(0, MOST_EXAMPLES) };
  } catch (error) {
    log('WARN', 'could not list the child jobs', { step: 'Check', jobId: parent.BackupJobId, reason: toError(error).message });
    return mayWait && error instanceof TryAgainLaterError ? 'later' : undefined;
  }
}
