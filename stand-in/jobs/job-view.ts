import type { BackupJob, DescribeBackupJobOutput } from '@aws-sdk/client-backup';
import { startByOf, type Job } from './job';
import type { JobRegistry } from './job-registry';
import { progressAt } from './progress';
import { endOf, isTerminal, type Phase } from './timeline';

/** A job as `DescribeBackupJob` returns it. */
export function describeJob(jobs: JobRegistry, job: Job, now: number): DescribeBackupJobOutput {
  const children = jobs.childrenOf(job);
  const summary = summarizeJob(jobs, job, now);
  if (children.length === 0) { return summary; }
  const states: Record<string, number> = {};
  for (const child of children) {
    const state = jobs.phaseOf(child).state;
    states[state] = (states[state] ?? 0) + 1;
  }
  return { ...summary, NumberOfChildJobs: children.length, ChildJobsInState: states };
}

/** A job as `ListBackupJobs` returns it. */
export function summarizeJob(jobs: JobRegistry, job: Job, now: number): BackupJob {
  const phases = jobs.phasesOf(job);
  const phase = jobs.phaseOf(job);
  return {
    AccountId: job.accountId,
    BackupJobId: job.id,
    BackupVaultName: job.destination.vaultName,
    BackupVaultArn: job.destination.vaultArn,
    VaultType: job.destination.vaultType,
    VaultLockState: job.destination.isLocked ? 'LOCKED' : 'UNLOCKED',
    RecoveryPointArn: isRecoveryPointKnown(job, phase) ? job.recoveryPointArn : undefined,
    RecoveryPointLifecycle: job.destination.lifecycle,
    ResourceArn: job.resourceArn,
    ResourceType: job.type.name,
    ResourceName: job.resourceArn.split(/[:/]/).at(-1),
    IamRoleArn: job.input.IamRoleArn,
    BackupOptions: job.input.BackupOptions,
    IsParent: job.type.composite ?? false,
    ParentJobId: job.parentId,
    IsEncrypted: job.plan.encrypted,
    State: phase.state,
    StatusMessage: phase.message,
    MessageCategory: phase.category === '' ? undefined : phase.category,
    ...backupType(job, phase),
    ...times(job, phases, phase, now),
    ...amounts(job, progressAt(phases, now, job.plan.progress)),
  };
}

/** `StartBackupJob` returns the ARN for a few types only. For the others, the ARN is known once the recovery point exists. */
function isRecoveryPointKnown(job: Job, phase: Phase): boolean {
  return job.type.earlyRecoveryPoint === true || phase.state === 'COMPLETED' || phase.state === 'PARTIAL';
}

/** Present only if a VSS backup was really taken; a job that "completed with issues" may not have taken one. */
function backupType(job: Job, phase: Phase): Pick<BackupJob, 'BackupType'> {
  const isTaken = job.input.BackupOptions?.WindowsVSS === 'enabled' && phase.state === 'COMPLETED' && phase.category === 'SUCCESS';
  return isTaken ? { BackupType: 'WindowsVSS' } : {};
}

function times(job: Job, phases: readonly Phase[], phase: Phase, now: number): Partial<BackupJob> {
  const begunAt = phases.find(({ state }) => state === 'PENDING' || state === 'RUNNING')?.at ?? Infinity;
  const end = endOf(phases);
  const isForeseen = phase.state === 'RUNNING' && job.plan.progress === 'linear' && end < Infinity;
  return {
    CreationDate: new Date(job.createdAt),
    StartBy: new Date(startByOf(job)),
    InitiationDate: begunAt <= now ? new Date(begunAt) : undefined,
    ExpectedCompletionDate: isForeseen ? new Date(end) : undefined,
    CompletionDate: isTerminal(phase.state) ? new Date(end) : undefined,
  };
}

function amounts(job: Job, progress: number): Partial<BackupJob> {
  const size = job.type.sizeless ? 0 : job.plan.backupSizeInBytes;
  return {
    PercentDone: (progress * 100).toFixed(1),
    BytesTransferred: Math.round(size * progress),
    BackupSizeInBytes: progress === 1 ? size : 0,
  };
}
