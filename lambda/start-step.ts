import type { AwsClient } from './aws-client';
import { InvalidDefinitionError, JobNotFoundError } from './errors';
import { idempotencyToken } from './idempotency-token';
import { log } from './log';
import { pollDelay } from './poll-delay';
import type { BackupRequest } from '../src/request/backup-request';
import type { JobRecord, MachineState } from '../src/request/machine-state';
import { parseRequest } from '../src/request/parse-request';
import { validateRequest } from '../src/request/validate-request';

/**
 * The machine's first step: starts the job, or takes up the one that exists.
 *
 * What may have happened before: this very step, if its answer got lost. The idempotency token is the same then, and AWS
 * Backup starts no second job.
 *
 * 1. Check the request again: what was a token at synth is a value now.
 * 2. Take up the existing job, if one was named and AWS Backup still knows it.
 * 3. Else start one.
 */
export async function startStep(state: MachineState, aws: AwsClient): Promise<MachineState> {
  const request = validRequest(state);
  const job = await existingJob(state, aws) ?? await startJob(state, request, aws);
  return { ...state, Job: job, WaitedSeconds: 0, WaitSeconds: pollDelay(0) };
}

function validRequest(state: MachineState): BackupRequest {
  const { request, problems } = parseRequest(state.Request);
  const facts = { resourceType: state.ResourceType, stackId: state.Answer?.StackId };
  const all = request === undefined ? problems : [...problems, ...validateRequest(request, facts)];
  const errors = all.filter((problem) => problem.severity === 'error');
  if (request === undefined || errors.length > 0) { throw new InvalidDefinitionError(errors.map((error) => error.message)); }
  all.forEach((warning) => log('WARN', warning.message, { step: 'Start', resourceArn: request.ResourceArn }));
  return request;
}

async function existingJob(state: MachineState, aws: AwsClient): Promise<JobRecord | undefined> {
  if (state.ExistingJobId === undefined) { return undefined; }
  try {
    return await aws.describeBackupJob(state.ExistingJobId);
  } catch (error) {
    if (!(error instanceof JobNotFoundError)) { throw error; }
    log('WARN', 'AWS Backup no longer knows the job, so a new one is started', { step: 'Start', jobId: state.ExistingJobId });
    return undefined;
  }
}

async function startJob(state: MachineState, request: BackupRequest, aws: AwsClient): Promise<JobRecord> {
  const BackupJobId = await aws.startBackupJob({
    ...request,
    IdempotencyToken: request.IdempotencyToken ?? idempotencyToken(state.Occasion, request.ResourceArn),
  });
  log('INFO', 'job started', { step: 'Start', jobId: BackupJobId, resourceArn: request.ResourceArn });
  return { ...UNKNOWN_JOB, BackupJobId, ResourceArn: request.ResourceArn };
}

/** A job of which nothing was told yet. The start's own answer is not used: for most types it lacks the recovery point. */
const UNKNOWN_JOB: JobRecord = {
  BackupJobId: '',
  RecoveryPointArn: '',
  CreationDate: '',
  CompletionDate: '',
  State: '',
  StatusMessage: '',
  MessageCategory: '',
  PercentDone: '',
  ResourceArn: '',
  ResourceType: '',
  BackupVaultArn: '',
  BackupSizeInBytes: '',
};
