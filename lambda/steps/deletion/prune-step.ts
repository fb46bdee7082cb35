import { deletePoint } from './delete-point';
import { Progress } from './progress';
import { restingStack } from './resting-stack';
import { mayBeSuperseded, supersededPoints } from './superseded-points';
import type { ExecutionResult, Pruning } from '../../../src/request/execution/execution-result';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import type { AwsClient } from '../../aws/aws-client';
import { NotYetPermittedError, RefusedError, ThrottledError, TryAgainLaterError } from '../../aws/errors';
import { log } from '../../aws/log';
import { toError } from '../../aws/service-error';
import { askDelay } from '../../timing/ask-delay';
import { backupsOfStack } from '../../timing/backups-of-stack';
import { pollDelay, watchDelay } from '../../timing/poll-delay';

const STEP = 'Prune';
/** Whether a deployment is over is asked for that long: until then, somebody has gone on after a failed one. */
const LONGEST_REST_SECONDS = 24 * 3600;
/** AWS Backup deletes within minutes. */
const LONGEST_DELETION_SECONDS = 3600;
/** Requests to delete a recovery point that AWS Backup is busy with, for example because it is being copied. */
const MOST_REQUESTS = 5;
/** AWS Backup accepts ten deletions a second, for all of the account. */
const MOST_AT_ONCE = 20;
/**
 * So many in a row that are gone: earlier executions deleted what is older, and records stay for longer. Of what is older, a few are looked at all
 * the same, because something may have protected them at first.
 */
const GONE_IN_A_ROW = 3;
const MOST_OLDER = 2;

/**
 * A step after the response: deletes the recovery points that newer ones of the same backup supersede, and nothing else. It fails no
 * backup: what cannot be deleted stays, and the output of the execution names it.
 *
 * 1. Unless nothing is superseded, wait until the deployment is over. As long as it may be rolled back, the former template may need its recovery points.
 * 2. Find what is superseded, by the history, and look at what stays.
 * 3. Delete it, and look at it until it is gone.
 */
export async function pruneStep({ Pruning: before, ...result }: ExecutionResult, aws: AwsClient): Promise<ExecutionResult> {
  if (before === undefined) { return result; }
  const WaitedSeconds = before.WaitedSeconds + before.WaitSeconds;
  const progress = new Progress(STEP, before.Deletions);
  const DeletingSeconds = progress.isDeleting ? before.DeletingSeconds + before.WaitSeconds : before.DeletingSeconds;
  const pruning: Mutable<Pruning> = { ...before, WaitedSeconds, DeletingSeconds };
  const WaitSeconds = await prune(pruning, progress, aws);
  const { Gone: Deleted, Left } = progress.deletions;
  if (WaitSeconds !== undefined) { return { ...result, Pruning: { ...pruning, WaitSeconds, Deletions: progress.deletions } }; }
  return Deleted.length + Left.length === 0 ? result : { ...result, Pruned: { Deleted, Left } };
}

/** What the next step begins with, while this one goes on. */
type Mutable<T> = { -readonly [M in keyof T]: T[M] };

/** Seconds until the next step; undefined when nothing is left to do. */
async function prune(pruning: Mutable<Pruning>, progress: Progress, aws: AwsClient): Promise<number | undefined> {
  try {
    if (!await mayBeSuperseded(pruning, aws)) { return undefined; }
    const { rest, status, outputValues } = await restingStack(pruning.StackId, aws);
    if (rest !== 'complete') { return waitForRest(pruning, rest === 'busy', `nothing is deleted while the stack is ${status}`, progress); }
    const superseded = (await supersededPoints(pruning, outputValues, aws)).reverse();
    await deleteNewestFirst(superseded, pruning, progress, aws);
    return afterDeletions(pruning, superseded, progress);
  } catch (error) {
    const { message } = toError(error);
    if (error instanceof TryAgainLaterError) { return waitForRest({ ...pruning, IsDeployment: true }, true, message, progress); }
    if (!(error instanceof RefusedError)) { throw error; } // the state machine tries again, and the execution ends with the error then
    progress.leave(pruning.Path, message);
    return undefined;
  }
}

