import { checkedRequest } from './checked-request';
import { asOneDeletion, countEarlierAttempts, hasSharedKey, withOwnKey } from './clean-up';
import { followJob } from './follow-job';
import { locateResource } from './locate-resource';
import { retryStart } from './retry-start';
import { reusePoint } from './reuse/reuse-point';
import { takeUpJob } from './take-up-job';
import type { BackupRequest } from '../../src/request/backup-request';
import type { ExecutionState, JobRecord, ResponseAddress } from '../../src/request/execution/execution-state';
import { NextStep } from '../../src/request/names';
import type { AwsClient } from '../aws/aws-client';
import { IncompleteResponseError, NotReadyError, ThrottledError } from '../aws/errors';
import { log } from '../aws/log';
import { idempotencyToken } from '../job/idempotency-token';
import { taggedRequestOf } from '../job/tagged-request-of';
import { backupsOfStack } from '../timing/backups-of-stack';
import { pollDelay } from '../timing/poll-delay';
import { throttleDelay } from '../timing/throttle-delay';

/**
 * The first step of the state machine: starts the job, or takes up the one that exists.
 *
 * This very step may have run before, if its result got lost. The idempotency token is the same then, and AWS Backup starts no second job.
 *
 * 1. Take up the existing job, if one is given. Only a deployment that failed and is tried again starts another one when that came to nothing.
 * 2. Locate the resource, where only CloudFormation knows it. A resource that does not exist yet needs no backup.
 * 3. Check the request again: what was a token at synth is a value now.
 * 4. Take up the job of the previous custom resource, if that one should have started a job.
 * 5. Use a recovery point that is young enough, if the start policy says so.
 * 6. Else start a job. The check step retries a start after a wait if it was throttled, or the resource is not ready yet.
 */
export async function startStep(before: ExecutionState, aws: AwsClient): Promise<ExecutionState> {
  const followed = before.ExistingJob && await followJob(before, before.ExistingJob, aws);
  if (followed !== undefined) { return followed; }
  const state = await locateResource(asOneDeletion({ ...before, ExistingJob: undefined, IsRetry: undefined }), aws);
  if (state.Skipped !== undefined) { return state; }
  const request = checkedRequest(state);
  const Job = state.Continued && state.ResponseAddress ? await takeUpJob(request, state.ResponseAddress, state.WaitPolicy, aws) : undefined;
  return Job === undefined ? await reusePoint(state, request, aws) ?? startJob(state, request, aws) : takenUp(state, Job);
}

function takenUp(state: ExecutionState, Job: JobRecord): ExecutionState {
  const ExistingJob = { BackupJobId: Job.BackupJobId };
  return { ...countEarlierAttempts(state, Job), Job, ExistingJob, StartAgain: undefined, Next: NextStep.WAIT, WaitSeconds: 0 };
}

async function startJob(state: ExecutionState, request: BackupRequest, aws: AwsClient): Promise<ExecutionState> {
  const { Attempt = 0 } = state;
  try {
    const IdempotencyToken = request.IdempotencyToken ?? idempotencyToken(state.IdempotencyKey, request.ResourceArn);
    const Job = await aws.startBackupJob({ ...taggedRequestOf(request, state), IdempotencyToken });
    log('INFO', 'job started', { step: 'Start', jobId: Job.BackupJobId, resourceArn: request.ResourceArn });
    const Next = state.WaitPolicy.Accepted && state.ResponseAddress ? NextStep.RESPOND : NextStep.WAIT;
    const after = { ...countEarlierAttempts(state, Job), Job, Attempt: 0, StartAgain: undefined, Next };
    return { ...after, WaitSeconds: after.IsOfEarlierAttempt ? 0 : pollDelay(state.WaitedSeconds ?? 0) };
  } catch (error) {
    if (error instanceof IncompleteResponseError && hasSharedKey(state)) { return startByOwnKey(state, request, aws); }
    const retried = error instanceof NotReadyError ? retryStart(state, 'notReady', error.message) : undefined;
    if (retried !== undefined) { return retried; }
    if (!(error instanceof ThrottledError)) { throw error; }
    log('WARN', 'the start was throttled', { step: 'Start', resourceArn: request.ResourceArn, reason: error.message });
    const WaitSeconds = throttleDelay(Attempt + 1, backupsOfStack());
    return { ...state, Attempt: Attempt + 1, Next: NextStep.WAIT, WaitSeconds };
  }
}

/**
 * Should AWS Backup not name the job of a token that it knows, the attempts of a deletion find their jobs in the list of jobs, which is
 * less exact: it also has those of other backups of the resource.
 */
async function startByOwnKey(state: ExecutionState, request: BackupRequest, aws: AwsClient): Promise<ExecutionState> {
  const Job = await takeUpJob(request, state.ResponseAddress as ResponseAddress, state.WaitPolicy, aws);
  return Job === undefined ? startJob(withOwnKey(state), request, aws) : takenUp(state, Job);
}
