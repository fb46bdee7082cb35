import { ownPoints } from './own-points';
import { newestUsable, vaultNameOf } from './usable-point';
import type { BackupRequest } from '../../../src/request/backup-request';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import { NextStep } from '../../../src/request/names';
import type { AwsClient } from '../../aws/aws-client';
import { ThrottledError } from '../../aws/errors';
import { log } from '../../aws/log';
import { toError } from '../../aws/service-error';
import { toJobRecord } from '../../job/job-record';
import type { ListedPoint } from '../../job/listed-point';
import { isWorthAsking } from '../../timing/ask-delay';
import { secondsToDeadline } from '../../timing/deadline';

/** A schedule has no deadline, and its backup should not be much later than asked for. */
const LONGEST_ASKING_SECONDS = 15 * 60;
/** The clocks of AWS Backup and Lambda may differ, and `isUsable` decides. */
const TOLERANCE_MS = 60_000;

/** A recovery point, and the job that made it, where the history knows it. */
interface Found {
  readonly point: ListedPoint;
  readonly jobId: string;
}

/**
 * The end of an execution that uses a recovery point instead of a new job; undefined when there is none that is young enough, or the start policy
 * wants a job. Looks once: a start that is repeated has looked before.
 *
 * When the history or the vault cannot be read, a job is started: a backup too many does less harm than one too few. While that may pass (the
 * calls are throttled, the permission is new), the execution waits and asks again.
 */
export async function reusePoint(state: ExecutionState, request: BackupRequest, aws: AwsClient): Promise<ExecutionState | undefined> {
  const maxAgeSeconds = state.StartPolicy?.MaxAgeSeconds;
  if (maxAgeSeconds === undefined || state.Attempt || state.Retries || state.StartAgain) { return undefined; }
  try {
    const found = await find(state, request, maxAgeSeconds, aws);
    return found && reused(state, found);
  } catch (error) {
    const { message: reason } = toError(error);
    if (mayAskAgain(state, toError(error))) { throw new ThrottledError(reason); } // for which the execution waits
    log('WARN', 'could not look for a recovery point to use, so a job is started', { step: 'Start', resourceArn: request.ResourceArn, reason });
    return undefined;
  }
}

function mayAskAgain(state: ExecutionState, error: Error): boolean {
  const { Seconds = 0 } = state.Asking ?? {};
  return Seconds < LONGEST_ASKING_SECONDS && isWorthAsking(error, Seconds, secondsToDeadline(state, Date.now()));
}

async function find(state: ExecutionState, request: BackupRequest, maxAgeSeconds: number, aws: AwsClient): Promise<Found | undefined> {
  const now = Date.now();
  const since = new Date(now - maxAgeSeconds * 1000 - TOLERANCE_MS);
  const isOfAnyone = state.StartPolicy?.ReuseFrom === 'VAULT';
  const jobIds = isOfAnyone ? new Map<string, string>() : await ownJobs(state, since, aws);
  if (!isOfAnyone && jobIds.size === 0) { return undefined; }
  const listed = await aws.listRecoveryPoints(vaultNameOf(request), request.ResourceArn, since);
  const candidates = listed.filter(({ RecoveryPointArn }) => isOfAnyone || jobIds.has(RecoveryPointArn));
  const point = newestUsable(candidates, { request, maxAgeSeconds, now });
  return point && { point, jobId: jobIds.get(point.RecoveryPointArn) ?? '' };
}

/** The jobs that made the backup's own recovery points since a time, by those. */
async function ownJobs({ History, WaitPolicy }: ExecutionState, since: Date, aws: AwsClient): Promise<Map<string, string>> {
  const records = History === undefined ? [] : await ownPoints(History, WaitPolicy, aws);
  const recent = records.filter(({ creationDate }) => Date.parse(creationDate) >= since.getTime());
  return new Map(recent.map(({ recoveryPointArn, backupJobId }) => [recoveryPointArn, backupJobId]));
}

function reused(state: ExecutionState, { point, jobId }: Found): ExecutionState {
  const { DeleteAt, IamRoleArn } = point;
  log('INFO', 'a recovery point is used instead of a new job', {
    step: 'Start', jobId, resourceArn: point.ResourceArn, recoveryPointArn: point.RecoveryPointArn, creationDate: point.CreationDate?.toISOString(),
  });
  // Also what tells the next custom resource of a chain that this is another one than last time, where its job is not known
  const StatusMessage = `No backup job was started: recovery point ${point.RecoveryPointArn} of ${point.CreationDate?.toISOString()} is younger than \`maxAge\``;
  const Job = toJobRecord({ ...point, BackupJobId: jobId, State: point.Status, StatusMessage });
  return { ...state, Job, Reused: { IamRoleArn, ExpiryDate: DeleteAt?.toISOString() ?? '' }, Outcome: 'reused', Next: NextStep.FINISH };
}