/** An execution without a deployment leaves it to the next one. */
function waitForRest({ Path, IsDeployment, WaitedSeconds }: Pruning, isBusy: boolean, reason: string, progress: Progress): number | undefined {
  if (isBusy && (IsDeployment || progress.isDeleting) && WaitedSeconds < LONGEST_REST_SECONDS) {
    log('INFO', 'not pruned yet', { step: STEP, reason });
    return Math.max(watchDelay(WaitedSeconds), askDelay(2, backupsOfStack()));
  }
  progress.leave(Path, reason);
  return undefined;
}

/** @param superseded newest first */
async function deleteNewestFirst(superseded: readonly HistoryRecord[], pruning: Mutable<Pruning>, progress: Progress, aws: AwsClient): Promise<void> {
  const wanted = superseded.filter((record) => isWanted(record, pruning, progress));
  let goneInARow = 0;
  for (const [index, record] of wanted.slice(0, MOST_AT_ONCE).entries()) {
    goneInARow = await deleteOne(record, progress, aws) ? goneInARow + 1 : 0;
    if (goneInARow < GONE_IN_A_ROW) { continue; }
    pruning.GoneBefore = record.creationDate;
    const older = [...wanted.slice(index + 1)].sort(() => Math.random() - 0.5).slice(0, MOST_OLDER);
    for (const each of older) { await deleteOne(each, progress, aws); }
    return;
  }
}

/** Whether there is something to do about a recovery point. */
function isWanted({ recoveryPointArn, creationDate }: HistoryRecord, { GoneBefore }: Pruning, progress: Progress): boolean {
  if (progress.isSettled(recoveryPointArn)) { return false; }
  return GoneBefore === undefined || progress.requestsOf(recoveryPointArn) > 0 || Date.parse(creationDate) > Date.parse(GoneBefore);
}

/** Takes the next step to a deletion. Returns whether the recovery point was gone before any. */
async function deleteOne(record: HistoryRecord, progress: Progress, aws: AwsClient): Promise<boolean> {
  const { recoveryPointArn: arn } = record;
  const requests = progress.requestsOf(arn);
  try {
    switch (await deletePoint(record, requests, STEP, aws)) {
      case 'gone':
        if (requests > 0) { progress.settle(arn); } else { progress.ignore(arn); }
        return requests === 0;
      case 'requested': progress.request(arn); break;
      case 'pending': if (requests === 0) { progress.request(arn); } break; // by somebody else: not waited for without end, either
      case 'other': progress.leave(arn, 'its resource, role or date is not the one in its record'); break;
    }
  } catch (error) {
    if (error instanceof ThrottledError || !isAboutPoint(error)) { throw error; }
    if (error instanceof TryAgainLaterError && requests < MOST_REQUESTS) { progress.request(arn); } else { progress.leave(arn, error.message); }
  }
  return false;
}

/** Whether an error says something of the recovery point: it is protected, or AWS Backup is busy with it. */
function isAboutPoint(error: unknown): error is Error {
  return error instanceof TryAgainLaterError || error instanceof RefusedError || error instanceof NotYetPermittedError;
}

function afterDeletions(pruning: Pruning, superseded: readonly HistoryRecord[], progress: Progress): number | undefined {
  const { DeletingSeconds } = pruning;
  const pending = superseded.filter((record) => isWanted(record, pruning, progress)).map(({ recoveryPointArn }) => recoveryPointArn);
  if (pending.length === 0) { return undefined; }
  if (DeletingSeconds < LONGEST_DELETION_SECONDS) { return pollDelay(DeletingSeconds); }
  pending.forEach((arn) => progress.leave(arn, 'AWS Backup was still deleting it after an hour'));
  return undefined;
}
