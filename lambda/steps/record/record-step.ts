import { writeLatest } from './latest-record';
import type { ExecutionHistory, ExecutionState, Recording } from '../../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../../src/request/history/history-record';
import { latestParameterName, parameterName } from '../../../src/request/history/parameter-name';
import { readRecord } from '../../../src/request/history/read-record';
import { writeRecord } from '../../../src/request/history/write-record';
import { NextStep } from '../../../src/request/names';
import type { AwsClient } from '../../aws/aws-client';
import { NotYetPermittedError, RefusedError } from '../../aws/errors';
import { ifFound } from '../../aws/if-found';
import { log } from '../../aws/log';
import { toError } from '../../aws/service-error';
import { isGood } from '../../history/newest';
import { recordOf } from '../../history/record-of';
import { carriedOver, isFinal } from '../../history/recorded-execution';
import { recordDelay } from '../../timing/record-delay';

/** Of an error, in the response and in the state. */
const LONGEST_MESSAGE = 400;

/**
 * Records an execution before its response and before its end, whatever happened before: in the parameter of its trigger, and after a
 * good backup in that of the newest good one.
 *
 * Where Parameter Store throttles, the execution waits in the state machine and tries again. A record that cannot be written fails
 * nothing: the execution goes on, and its response says so. This very step may have run before: another version of the same record does
 * no harm.
 */
export async function recordStep(state: ExecutionState, aws: AwsClient): Promise<ExecutionState> {
  const goesOn = state.Next === NextStep.RECORD ? state.Recording : undefined;
  const Next = state.Error === undefined ? goesOn?.Next ?? state.Next ?? NextStep.FINISH : NextStep.FINISH;
  const after = { ...state, Next, Recording: undefined };
  const { History } = state;
  if (History === undefined || !hasDoneSomething(state)) { return after; }
  const recording: Recording = { Attempt: 0, Seconds: 0, IsWritten: false, ...goesOn, Next, WaitSeconds: 0 };
  const { IsWritten, error } = await write(state, History, recording.IsWritten, aws);
  if (error === undefined) { return { ...after, Unrecorded: undefined, RecordError: undefined }; }
  const { jobId, reason } = { jobId: state.Job?.BackupJobId, reason: error.message };
  const WaitSeconds = recordDelay(state, error, recording.Attempt + 1, recording.Seconds);
  if (WaitSeconds === undefined) {
    const name = nameOf(History, IsWritten);
    log('ERROR', 'the execution is not recorded', { step: 'Record', jobId, parameter: name, reason });
    return { ...after, Unrecorded: `${name}: ${reason}`.slice(0, LONGEST_MESSAGE) };
  }
  log('WARN', 'not recorded yet', { step: 'Record', jobId, reason, waitSeconds: WaitSeconds });
  const Recording = { ...recording, IsWritten, Attempt: recording.Attempt + 1, Seconds: recording.Seconds + WaitSeconds, WaitSeconds };
  return { ...state, Next: NextStep.RECORD, Recording };
}

/** A request that needs no job does nothing, nor one that follows a job whose end was reported before; and a removal makes nothing to restore from. */
function hasDoneSomething({ Response, IsRemoval, Settled }: ExecutionState): boolean {
  return Response === undefined && IsRemoval !== true && Settled !== true;
}

/** The parameter that lacks the record. */
function nameOf({ Path, Recorded }: ExecutionHistory, isWritten: boolean): string {
  return isWritten ? latestParameterName(Path) : parameterName(Path, Recorded.trigger);
}

/** What of the record is written, and why not all of it. */
interface Written {
  readonly IsWritten: boolean;
  readonly error?: Error;
}

async function write(state: ExecutionState, history: ExecutionHistory, wasWritten: boolean, aws: AwsClient): Promise<Written> {
  let IsWritten = wasWritten;
  try {
    const { record, isKnown } = await recordToWrite(state, history, aws);
    if (isKnown && !wasWritten) { return { IsWritten }; }
    const name = parameterName(history.Path, history.Recorded.trigger);
    if (!wasWritten) {
      await aws.putParameter(name, writeRecord(record), history.KeyId);
      log('INFO', 'recorded', { step: 'Record', jobId: state.Job?.BackupJobId, outcome: record.outcome, parameter: name });
    }
    IsWritten = true;
    if (isGood(record, state.WaitPolicy)) { await writeLatest(history, record, aws); }
    return { IsWritten };
  } catch (error) {
    return { IsWritten, error: toError(error) };
  }
}

interface RecordToWrite {
  readonly record: HistoryRecord;
  /** Whether it says nothing new. */
  readonly isKnown: boolean;
}

/**
 * The record of an execution. One that follows the job of another execution adds what was recorded of its start; when its end was
 * recorded, too, nothing is left to say.
 */
async function recordToWrite(state: ExecutionState, { Path, Recorded }: ExecutionHistory, aws: AwsClient): Promise<RecordToWrite> {
  const record = recordOf(state, Recorded);
  if (state.ExistingJob === undefined) { return { record, isKnown: false }; }
  const known = readRecord(await valueOf(parameterName(Path, Recorded.trigger), aws));
  if (known === undefined || known.backupJobId !== record.backupJobId) { return { record, isKnown: false }; }
  return { record: carriedOver(record, [known]), isKnown: isFinal(known.outcome) };
}

/** A parameter that may not be read may still be written. */
async function valueOf(name: string, aws: AwsClient): Promise<string | undefined> {
  try {
    return (await ifFound(aws.getParameter(name)))?.Value;
  } catch (error) {
    if (error instanceof RefusedError || error instanceof NotYetPermittedError) { return undefined; }
    throw error;
  }
}
