import type { ExecutionState, JobRecord, ResponseAddress } from '../../src/request/execution/execution-state';
import { TriggerKind } from '../../src/request/names';
import { log } from '../aws/log';
import { requestedAt } from '../timing/deadline';

/*
 * After an update, CloudFormation deletes what the template no longer has, and tries a deletion that fails up to three times, each time
 * with another request. The final backup must not take up to three times its timeout, nor make three jobs of one that is slow.
 */

const CLEAN_UP = 'UPDATE_COMPLETE_CLEANUP';
/** The clocks of AWS Backup and Lambda may differ. An attempt fails no sooner than five seconds after the start of its job. */
const TOLERANCE_MS = 2000;
/** The earlier custom resources of a chain take a little longer than their timeouts: polls, throttling, the responses. */
const CHAIN_TOLERANCE_MS = 5 * 60_000;

/** Whether the execution makes a final backup in the clean-up of an update. */
function isInCleanUp({ Trigger, StackStatus, ResponseAddress }: ExecutionState): boolean {
  return Trigger === TriggerKind.ON_DELETE && ResponseAddress?.RequestType === 'Delete' && StackStatus?.startsWith(CLEAN_UP) === true;
}

/**
 * Gives all attempts of one deletion the same idempotency key, so that the start of the second returns the job of the first. The update that
 * they belong to has one beginning; a custom resource of the same name, and of the same physical id, may be deleted again by a later update.
 * Should the stack not say when the update began, each attempt has a key of its own.
 */
export function asOneDeletion(state: ExecutionState): ExecutionState {
  const { ResponseAddress: address, OperationStart } = state;
  if (address === undefined || OperationStart === undefined || !isInCleanUp(state) || hasSharedKey(state)) { return state; }
  return { ...state, IdempotencyKey: `${address.StackId}\n${address.LogicalResourceId}\n${OperationStart}\nclean-up` };
}

/** Whether all attempts of the deletion have the idempotency key of the execution. */
export function hasSharedKey(state: ExecutionState): boolean {
  return isInCleanUp(state) && state.IdempotencyKey !== withOwnKey(state).IdempotencyKey;
}

/** The state with the idempotency key of this attempt alone. */
export function withOwnKey(state: ExecutionState): ExecutionState {
  const { StackId, RequestId } = state.ResponseAddress as ResponseAddress;
  return { ...state, IdempotencyKey: `${StackId}\n${RequestId}` };
}

/** Whether an earlier attempt of the deletion started the job. In a chain, an earlier custom resource of the same attempt may have. */
export function isOfEarlierAttempt(state: ExecutionState, { CreationDate }: JobRecord): boolean {
  const { EarlierSeconds = 0 } = state.WaitPolicy;
  const ofThisAttempt = EarlierSeconds === 0 ? TOLERANCE_MS : EarlierSeconds * 1000 + CHAIN_TOLERANCE_MS;
  return isInCleanUp(state) && Date.parse(CreationDate) < requestedAt(state) - ofThisAttempt;
}

/** Counts the time since the first job as waited, without that of the earlier custom resources of a chain. */
export function countEarlierAttempts(state: ExecutionState, job: JobRecord): ExecutionState {
  if (!isOfEarlierAttempt(state, job)) { return { ...state, IsOfEarlierAttempt: undefined }; }
  const age = Math.floor((Date.now() - Date.parse(job.CreationDate)) / 1000) - (state.WaitPolicy.EarlierSeconds ?? 0);
  log('INFO', 'an earlier attempt of this deletion started the job', { step: 'Start', jobId: job.BackupJobId, resourceArn: job.ResourceArn });
  return { ...state, IsOfEarlierAttempt: true, WaitedSeconds: Math.max(state.WaitedSeconds ?? 0, age) };
}
