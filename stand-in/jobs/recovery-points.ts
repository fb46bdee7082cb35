import type { CalculatedLifecycle, DescribeRecoveryPointOutput, RecoveryPointByBackupVault, RecoveryPointStatus } from '@aws-sdk/client-backup';
import type { Job } from './job';
import type { JobRegistry } from './job-registry';
import { toMilliseconds } from './seconds';
import { endOf } from './timeline';
import { invalidRequest, notFound, ServiceError } from '../model/errors';

const DAY = 86_400_000;

/** The recovery points that the jobs left behind. Like the state of a job, their status follows from the time. */
export class RecoveryPoints {
  constructor(private readonly jobs: JobRegistry, private readonly now: () => number) {}

  /** The job that made the recovery point, whether it still exists or not. */
  public jobOf(arn: string): Job | undefined {
    return this.jobs.all.find((job) => job.recoveryPointArn === arn);
  }

  public describe(vaultName: string, arn: string): DescribeRecoveryPointOutput {
    const { job, status } = this.get(vaultName, arn);
    const lifecycle = job.destination.lifecycle;
    const calculated = calculateLifecycle(job);
    const end = endOf(this.jobs.phasesOf(job));
    return {
      RecoveryPointArn: arn,
      BackupVaultName: vaultName,
      BackupVaultArn: job.destination.vaultArn,
      VaultType: job.destination.vaultType,
      ResourceArn: job.resourceArn,
      ResourceType: job.type.name,
      IamRoleArn: job.input.IamRoleArn,
      Status: status,
      StatusMessage: status === 'EXPIRED' ? 'AWS Backup has no permission to delete the recovery point.' : undefined,
      CreationDate: new Date(job.createdAt),
      CompletionDate: end <= this.now() ? new Date(end) : undefined,
      BackupSizeInBytes: job.type.sizeless ? 0 : job.plan.backupSizeInBytes,
      Lifecycle: lifecycle,
      CalculatedLifecycle: calculated,
      IsEncrypted: job.plan.encrypted,
      StorageClass: (calculated.MoveToColdStorageAt?.getTime() ?? Infinity) <= this.now() ? 'COLD' : 'WARM',
      IsParent: job.type.composite ?? false,
      ParentRecoveryPointArn: job.parentId === undefined ? undefined : this.jobs.get(job.parentId).recoveryPointArn,
    };
  }

  /** Those that exist in a vault, the oldest first, with what a list has of each. */
  public listIn(vaultName: string): readonly RecoveryPointByBackupVault[] {
    return this.jobsIn(vaultName).map((job) => {
      const { StorageClass, ...listed } = this.describe(vaultName, job.recoveryPointArn);
      return listed;
    });
  }

  public countIn(vaultName: string): number {
    return this.jobsIn(vaultName).length;
  }

  /** Deletion takes time. Until it is over, the recovery point is DELETING. */
  public delete(vaultName: string, arn: string): void {
    const { job, status } = this.get(vaultName, arn);
    if (status === 'DELETING' || status === 'CREATING' || job.plan.onDelete === 'copy') {
      throw new ServiceError('InvalidResourceStateException', `AWS Backup is already performing an action on this recovery point (${status}). Try again later.`);
    }
    // https://repost.aws/knowledge-center/backup-recovery-points-hold-vault
    if (job.plan.onDelete === 'hold') { throw invalidRequest('The recovery point cannot be deleted because it has active legal hold(s)'); }
    if (job.destination.isLocked) { throw invalidRequest(`Backup vault ${vaultName} is locked`); }
    if (this.jobs.childrenOf(job).some((child) => this.statusOf(child) !== undefined)) {
      throw invalidRequest(`Recovery point ${arn} has nested recovery points`);
    }
    job.deletedAt = this.now();
  }

  private jobsIn(vaultName: string): readonly Job[] {
    return this.jobs.all.filter((job) => job.destination.vaultName === vaultName && this.statusOf(job) !== undefined);
  }

  private get(vaultName: string, arn: string): { job: Job; status: RecoveryPointStatus } {
    const job = this.jobOf(arn);
    const status = job && this.statusOf(job);
    if (job === undefined || status === undefined || job.destination.vaultName !== vaultName) {
      throw notFound(`Cannot find recovery point: ${arn}`);
    }
    return { job, status };
  }

  /** Undefined if there is no recovery point: not yet, never from this job, or no longer. */
  private statusOf(job: Job): RecoveryPointStatus | undefined {
    const { state } = this.jobs.phaseOf(job);
    if (state === 'RUNNING' && job.type.earlyRecoveryPoint) { return 'CREATING'; }
    if (state !== 'COMPLETED' && state !== 'PARTIAL') { return undefined; }
    if ((calculateLifecycle(job).DeleteAt?.getTime() ?? Infinity) <= this.now()) { return undefined; }
    if (job.deletedAt === undefined) { return state; }
    if (job.plan.onDelete === 'expire') { return 'EXPIRED'; }
    return this.now() < job.deletedAt + toMilliseconds(job.plan.deletingSeconds) ? 'DELETING' : undefined;
  }
}

/** Days count from the start of the job. */
function calculateLifecycle(job: Job): CalculatedLifecycle {
  const { DeleteAfterDays: deleteAfter = -1, MoveToColdStorageAfterDays: moveAfter = -1 } = job.destination.lifecycle ?? {};
  return {
    ...deleteAfter >= 0 && { DeleteAt: new Date(job.createdAt + deleteAfter * DAY) },
    ...moveAfter >= 0 && { MoveToColdStorageAt: new Date(job.createdAt + moveAfter * DAY) },
  };
}
