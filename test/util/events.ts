import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import { toJobRecord } from '../../lambda/job/job-record';
import type { BackupRequest } from '../../src/request/backup-request';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import type { ResponseAddress, JobRecord, ExecutionState } from '../../src/request/execution/execution-state';
import { type WaitPolicy, LONGEST_WAIT_SECONDS } from '../../src/request/execution/wait-policy';

/** Events, states and jobs for the tests of the handler. Each has realistic defaults; a test replaces what it is about. */

export const JOB_ID = 'D48D8717-0C9D-72DF-1F56-14E703BF2345';
export const OTHER_JOB_ID = '1F0A4D52-9F4E-4C57-8C62-0D6B8A0E5A11';
export const REQUEST_ID = '5f2d1c9e-7c0b-4c55-9a53-0d9c2f0f3a01';
export const RECOVERY_POINT_ARN = 'arn:aws:backup:eu-west-1:111122223333:recovery-point:d99699e7-e183-477e-bfcd-ccb1c6e5455e';
export const RESOURCE_ARN = 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567';
export const STATE_MACHINE_ARN = 'arn:aws:states:eu-west-1:111122223333:stateMachine:backups';
/** Of the custom resource, whatever jobs it has. */
export const PHYSICAL_ID = '51af3dc0-da77-11e4-872e-1234567db123|OrdersBackup1A2B3C4D';
/** Of one whose creation failed. */
export const FAILED_ID = `${PHYSICAL_ID}|${REQUEST_ID}`;
/** The query is signed: whoever reads it can respond in our name. */
export const SIGNATURE = 'X-Amz-Signature=c0ffee';
/** Nobody listens there. */
export const RESPONSE_URL = `http://127.0.0.1:9/response?${SIGNATURE}`;

export const REQUEST: BackupRequest = {
  BackupVaultName: 'vault',
  ResourceArn: RESOURCE_ARN,
  IamRoleArn: 'arn:aws:iam::111122223333:role/backup',
};

/** All members of StartBackupJob. */
export const FULL_REQUEST: Required<BackupRequest> = {
  ...REQUEST,
  LogicallyAirGappedBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:air-gapped',
  IdempotencyToken: 'my-own-token',
  StartWindowMinutes: 60,
  CompleteWindowMinutes: 180,
  Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 365, OptInToArchiveForSupportedResources: true },
  RecoveryPointTags: { team: 'orders', why: 'before "the" change' },
  BackupOptions: { WindowsVSS: 'enabled' },
  Index: 'ENABLED',
};

export function requestJson(members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...REQUEST, ...members });
}

/** The default of a backup, with the overrides of a test. */
export function waitPolicy(overrides: Partial<WaitPolicy> = {}): WaitPolicy {
  return { TimeoutSeconds: LONGEST_WAIT_SECONDS, ...overrides };
}

export function properties(overrides: Partial<CustomResourceProperties> = {}): CustomResourceProperties {
  return { Request: requestJson(), StateMachineArn: STATE_MACHINE_ARN, ...overrides };
}

export function responseAddress(overrides: Partial<ResponseAddress> = {}): ResponseAddress {
  return {
    ResponseURL: RESPONSE_URL,
    StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/51af3dc0-da77-11e4-872e-1234567db123',
    RequestId: REQUEST_ID,
    LogicalResourceId: 'OrdersBackup1A2B3C4D',
    ...overrides,
  };
}

export function createEvent(overrides: Partial<CloudFormationEvent> = {}): CloudFormationEvent {
  return { ...responseAddress(), RequestType: 'Create', ResourceProperties: properties(), ...overrides };
}

export function updateEvent(overrides: Partial<CloudFormationEvent> = {}): CloudFormationEvent {
  return createEvent({ RequestType: 'Update', PhysicalResourceId: PHYSICAL_ID, OldResourceProperties: properties(), ...overrides });
}

export function deleteEvent(overrides: Partial<CloudFormationEvent> = {}): CloudFormationEvent {
  return createEvent({ RequestType: 'Delete', PhysicalResourceId: PHYSICAL_ID, ...overrides });
}

/** A job as `DescribeBackupJob` returns it; by default one that ended well. */
export function jobRecord(overrides: Partial<JobRecord> = {}): JobRecord {
  return {
    BackupJobId: JOB_ID,
    RecoveryPointArn: RECOVERY_POINT_ARN,
    CreationDate: '2025-11-23T04:00:00.000Z',
    CompletionDate: '2025-11-23T04:10:00.000Z',
    State: 'COMPLETED',
    StatusMessage: '',
    MessageCategory: 'SUCCESS',
    PercentDone: '100.0',
    ResourceArn: RESOURCE_ARN,
    ResourceType: 'EFS',
    BackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:vault',
    BackupSizeInBytes: '1073741824',
    ...overrides,
  };
}

/** A job that is still running. */
export function runningJob(overrides: Partial<JobRecord> = {}): JobRecord {
  return jobRecord({ State: 'RUNNING', MessageCategory: '', CompletionDate: '', PercentDone: '', ...overrides });
}

/** A job as `StartBackupJob` returns it. */
export function startedJob(overrides: Partial<JobRecord> = {}): JobRecord {
  return { ...toJobRecord({ BackupJobId: JOB_ID, ResourceArn: RESOURCE_ARN, CreationDate: new Date('2025-11-23T04:00:00.000Z') }), ...overrides };
}

/** The state at the start of an execution; nobody waits for a response. */
export function executionState(overrides: Partial<ExecutionState> = {}): ExecutionState {
  return {
    Request: requestJson(),
    WaitPolicy: waitPolicy(),
    IdempotencyKey: `stack\n${REQUEST_ID}`,
    Deadline: new Date(Date.now() + 3420_000).toISOString(),
    ...overrides,
  };
}
