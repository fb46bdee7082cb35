import type { JobRecord } from '../../src/request/execution/execution-state';

/** A job as the SDK returns it, with only the members we read. */
export interface BackupJob {
  readonly BackupJobId?: string;
  readonly RecoveryPointArn?: string;
  readonly CreationDate?: Date;
  readonly CompletionDate?: Date;
  readonly State?: string;
  readonly StatusMessage?: string;
  readonly MessageCategory?: string;
  readonly PercentDone?: string;
  readonly ResourceArn?: string;
  readonly ResourceType?: string;
  readonly BackupVaultArn?: string;
  readonly BackupSizeInBytes?: number;
}

/** A job in a list of jobs. */
export interface JobInList extends BackupJob {
  readonly BackupVaultName?: string;
  readonly IamRoleArn?: string;
  readonly CreatedBy?: object;
}

/** A job of a list, with the facts that only a list has. */
export interface ListedJob {
  readonly job: JobRecord;
  readonly vaultName: string;
  readonly roleArn: string;
  /** Whether a backup plan started it. */
  readonly isPlanned: boolean;
}

/** Turns a job into plain strings, which the state machine, the log and CloudFormation carry. */
export function toJobRecord(job: BackupJob): JobRecord {
  return {
    BackupJobId: toPlainString(job.BackupJobId),
    RecoveryPointArn: toPlainString(job.RecoveryPointArn),
    CreationDate: toPlainString(job.CreationDate),
    CompletionDate: toPlainString(job.CompletionDate),
    State: toPlainString(job.State),
    StatusMessage: toPlainString(job.StatusMessage),
    MessageCategory: toPlainString(job.MessageCategory),
    PercentDone: toPlainString(job.PercentDone),
    ResourceArn: toPlainString(job.ResourceArn),
    ResourceType: toPlainString(job.ResourceType),
    BackupVaultArn: toPlainString(job.BackupVaultArn),
    BackupSizeInBytes: toPlainString(job.BackupSizeInBytes),
  };
}

/** Turns a job of a list into the members we use. */
export function toListedJob(listed: JobInList): ListedJob {
  const { BackupVaultName, IamRoleArn, CreatedBy } = listed;
  return { job: toJobRecord(listed), vaultName: toPlainString(BackupVaultName), roleArn: toPlainString(IamRoleArn), isPlanned: Boolean(CreatedBy) };
}

/** Only the message of a job can be longer than an ARN, and the state of an execution holds at most 256 KiB. */
const LONGEST_STRING = 2048;

function toPlainString(value: string | number | Date | undefined | null): string {
  if (value === undefined || value === null) { return ''; }
  if (!(value instanceof Date)) { return String(value).slice(0, LONGEST_STRING); }
  return Number.isNaN(value.getTime()) ? '' : value.toISOString();
}
