import { createHash } from 'node:crypto';
import { describeCommand, restoreMetadataCommand } from './cli-commands';
import { expiryDate } from './expiry-date';
import { fingerprintOf } from './fingerprint-of';
import { parseArn } from '../../src/request/arn';
import type { BackupRequest } from '../../src/request/backup-request';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { ExecutionState, ResponseAddress } from '../../src/request/execution/execution-state';
import { type HistoryRecord, Origin, RecordedOutcome, SCHEMA } from '../../src/request/history/history-record';
import type { RecordedTrigger } from '../../src/request/history/recorded-trigger';
import { triggerName } from '../../src/request/history/trigger-name';
import { parseRequest } from '../../src/request/parse-request';
import { outcomeOf } from '../job/job-outcome';
import { failureReason } from '../response/failure-reason';

const KEY_LENGTH = 32;

/**
 * What a record says of the trigger, for a request of CloudFormation.
 *
 * @param former the properties before an Update
 */
export function recordedTrigger(
  properties: CustomResourceProperties, { StackId, RequestId, LogicalResourceId }: ResponseAddress, former?: CustomResourceProperties,
): RecordedTrigger {
  const { Trigger, ContinuedJobId, Revision } = properties;
  return {
    trigger: triggerName(Trigger),
    // The first custom resource of a chain knows why the job was started
    fingerprint: ContinuedJobId === undefined ? fingerprintOf(properties) : '',
    revision: ContinuedJobId === undefined ? asString(Revision) : '',
    stackId: StackId,
    requestId: RequestId,
    logicalId: LogicalResourceId,
    formerFingerprint: ContinuedJobId === undefined && former !== undefined ? fingerprintOf(former) : '',
  };
}

/** The record of an execution, at any step of it. */
export function recordOf(state: ExecutionState, trigger: RecordedTrigger, origin: string = originOf(state)): HistoryRecord {
  const { Job, IdempotencyKey, ResourceType, Reused } = state;
  const request: Partial<BackupRequest> = parseRequest(state.Request).request ?? {};
  const recoveryPointArn = asString(Job?.RecoveryPointArn);
  const backupVaultName = asString(Job?.BackupVaultArn).split(':').pop() || asString(request.BackupVaultName);
  const creationDate = asString(Job?.CreationDate);
  const location = { recoveryPointArn, backupVaultName, region: (parseArn(asString(Job?.BackupVaultArn)) ?? parseArn(trigger.stackId))?.region ?? '' };
  return {
    ...trigger,
    schema: SCHEMA,
    outcome: origin === Origin.REUSED ? RecordedOutcome.REUSED : recordedOutcome(state),
    recoveryPointArn,
    backupJobId: asString(Job?.BackupJobId),
    backupVaultName,
    resourceArn: asString(Job?.ResourceArn) || asString(request.ResourceArn),
    resourceType: asString(Job?.ResourceType) || asString(ResourceType),
    creationDate,
    completionDate: asString(Job?.CompletionDate),
    backupSizeInBytes: asString(Job?.BackupSizeInBytes),
    // A reused recovery point was made with a role and a lifecycle of its own
    iamRoleArn: Reused?.IamRoleArn ?? asString(request.IamRoleArn),
    expiryDate: origin === Origin.REUSED ? Reused?.ExpiryDate ?? '' : expiryDate(creationDate, request.Lifecycle?.DeleteAfterDays),
    idempotencyKey: createHash('sha256').update(asString(IdempotencyKey)).digest('hex').slice(0, KEY_LENGTH),
    origin,
    statusMessage: statusMessage(state),
    copies: '',
    describeCommand: describeCommand(location),
    restoreMetadataCommand: restoreMetadataCommand(location),
  };
}

/** Whose recovery point the execution ends with. */
function originOf({ Reused }: ExecutionState): string {
  return Reused === undefined ? Origin.OWN : Origin.REUSED;
}

/** An execution that a step ended has no outcome. Without a job it failed; a job goes on all the same. */
function recordedOutcome({ Outcome, Job, Error: error }: ExecutionState): string {
  if (Outcome !== undefined) { return Outcome; }
  const ofJob = Job === undefined ? undefined : outcomeOf(Job);
  if (ofJob !== undefined || error === undefined) { return ofJob ?? ''; }
  return Job === undefined ? 'failed' : RecordedOutcome.UNKNOWN;
}

/** What AWS Backup says of the job, else why there is none, or why nothing more is known of it. */
function statusMessage(state: ExecutionState): string {
  const { Job, Skipped, Outcome, Error: error } = state;
  return error !== undefined || Outcome === 'timedOut' ? failureReason(state) : asString(Job?.StatusMessage) || asString(Skipped);
}

function asString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
