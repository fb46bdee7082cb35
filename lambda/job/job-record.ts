import type { JobRecord } from '../../src/request/execution-state';

/** A job as the SDK hands it over, with only the members we read. */
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

/** What a list tells of a job beside the job itself. */
export interface ListedJob {
  readonly job: JobRecord;
  readonly vaultName: string;
  readonly roleArn: string;
  /** Whether a backup plan started it. */
  readonly isPlanned: boolean;
}

/** Turns a job into plain strings, which is what the machine, the log and CloudFormation carry. */
export function toJobRecord(job: BackupJob): JobRecord {
  return {
    BackupJobId: text(job.BackupJobId),
    RecoveryPointArn: text(job.RecoveryPointArn),
    CreationDate: text(job.CreationDate),
    CompletionDate: text(job.CompletionDate),
    State: text(job.State),
    StatusMessage: text(job.StatusMessage),
    MessageCategory: text(job.MessageCategory),
    PercentDone: text(job.PercentDone),
    ResourceArn: text(job.ResourceArn),
    ResourceType: text(job.ResourceType),
    BackupVaultArn: text(job.BackupVaultArn),
    BackupSizeInBytes: text(job.BackupSizeInBytes),
  };
}

/** Turns a job of a list into what is read of it. */
export function toListedJob(listed: JobInList): ListedJob {
  const { BackupVaultName, IamRoleArn, CreatedBy } = listed;
  return { job: toJobRecord(listed), vaultName: text(BackupVaultName), roleArn: text(IamRoleArn), isPlanned: Boolean(CreatedBy) };
}

/** No value of a job is longer than an ARN; only a message may be, and a run cannot hold more than 256 KiB. */
const LONGEST_TEXT = 2048;

function text(value: string | number | Date | undefined | null): string {
  if (value === undefined || value === null) { return ''; }
  if (!(value instanceof Date)) { return String(value).slice(0, LONGEST_TEXT); }
  return Number.isNaN(value.getTime()) ? '' : value.toISOString();
}
